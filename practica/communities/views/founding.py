"""Starting a community: what one is, whether this is one, and five screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from practica.communities import actions, policies
from practica.communities.forms.founding import DomainForm, LearnForm, NameForm, PeopleForm, RhythmForm
from practica.communities.models import FoundingDraft
from practica.communities.queries.directory import look_alikes
from practica.communities.queries.people import people_named
from practica.communities.queries.self_check import QUESTIONS, advice
from practica.foundation.requests import asked_words
from practica.foundation.text_fields import clean_text
from practica.people.models import Person

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from practica.foundation.requests import MemberRequest

SCREENS: list[type[forms.Form]] = [NameForm, DomainForm, LearnForm, RhythmForm, PeopleForm]
STEPS = [
    gettext_lazy("Name"),
    gettext_lazy("Domain"),
    gettext_lazy("Learning"),
    gettext_lazy("Rhythm"),
    gettext_lazy("People"),
]


@require_safe
def start(request: MemberRequest) -> HttpResponse:
    given = {
        "drafts": FoundingDraft.objects.filter(author=request.user),
        "can_start": policies.can_start(request.user),
    }
    return render(request, "communities/start.html", given)


@login_not_required
@require_safe
def what_is(request: HttpRequest) -> HttpResponse:
    """Read at the door too, before one knows whether to come in."""
    can_start = request.user.is_authenticated and policies.can_start(request.user)
    return render(request, "communities/what_is.html", {"can_start": can_start})


@require_safe
def self_check(request: MemberRequest) -> HttpResponse:
    answers = {question.name: request.GET.get(question.name, "") for question in QUESTIONS}
    rows = [(question, answers[question.name]) for question in QUESTIONS]
    asked = any(answers.values())
    given = {"rows": rows, "advice": advice(answers), "is_unfinished": asked and not all(answers.values())}
    return render(request, "communities/self_check.html", given)


@require_POST
def begin(request: MemberRequest) -> HttpResponse:
    draft = actions.start_founding(by=request.user)
    return redirect("communities:found", draft.pk, 1)


def found(request: MemberRequest, pk: int, step: int) -> HttpResponse:
    """One of the five screens; what is typed is kept before the next one opens."""
    draft = _own_draft(request, pk)
    if not 1 <= step <= draft.step:
        return redirect("communities:found", draft.pk, draft.step)
    form = _form(draft, step, request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _screen(request, draft, step, form)

    draft = actions.save_founding(draft, form.cleaned_data, by=request.user, step=step + 1)
    if step == 1 and not draft.answers.get("difference") and _alike(request, draft):
        return _screen(request, draft, step, form)
    return _next(request, draft, step)


def _next(request: MemberRequest, draft: FoundingDraft, step: int) -> HttpResponse:
    if "later" in request.POST:
        messages.success(request, _("Kept. You find it under “Start a community”."))
        return redirect("communities:start")
    if step < len(SCREENS):
        return redirect("communities:found", draft.pk, step + 1)
    community = actions.found_community(draft, by=request.user)
    messages.success(request, _("It has begun. Three people make it live."))
    return redirect(community)


@require_POST
def add(request: MemberRequest, pk: int) -> HttpResponse:
    """Put somebody on the list of those to invite."""
    draft = _own_draft(request, pk)
    wanted = request.POST.get("person", "")
    person = get_object_or_404(
        Person.objects.visible_to(request.user), pk=int(wanted) if wanted[:18].isdecimal() and not wanted[18:] else 0
    )
    kept = dict.fromkeys([*draft.answers.get("people", []), person.pk])
    return _with_people(request, draft, list(kept)[:30])


@require_POST
def drop(request: MemberRequest, pk: int) -> HttpResponse:
    draft = _own_draft(request, pk)
    wanted = request.POST.get("person", "")
    return _with_people(request, draft, [one for one in draft.answers.get("people", []) if str(one) != wanted])


@require_POST
def discard(request: MemberRequest, pk: int) -> HttpResponse:
    actions.discard_founding(_own_draft(request, pk), by=request.user)
    messages.success(request, _("Thrown away."))
    return redirect("communities:start")


def _with_people(request: MemberRequest, draft: FoundingDraft, people: list[int]) -> HttpResponse:
    answers: dict[str, Any] = {"people": people}
    if "message" in request.POST:
        answers["message"] = clean_text(request.POST["message"])[:500]
    draft = actions.save_founding(draft, answers, by=request.user, step=len(SCREENS))
    if request.htmx:
        return _screen(request, draft, len(SCREENS), _form(draft, len(SCREENS), None))
    return redirect("communities:found", draft.pk, len(SCREENS))


def _own_draft(request: MemberRequest, pk: int) -> FoundingDraft:
    return get_object_or_404(FoundingDraft, pk=pk, author=request.user)


def _form(draft: FoundingDraft, step: int, posted: Any) -> forms.Form:
    screen = SCREENS[step - 1]
    if screen is LearnForm:
        return LearnForm(posted, initial=draft.answers, texts=draft.answers.get("questions", []))
    return screen(posted, initial=draft.answers)


def _alike(request: MemberRequest, draft: FoundingDraft) -> list[Any]:
    return look_alikes(draft.answers.get("name", ""), draft.answers.get("tagline", ""), request.user)


def _screen(request: MemberRequest, draft: FoundingDraft, step: int, form: forms.Form) -> HttpResponse:
    alike = _alike(request, draft) if step == 1 else []
    if alike:
        form.fields["difference"].required = True
    words = asked_words(request)
    chosen = draft.answers.get("people", [])
    given = {
        "draft": draft,
        "step": step,
        "steps": STEPS,
        "form": form,
        "alike": alike,
        "words": words,
        "found": [one for one in people_named(words, request.user) if one.pk not in chosen],
        "chosen": Person.objects.filter(pk__in=chosen).select_related("unit").order_by("name"),
    }
    template = "_found_people.html" if request.htmx and step == len(SCREENS) else f"found_{step}.html"
    response = render(request, f"communities/{template}", given)
    response.status_code = 422 if form.errors else 200
    return response
