"""What comes out of a meeting: written down in its room, read on its page and across its series."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practica.foundation.access import require
from practica.meetings import actions, policies
from practica.meetings.forms.outcomes import OutcomeForm, ReversalForm, ReviewForm
from practica.meetings.models import Deed, Outcome, OutcomeKind
from practica.meetings.queries.agenda import items_of
from practica.meetings.queries.formats import stage_of
from practica.meetings.queries.outcomes import CameOut, caught, outcomes_of
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import posted, visible_meeting

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import AgendaItem, Occurrence

BOTH = ["GET", "HEAD", "POST"]


@require_http_methods(BOTH)
def catch(request: MemberRequest, pk: int, kind: str) -> HttpResponse:
    """In the room the form opens where one is; without scripts it is a page of its own."""
    meeting = visible_meeting(request, pk)
    require(policies.can_catch, request.user, meeting)
    actions.refuse_unless(meeting, Deed.CATCH)
    if kind not in OutcomeKind.values:
        raise Http404
    form = OutcomeForm(posted(request), kind=kind, items=_items(meeting), meeting=meeting)
    if not form.is_valid():
        return _ask(request, meeting, form)
    item = form.item_or(_in_hand(meeting))
    actions.write_outcome(meeting, form.words, by=request.user, item=item)
    if request.htmx:
        return render(request, "meetings/_catch.html", catch_context(request, meeting))
    return redirect(f"{reverse('meetings:room', args=[meeting.pk])}#catch")


@require_safe
def so_far(request: MemberRequest, pk: int) -> HttpResponse:
    """What was caught so far: the part of the room that changes when something is."""
    return caught_part(request, visible_meeting(request, pk))


@require_http_methods(BOTH)
def change_outcome(request: MemberRequest, pk: int) -> HttpResponse:
    outcome = visible_outcome(request, pk)
    require(policies.can_mend, request.user, outcome)
    actions.refuse_unless(outcome.occurrence, Deed.CATCH)
    initial = {name: getattr(outcome, name) for name in ("text", "reasons", "decided_by", "rejected", "dissent")}
    days = {"review_on": outcome.review_on, "due_on": outcome.due_on}
    meeting = outcome.occurrence
    form = OutcomeForm(posted(request), kind=outcome.kind, items=[], meeting=meeting, initial=initial | days)
    del form.fields["item"]
    if not form.is_valid():
        return form_page(request, "meetings/change_outcome.html", form, meeting=meeting, outcome=outcome)
    actions.change_outcome(outcome, form.words, by=request.user)
    return redirect(f"{reverse('meetings:room', args=[meeting.pk])}#catch")


@require_POST
def strike_outcome(request: MemberRequest, pk: int) -> HttpResponse:
    meeting = actions.strike_outcome(visible_outcome(request, pk), by=request.user)
    return redirect(f"{reverse('meetings:room', args=[meeting.pk])}#catch")


@require_http_methods(BOTH)
def confirm_decision(request: MemberRequest, pk: int) -> HttpResponse:
    decision = _decision_to_review(request, pk)
    form = ReviewForm(posted(request))
    if not form.is_valid():
        return form_page(request, "meetings/confirm_decision.html", form, meeting=decision.occurrence, outcome=decision)
    return redirect(actions.confirm_decision(decision, form.cleaned_data["review_on"], by=request.user))


@require_http_methods(BOTH)
def reverse_decision(request: MemberRequest, pk: int) -> HttpResponse:
    decision = _decision_to_review(request, pk)
    form = ReversalForm(posted(request))
    if not form.is_valid():
        return form_page(request, "meetings/reverse_decision.html", form, meeting=decision.occurrence, outcome=decision)
    return redirect(actions.reverse_decision(decision, form.cleaned_data["because"], by=request.user))


def visible_outcome(request: MemberRequest, pk: int) -> Outcome:
    return get_object_or_404(Outcome.objects.visible_to(request.user).for_page(), pk=pk)


def caught_part(request: MemberRequest, meeting: Occurrence) -> HttpResponse:
    return render(request, "meetings/_caught.html", {"meeting": meeting, "came_out": came_out(request, meeting)})


def came_out(request: MemberRequest, meeting: Occurrence) -> CameOut:
    is_open = meeting.allows(Deed.CATCH)
    mendable = (lambda row: not row.has_become and policies.can_mend(request.user, row)) if is_open else None
    return caught(outcomes_of(meeting), request.user, mendable=mendable)


def catch_context(request: MemberRequest, meeting: Occurrence, asked: OutcomeForm | None = None) -> dict[str, Any]:
    """The five forms, for whoever may write, and what was caught so far; `asked` is one that has mistakes."""
    forms = []
    if meeting.allows(Deed.CATCH) and policies.can_catch(request.user, meeting):
        items = _items(meeting)
        forms = [
            asked if asked and asked.kind == kind else OutcomeForm(kind=kind, items=items, meeting=meeting)
            for kind in OutcomeKind.values
        ]
    return {"meeting": meeting, "outcome_forms": forms, "came_out": came_out(request, meeting)}


def _ask(request: MemberRequest, meeting: Occurrence, form: OutcomeForm) -> HttpResponse:
    if request.htmx:
        given = catch_context(request, meeting, form)
        return render(request, "meetings/_catch.html", given, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    return form_page(request, "meetings/catch.html", form, meeting=meeting)


def _items(meeting: Occurrence) -> list[AgendaItem]:
    return [item for item in items_of(meeting) if not item.is_section]


def _in_hand(meeting: Occurrence) -> AgendaItem | None:
    clock = stage_of(meeting).clock
    return clock.item if clock and clock.item.is_standing else None


def _decision_to_review(request: MemberRequest, pk: int) -> Outcome:
    decision = visible_outcome(request, pk)
    require(policies.can_change, request.user, decision.occurrence)
    return decision
