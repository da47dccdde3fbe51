from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practica.foundation.access import Refused
from practica.meetings import actions, policies
from practica.meetings.forms import MomentForm, PlanForm, TimingForm, timing_of
from practica.meetings.models.rule import rule_from, wall_of
from practica.meetings.queries.fairness import fairness_of
from practica.meetings.queries.words import hours_in_words, in_words, zone_in_words
from practica.meetings.views.visible import changeable_series, plannable_community, posted, visible_series

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.meetings.models import Series, Timing

SHOWN_DATES = 4


@require_http_methods(["GET", "HEAD", "POST"])
def plan(request: MemberRequest, slug: str) -> HttpResponse:
    """A new meeting, or with a rule a new series."""
    community = plannable_community(request, slug)
    start = {"zone": timezone.get_current_timezone_name(), "host": request.user.pk}
    form = PlanForm(posted(request), community=community, initial=start)
    if not form.is_valid():
        return form_page(request, "meetings/plan.html", form, community=community)
    if form.timing.rule:
        return redirect(actions.start_series(community, form.details, form.timing, by=request.user))
    return redirect(actions.plan_meeting(community, form.details, form.timing, by=request.user))


@require_POST
def preview(request: MemberRequest) -> HttpResponse:
    """The rule in a sentence and the next dates, while the form is being filled in."""
    form = TimingForm(request.POST)
    words, dates = preview_of(form.timing) if form.is_valid() else ("", [])
    takes_turns = bool(words and form.timing.turns)
    return render(request, "meetings/_preview.html", {"words": words, "dates": dates, "takes_turns": takes_turns})


def preview_of(timing: Timing) -> tuple[str, list[Any]]:
    if timing.first_on is None or timing.at is None:
        return "", []
    try:
        rule = rule_from(timing.rule)
    except Refused:
        return "", []
    whole = type(rule)(rule.text, timing.ends_on, timing.count)
    walls = whole.walls(wall_of(timing.first_on, timing.at), timing.first_on.replace(year=timing.first_on.year + 6))
    hours = timing.hours
    dates = [
        wall_of(wall.date(), hours[number % len(hours)])
        for wall, number in zip(walls, range(SHOWN_DATES), strict=False)
    ]
    return in_words(whole, timing.first_on), dates


@require_safe
def series(request: MemberRequest, pk: int) -> HttpResponse:
    one = visible_series(request, pk)
    given = {
        "series": one,
        "community": one.community,
        "words": in_words(one.recurrence, one.first_on),
        "hours": hours_in_words(one.timing),
        "fairness": fairness_of(one),
        "zone": zone_in_words(one.zone, timezone.now()),
        "coming": one.occurrences.upcoming()[:12],
        "past": one.occurrences.past()[:12],
        "can_change": policies.can_change(request.user, one),
    }
    return render(request, "meetings/series.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def date(request: MemberRequest, pk: int) -> HttpResponse:
    """A series that needs a date gets one."""
    one = changeable_series(request, pk)
    form = TimingForm(posted(request), initial=timing_of(one, None))
    if not form.is_valid():
        return form_page(request, "meetings/date.html", form, community=one.community, series=one)
    return redirect(actions.date_series(one, form.timing, by=request.user))


@require_POST
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.confirm_series(changeable_series(request, pk), by=request.user))


def form_page(request: MemberRequest, template: str, form: MomentForm | Any, **given: Series | Any) -> HttpResponse:
    """The form; after a post with mistakes in it, with 422."""
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, template, {"form": form, **given}, status=status)
