"""Finding a date for a meeting: asking, answering, and how it ends."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practica.foundation.calendar_time import in_zone
from practica.meetings import actions, policies
from practica.meetings.forms import DateForm, DeadlineForm, FindForm, FitsForm, WhyNotForm, end_of, wanted_in
from practica.meetings.models import DateOption, DatePoll, Fit
from practica.meetings.queries.finding import page_of
from practica.meetings.queries.suggesting import suggestions
from practica.meetings.queries.words import zone_in_words
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import plannable_community, posted

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest

BOTH = ["GET", "HEAD", "POST"]
WHOLE, INSIDE = "meetings/dates.html", "meetings/_dates.html"
OPEN_FOR = timedelta(days=4)


@require_http_methods(BOTH)
def find(request: MemberRequest, slug: str) -> HttpResponse:
    """What the meeting is about, and the dates to choose from; “Suggest” looks for them again and keeps what was typed."""
    community = plannable_community(request, slug)
    is_sent = request.method == "POST" and "suggest" not in request.POST
    form = FindForm(request.POST if is_sent else None, community=community, initial=_start(request))
    if is_sent and form.is_valid():
        return redirect(actions.ask_for_dates(community, form.details, form.dates, by=request.user))
    return form_page(request, "meetings/find.html", form, community=community, **_offers(request, community, form))


@require_safe
def dates(request: MemberRequest, pk: int) -> HttpResponse:
    return _page(request, visible_dates(request, pk))


@require_safe
def now(request: MemberRequest, pk: int) -> HttpResponse:
    """The inside of the page alone, for those who have it open while others answer."""
    return _page(request, visible_dates(request, pk), template=INSIDE)


@require_POST
def answer(request: MemberRequest, pk: int) -> HttpResponse:
    poll = visible_dates(request, pk)
    form = FitsForm(poll, request.POST)
    if not form.is_valid():
        return _page(request, poll, INSIDE if request.htmx else WHOLE, form=form)
    actions.answer_dates(poll, form.fits, form.cleaned_data["note"], by=request.user)
    if request.htmx:
        return _page(request, poll, INSIDE, is_answered=True)
    messages.success(request, _("Your answer is saved."))
    return redirect(poll)


@require_http_methods(BOTH)
def propose(request: MemberRequest, pk: int) -> HttpResponse:
    poll = visible_dates(request, pk)
    if not policies.can_answer(request.user, poll):
        raise PermissionDenied
    form = DateForm(posted(request))
    if not form.is_valid():
        return _form(request, "meetings/propose_date.html", poll, form)
    actions.propose_date(poll, form.starts_at, by=request.user)
    return redirect(poll)


@require_http_methods(BOTH)
def settle(request: MemberRequest, pk: int) -> HttpResponse:
    """Says first what it will do: it sends invitations."""
    option = get_object_or_404(DateOption.objects.filter(poll__in=DatePoll.objects.visible_to(request.user)), pk=pk)
    option.poll = plannable_dates(request, option.poll_id)
    if request.method == "POST":
        return redirect(actions.settle_date(option, by=request.user))
    column = next(one for one in page_of(option.poll, request.user).columns if one.option.pk == option.pk)
    given = {"poll": option.poll, "column": column, "community": option.poll.community}
    return render(request, "meetings/settle.html", given)


@require_http_methods(BOTH)
def close(request: MemberRequest, pk: int) -> HttpResponse:
    poll = plannable_dates(request, pk)
    form = WhyNotForm(posted(request))
    if not form.is_valid():
        return _form(request, "meetings/close_dates.html", poll, form)
    return redirect(actions.close_dates(poll, form.cleaned_data["because"], by=request.user))


@require_http_methods(BOTH)
def extend(request: MemberRequest, pk: int) -> HttpResponse:
    poll = plannable_dates(request, pk)
    form = DeadlineForm(posted(request), initial={"closes_on": poll.last_day})
    if not form.is_valid():
        return _form(request, "meetings/extend_dates.html", poll, form)
    closes_at = end_of(form.cleaned_data["closes_on"], poll.zone)
    return redirect(actions.extend_dates(poll, closes_at, by=request.user))


@require_POST
def remind(request: MemberRequest, pk: int) -> HttpResponse:
    poll = actions.remind_of_dates(plannable_dates(request, pk), by=request.user)
    messages.success(request, _("They will hear of it."))
    return redirect(poll)


def visible_dates(request: MemberRequest, pk: int) -> DatePoll:
    return get_object_or_404(DatePoll.objects.visible_to(request.user).for_page(), pk=pk)


def plannable_dates(request: MemberRequest, pk: int) -> DatePoll:
    """403 for those who answer but do not plan."""
    poll = visible_dates(request, pk)
    if not policies.can_plan(request.user, poll.community):
        raise PermissionDenied
    return poll


def _page(request: MemberRequest, poll: DatePoll, template: str = WHOLE, **more: Any) -> HttpResponse:
    given = {
        "poll": poll,
        "community": poll.community,
        "page": page_of(poll, request.user),
        "fits": Fit.choices,
        "can_answer": poll.takes_answers and policies.can_answer(request.user, poll),
        "can_plan": policies.can_plan(request.user, poll.community),
        "zone": zone_in_words(timezone.get_current_timezone_name(), timezone.now()),
        **more,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if "form" in more else HTTPStatus.OK
    return render(request, template, given, status=status)


def _form(request: MemberRequest, template: str, poll: DatePoll, form: Any) -> HttpResponse:
    return form_page(request, template, form, poll=poll, community=poll.community)


def _start(request: MemberRequest) -> dict[str, Any]:
    """What the form begins with, or what was typed before more suggestions were asked for."""
    if request.method == "POST":
        return {**request.POST.dict(), "suggested": request.POST.getlist("suggested")}
    tomorrow = timezone.localdate() + timedelta(days=1)
    zone = timezone.get_current_timezone_name()
    return {"zone": zone, "host": request.user.pk, "look_from": tomorrow, "closes_on": timezone.localdate() + OPEN_FOR}


def _offers(request: MemberRequest, community: Community, form: FindForm) -> dict[str, Any]:
    """What was ticked stays, suggested again or not."""
    wanted = wanted_in(request.POST)
    found = suggestions(community, wanted)
    ticked = form.ticked
    kept = sorted(ticked - {one.starts_at for one in found})
    return {
        "suggestions": [
            {
                "value": one.starts_at.isoformat(),
                "wall": in_zone(one.starts_at, wanted.zone).replace(tzinfo=None),
                "is_ticked": one.starts_at in ticked,
                "suggestion": one,
            }
            for one in found
        ],
        "kept": [
            {"value": start.isoformat(), "wall": in_zone(start, wanted.zone).replace(tzinfo=None)} for start in kept
        ],
    }
