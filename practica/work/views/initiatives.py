"""Joint work with an aim: its page with its board, its list, and each thing one may do with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practica.communities.queries.pages import tabs_of
from practica.communities.views.visible import visible_community
from practica.foundation.access import Refused, require
from practica.foundation.paging import page_of
from practica.work import actions, policies
from practica.work.forms import InitiativeForm, LearnedForm
from practica.work.models import Initiative, Stage, Task
from practica.work.queries import board, counts, initiatives_of
from practica.work.views.reach import form_page, visible_initiative

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest

ROWS = 20


@require_GET
def initiatives(request: MemberRequest, slug: str) -> HttpResponse:
    """What a community has taken on; what is over on further pages of it."""
    place, me = visible_community(request, slug), request.user
    rows, is_over = initiatives_of(place, me), request.GET.get("show") == "over"
    context = {
        "community": place,
        "tabs": tabs_of(place, me, "work"),
        "can_add": place.takes_contributions and policies.can_propose(me, place),
        "is_over": is_over,
        "page": page_of(request, (rows.over() if is_over else rows.standing()).for_listing(), ROWS),
    }
    return render(request, "work/initiatives.html", context)


@require_GET
def initiative(request: MemberRequest, pk: int) -> HttpResponse:
    found, me = visible_initiative(request, pk), request.user
    tasks = Task.objects.visible_to(me).filter(initiative=found)
    how_many = counts(tasks)
    can_add = found.community.takes_contributions and policies.can_add_task(me, found.community)
    parts = {part.person_id: part for part in found.present}  # type: ignore[attr-defined] # set by the prefetch
    context = {
        "initiative": found,
        "community": found.community,
        "columns": board(tasks, me, how_many, may_take=can_add),
        "can_add": can_add and found.is_open_for_tasks,
        "part": parts.get(me.pk),
        "can_join": found.is_standing and policies.can_join(me, found),
        "can_steer": found.is_standing and policies.can_steer(me, found),
        "may_lead": not me.is_guest,
    }
    return render(request, "work/initiative.html", context)


def propose(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)

    def act(form: InitiativeForm) -> Initiative:
        return actions.propose_initiative(community, form.aim(), by=request.user)

    return proposal_page(request, community, act)


def proposal_page(
    request: MemberRequest, community: Community, act: Callable[[InitiativeForm], Initiative], **given: object
) -> HttpResponse:
    """The form of a new initiative. `given`: initial, what it begins with; origin, what it comes from."""
    require(policies.can_propose, request.user, community)
    form = InitiativeForm(request.POST or None, initial=given.pop("initial", None))  # type: ignore[arg-type]
    if form.is_valid():
        return redirect(act(form))
    return form_page(request, "propose.html", form, None, community=community, **given)


def change(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_initiative(request, pk)
    require(policies.can_steer, request.user, found)
    names = ("title", "goal", "output", "horizon", "begins_on", "due_on", "client")
    form = InitiativeForm(request.POST or None, initial={name: getattr(found, name) for name in names})
    if not policies.can_see_client(request.user, found):
        del form.fields["client"]
    if form.is_valid():
        return redirect(actions.change_initiative(found, form.aim(), by=request.user))
    return form_page(request, "change_initiative.html", form, found)


@require_POST
def join(request: MemberRequest, pk: int) -> HttpResponse:
    found = actions.join_initiative(visible_initiative(request, pk), by=request.user)
    messages.success(request, _("You take part."))
    return redirect(found)


@require_POST
def leave(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.leave_initiative(visible_initiative(request, pk), by=request.user))


@require_POST
def lead(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.lead_initiative(visible_initiative(request, pk), by=request.user))


@require_POST
def set_out(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.set_out(visible_initiative(request, pk), by=request.user))


@require_POST
def deliver(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.deliver_initiative(visible_initiative(request, pk), by=request.user))


@require_POST
def close(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.close_initiative(visible_initiative(request, pk), by=request.user))


def review(request: MemberRequest, pk: int) -> HttpResponse:
    found = _steered(request, pk)
    if found.stage != Stage.DELIVERED:
        raise Refused(_("Look back on it when it is delivered."))
    form = LearnedForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.review_initiative(found, form.cleaned_data["learned"], by=request.user))
    return form_page(request, "review.html", form, found)


def abandon(request: MemberRequest, pk: int) -> HttpResponse:
    found = _steered(request, pk)
    form = LearnedForm(request.POST or None)
    if form.is_valid():
        return redirect(actions.abandon_initiative(found, form.cleaned_data["learned"], by=request.user))
    return form_page(request, "abandon.html", form, found)


def _steered(request: MemberRequest, pk: int) -> Initiative:
    """403 and 409 before they begin to type."""
    found = visible_initiative(request, pk)
    require(policies.can_steer, request.user, found)
    if not found.is_standing:
        raise Refused(_("This initiative is over."))
    return found
