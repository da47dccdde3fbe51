"""The search page and what the palette shows while one types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_GET

from practica.foundation.rates import refuse_flood
from practica.foundation.requests import page_number
from practica.search import facets
from practica.search.forms import SearchForm
from practica.search.palette import groups_for
from practica.search.queries import PAGE, find
from practica.search.registry import commands
from practica.search.results import results_of
from practica.search.spelling import correct
from practica.search.words import ask

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

MOST_SEARCHES, MOST_KEYS = 60, 400
LAST_PAGE = 80


@require_GET
def page(request: MemberRequest) -> HttpResponse:
    """The results for what was typed; where that is nothing, those for the nearest words that the reader could find."""
    form = SearchForm(request.GET)
    number = min(page_number(request), LAST_PAGE)
    if form.typed:
        refuse_flood("search", request.user.pk, MOST_SEARCHES)
    question, mended = ask(form.typed), ""
    found = find(question, request.user, form.filters, number, form.order)
    if not found.total and not question.is_empty and "exact" not in request.GET:
        mended = correct(question, request.user, form.filters)
    if mended:
        question = ask(mended)
        found = find(question, request.user, form.filters, number, form.order)
    results = results_of(found.ids, question, request.user)
    return render(request, "search/page.html", context(form, found, results, number) | {"mended": mended})


def context(form: SearchForm, found: Any, results: list[Any], number: int) -> dict[str, Any]:
    filters = form.filters
    first = (number - 1) * PAGE
    return {
        "form": form,
        "typed": form.typed,
        "filters": filters,
        "found": found,
        "results": results,
        "best": results[0] if results and results[0].is_best and number == 1 else None,
        "first": first + 1,
        "last": first + len(found.ids),
        "number": number,
        "next_page": number + 1 if first + PAGE < found.total else None,
        "previous_page": number - 1 if number > 1 else None,
        "kinds": facets.kinds_of(found, filters),
        "communities": facets.communities_of(found, filters),
        "authors": facets.authors_of(found, filters),
        "languages": facets.languages_of(found, filters),
        "commands": [(command.label(form.typed), command.url(form.typed), command.icon) for command in commands()],
    }


@require_GET
def palette(request: MemberRequest) -> HttpResponse:
    """Groups of places and things for what is typed so far; without JavaScript the box leads to the page."""
    typed = request.GET.get("q", "").strip()[:200]
    refuse_flood("palette", request.user.pk, MOST_KEYS)
    return render(request, "search/_palette.html", {"groups": groups_for(request, typed), "typed": typed})
