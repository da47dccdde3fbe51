"""What a community agreed on, how it came to that, and what changes next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from practica.communities import actions, policies
from practica.communities.forms.charter import CharterForm, CommentForm
from practica.communities.models import Charter, CharterState
from practica.communities.queries import is_full_member
from practica.communities.queries.charters import changes, headings
from practica.communities.views.visible import community_page, managed_community, visible_community
from practica.foundation.paging import page_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse

    from practica.communities.models import Community
    from practica.foundation.requests import MemberRequest

VERSIONS = 12


@require_safe
def charter(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    present = community.charters.in_force().select_related("in_force_by").first()
    given = {
        "charter": present,
        "headings": headings(present) if present else [],
        "versions": page_of(request, _readable(request, community), VERSIONS, name="versions"),
        "being_made": _readable(request, community).being_made().first(),  # type: ignore[attr-defined]
        "can_facilitate": policies.can_facilitate(request.user, community),
    }
    return community_page(request, "charter.html", community, "home", **given)


@require_safe
def version(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    """One version with what changed since the one before it, and what members say while it is open."""
    community = visible_community(request, slug)
    shown = get_object_or_404(_readable(request, community), version=number)
    before = community.charters.filter(version__lt=number).exclude(state="draft").order_by("-version").first()
    given = {
        "charter": shown,
        "headings": headings(shown),
        "before": before,
        "changes": changes(before, shown) if before else [],
        "comments": shown.comments.select_related("author"),
        "form": CommentForm(),
        "can_comment": shown.is_open_for_comment and policies.can_comment(request.user, shown),
        "can_facilitate": policies.can_facilitate(request.user, community),
    }
    return community_page(request, "charter_version.html", community, "home", **given)


@require_POST
def draft(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_facilitate)
    made = actions.draft_charter(community, by=request.user)
    return redirect("communities:charter-edit", slug, made.version)


def edit(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    community = managed_community(request, slug, policies.can_facilitate)
    made = get_object_or_404(community.charters, version=number, state=CharterState.DRAFT)
    form = CharterForm(request.POST or None, charter=made)
    if request.method == "POST" and form.is_valid():
        made = actions.save_charter(made, form.words(), by=request.user)
        if "open" in request.POST:
            actions.open_charter(made, by=request.user)
            messages.success(request, _("Members can comment for 72 hours now."))
        else:
            messages.success(request, _("Saved."))
        return redirect("communities:charter-version", slug, number)
    response = community_page(request, "charter_edit.html", community, "home", form=form, charter=made)
    response.status_code = 422 if form.errors else 200
    return response


@require_POST
def open_comments(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    made = _own_version(request, slug, number)
    actions.open_charter(made, by=request.user)
    messages.success(request, _("Members can comment for 72 hours now."))
    return redirect("communities:charter-version", slug, number)


@require_POST
def comment(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    community = visible_community(request, slug)
    shown = get_object_or_404(_readable(request, community), version=number)
    form = CommentForm(request.POST)
    if form.is_valid():
        actions.comment_on_charter(shown, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Thank you. The facilitator reads every comment."))
    return redirect("communities:charter-version", slug, number)


@require_POST
def enforce(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    actions.put_charter_in_force(_own_version(request, slug, number), by=request.user)
    messages.success(request, _("This version is in force now."))
    return redirect("communities:charter", slug)


@require_POST
def discard(request: MemberRequest, slug: str, number: int) -> HttpResponse:
    actions.discard_charter(_own_version(request, slug, number), by=request.user)
    messages.success(request, _("Taken back."))
    return redirect("communities:charter", slug)


def _own_version(request: MemberRequest, slug: str, number: int) -> Charter:
    community = managed_community(request, slug, policies.can_facilitate)
    return get_object_or_404(community.charters, version=number)


def _readable(request: MemberRequest, community: Community) -> QuerySet[Charter]:
    """Drafts are the facilitator's; what is open for comments is the members'; what was in force is everybody's."""
    versions = community.charters.all()
    if policies.can_facilitate(request.user, community):
        return versions
    hidden = [CharterState.DRAFT]
    if not is_full_member(request.user, community):
        hidden.append(CharterState.COMMENT)
    return versions.exclude(state__in=hidden)
