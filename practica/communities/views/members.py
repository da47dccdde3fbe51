"""Who is in, who is asked, who asks: for the facilitator and the programme manager."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from practica.communities import actions, policies
from practica.communities.forms.members import AnswerForm, ExtendForm, InviteForm
from practica.communities.queries.people import invitable_people, members_named, membership_counts
from practica.communities.views.visible import community_page, managed_community, row_in
from practica.foundation.access import Refused
from practica.foundation.paging import page_of
from practica.foundation.requests import asked_words
from practica.people.policies import can_invite as can_invite_to_organisation

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from django.utils.functional import Promise

    from practica.communities.models import Community, Membership
    from practica.foundation.requests import MemberRequest
    from practica.people.models import Person

ROWS = 50


@require_safe
def members(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_see_members_page)
    given = {
        **_lists(request, community),
        "can_facilitate": policies.can_facilitate(request.user, community),
        "can_answer": policies.can_answer_requests(request.user, community),
        "can_offer": policies.can_offer_facilitation(request.user, community),
        "shortest": ExtendForm.shortest(),
        "longest": ExtendForm.longest(),
    }
    return community_page(request, "members.html", community, "people", **given)


def _lists(request: MemberRequest, community: Community) -> dict[str, Any]:
    """Each list turns its own pages; the members can be looked through by words."""
    rows, counts = community.memberships, membership_counts(community)
    words = asked_words(request)
    members = members_named(community, words)
    found = members.count() if words else counts["members"]
    asking = rows.requested().select_related("person", "person__unit").order_by("since", "pk")
    guests = rows.current().filter(role="guest").select_related("person").order_by("ends_on", "pk")
    invited = rows.invited().select_related("person", "invited_by").order_by("-since", "-pk")
    return {
        "words": words,
        "is_vacant": not counts["facilitators"],
        "member_count": counts["members"],
        "members": page_of(request, members, ROWS, known=found),
        "requests": page_of(request, asking, ROWS, known=counts["asking"], name="asking"),
        "guests": page_of(request, guests, ROWS, known=counts["guests"], name="guests"),
        "invited": page_of(request, invited, ROWS, known=counts["invited"], name="invited"),
    }


def invite(request: MemberRequest, slug: str) -> HttpResponse:
    """Find somebody and ask them; without JavaScript the search is a page of its own."""
    community = managed_community(request, slug, policies.can_invite)
    may_invite_guests = policies.can_invite_guests(request.user, community)
    form = InviteForm(request.POST or None, by=request.user, may_invite_guests=may_invite_guests)
    if request.method == "POST" and form.is_valid():
        row = _invited(community, form, by=request.user)
        messages.success(request, _("%(name)s is invited.") % {"name": row.person})
        return redirect("communities:invite", slug)
    return _invite_page(request, community, form)


def _invite_page(request: MemberRequest, community: Community, form: InviteForm) -> HttpResponse:
    words = asked_words(request)
    given = {
        "form": form,
        "here": "members",
        "can_facilitate": policies.can_facilitate(request.user, community),
        "words": words,
        "may_invite_to_organisation": can_invite_to_organisation(request.user),
        "found": invitable_people(words, request.user, community),
        "invited": community.memberships.invited().select_related("person").order_by("-since")[:20],
    }
    template = "_invite_results.html" if request.htmx else "invite.html"
    response = community_page(request, template, community, "people", **given)
    response.status_code = 422 if form.errors else 200
    return response


def _invited(community: Community, form: InviteForm, *, by: Person) -> Membership:
    person, message = form.cleaned_data["person"], form.cleaned_data["message"]
    if until := form.cleaned_data.get("until"):
        return actions.invite_guest(community, person, by=by, until=until, message=message)
    return actions.invite_person(community, person, by=by, message=message)


@require_POST
def answer(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Let in or turn down somebody who asked."""
    community = managed_community(request, slug, policies.can_see_members_page)
    row = row_in(community, pk)
    form = AnswerForm(request.POST)
    words = form.cleaned_data["answer"] if form.is_valid() else ""
    if request.POST.get("decision") == "accept":
        actions.accept_request(row, by=request.user, answer=words)
        messages.success(request, _("%(name)s is a member now.") % {"name": row.person})
    else:
        actions.decline_request(row, by=request.user, answer=words)
        messages.success(request, _("%(name)s is told, with your words.") % {"name": row.person})
    return redirect("communities:members", slug)


@require_POST
def extend(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    community = managed_community(request, slug, policies.can_see_members_page)
    row, form = row_in(community, pk), ExtendForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose the day the visit ends."))
    row = actions.extend_guest(row, by=request.user, until=form.cleaned_data["until"])
    messages.success(request, _("%(name)s may stay longer.") % {"name": row.person})
    return redirect("communities:members", slug)


def _press(action: Callable[..., Membership], said: str | Promise) -> Callable[..., HttpResponse]:
    """A button beside somebody's name: one action, one sentence, back to the list."""

    @require_POST
    def view(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
        community = managed_community(request, slug, policies.can_invite)
        row = action(row_in(community, pk), by=request.user)
        messages.success(request, said % {"name": row.person})
        managing = policies.can_see_members_page(request.user, community)
        return redirect("communities:members" if managing else "communities:invite", slug)

    return view


appoint = _press(actions.appoint_core, gettext_lazy("%(name)s is in the core group."))
release = _press(actions.release_core, gettext_lazy("%(name)s is a member like the others again."))
offer = _press(actions.offer_facilitation, gettext_lazy("%(name)s is asked to facilitate."))
hand_over = _press(actions.hand_over, gettext_lazy("%(name)s is asked to take over. Until then you facilitate."))
end = _press(actions.end_membership, gettext_lazy("%(name)s is no member any more."))
take_back = _press(actions.withdraw_invitation, gettext_lazy("The invitation of %(name)s is taken back."))


@require_POST
def step_down(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_facilitate)
    actions.step_down(community, by=request.user)
    messages.success(request, _("You are in the core group now. Thank you for what you did."))
    return redirect(community)
