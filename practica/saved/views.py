"""Saving and finding again; whatever search can find can be saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from practica.foundation.requests import page_number
from practica.saved import actions
from practica.saved.models import Saved
from practica.saved.queries import lines_of
from practica.search.registry import searchable_of
from practica.search.rights import visible_things

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.search.registry import Searchable

PAGE = 25


@require_GET
def saved(request: MemberRequest) -> HttpResponse:
    mine = Saved.objects.of(request.user).order_by("-saved_at", "-pk")
    page = Paginator(mine, PAGE).get_page(page_number(request))
    return render(request, "saved/list.html", {"page": page, "lines": lines_of(list(page), request.user)})


@require_POST
def save(request: MemberRequest, model: str, pk: int) -> HttpResponse:
    searchable, thing = _visible(request, model, pk)
    actions.save(thing, by=request.user)
    return _answer(request, searchable, thing, is_saved=True)


@require_POST
def unsave(request: MemberRequest, model: str, pk: int) -> HttpResponse:
    searchable, thing = _visible(request, model, pk)
    actions.unsave(thing, by=request.user)
    return _answer(request, searchable, thing, is_saved=False)


def _visible(request: MemberRequest, model: str, pk: int) -> tuple[Searchable, Any]:
    searchable = searchable_of(model)
    if searchable is None:
        raise Http404
    return searchable, get_object_or_404(visible_things(searchable, request.user), pk=pk)


def _answer(request: MemberRequest, searchable: Searchable, thing: Any, *, is_saved: bool) -> HttpResponse:
    """Over htmx the button alone; from the list back to the list, else to the thing."""
    if request.htmx:
        return render(request, "saved/_button.html", {"model": searchable.model, "thing": thing, "is_saved": is_saved})
    return redirect("saved:saved") if "from_list" in request.POST else redirect(searchable.url(thing))
