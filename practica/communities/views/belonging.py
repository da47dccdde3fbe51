"""Coming and going, each with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from practica.communities import actions
from practica.communities.forms.belonging import AskForm, GoalForm
from practica.communities.models import Community, Membership
from practica.communities.queries import membership_of
from practica.communities.views.visible import back_to, community_page, visible_community
from practica.foundation.text_fields import clean_line

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_POST
def join(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    actions.join_community(community, by=request.user)
    messages.success(request, _("Welcome to %(name)s.") % {"name": community})
    return redirect("communities:welcome", slug)


@require_POST
def leave(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    actions.leave_community(community, by=request.user)
    messages.success(request, _("You have left %(name)s. What you wrote stays.") % {"name": community})
    still_there = Community.objects.visible_to(request.user).filter(pk=community.pk).exists()
    return redirect(community) if still_there else redirect("communities:directory")


@require_safe
def welcome(request: MemberRequest, slug: str) -> HttpResponse:
    """After joining: what one would like to learn, and three easy starts."""
    community = visible_community(request, slug)
    membership = membership_of(request.user, community)
    form = GoalForm(initial={"learning_goal": membership.learning_goal if membership else ""})
    given = {"membership": membership, "form": form, "facilitator": community.facilitators.first()}
    return community_page(request, "welcome.html", community, "home", **given)


@require_POST
def goal(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    form = GoalForm(request.POST)
    if form.is_valid():
        actions.state_learning_goal(community, by=request.user, learning_goal=form.cleaned_data["learning_goal"])
        messages.success(request, _("Good to know. Others can help you now."))
        return redirect(community)
    given = {"membership": membership_of(request.user, community), "form": form}
    response = community_page(request, "welcome.html", community, "home", **given)
    response.status_code = 422
    return response


def ask(request: MemberRequest, slug: str) -> HttpResponse:
    """Ask to join, with a few words for the facilitator."""
    community = visible_community(request, slug)
    if request.method == "GET" and membership_of(request.user, community):
        return redirect(community)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.request_membership(community, by=request.user, message=form.cleaned_data["message"])
        messages.success(request, _("Your request is on its way. The facilitator will answer."))
        return redirect(community)
    response = community_page(request, "ask.html", community, "home", form=form)
    response.status_code = 422 if form.errors else 200
    return response


@require_POST
def withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    row = own_row(request, pk)
    actions.withdraw_request(row, by=request.user)
    messages.success(request, _("Your request is taken back."))
    return back_to(request, row.community)


@require_POST
def accept(request: MemberRequest, pk: int) -> HttpResponse:
    row = actions.accept_invitation(own_row(request, pk), by=request.user)
    messages.success(request, _("Welcome to %(name)s.") % {"name": row.community})
    return redirect("communities:welcome", row.community.slug)


@require_POST
def decline(request: MemberRequest, pk: int) -> HttpResponse:
    row = own_row(request, pk)
    answer = clean_line(request.POST.get("answer", ""))[:500]
    actions.decline_invitation(row, by=request.user, answer=answer)
    messages.success(request, _("You have declined, and %(name)s knows.") % {"name": row.community})
    return redirect("communities:invitations")


@require_POST
def accept_post(request: MemberRequest, pk: int) -> HttpResponse:
    row = actions.accept_facilitation(own_row(request, pk), by=request.user)
    messages.success(request, _("You facilitate %(name)s now. Thank you.") % {"name": row.community})
    return redirect(row.community)


@require_POST
def decline_post(request: MemberRequest, pk: int) -> HttpResponse:
    row = actions.decline_facilitation(own_row(request, pk), by=request.user)
    messages.success(request, _("You have said no, which is fine."))
    return back_to(request, row.community)


@require_safe
def invitations(request: MemberRequest) -> HttpResponse:
    """Everything about belonging that waits for one's own answer."""
    return render(request, "communities/invitations.html", {})


def own_row(request: MemberRequest, pk: int) -> Membership:
    """One's own membership row; anybody else's is not found."""
    return get_object_or_404(Membership.objects.of(request.user).select_related("community", "person"), pk=pk)
