"""“I will … by …”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from practica.communities.views.visible import visible_community
from practica.foundation.access import require
from practica.work import actions, policies
from practica.work.forms import CommitForm, LetGoForm, RenegotiateForm
from practica.work.views.reach import back_to, visible_commitment

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


def commitment(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_commitment(request, pk)
    context = {"commitment": found, "is_mine": policies.can_answer_for(request.user, found)}
    return render(request, "work/commitment.html", context)


def commit(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    require(policies.can_commit, request.user, community)
    form = CommitForm(request.POST or None)
    if form.is_valid():
        actions.commit(community, **form.cleaned_data, by=request.user)
        return redirect("work:community", community.slug)
    context = {"form": form, "community": community}
    return render(request, "work/commit.html", context, status=422 if form.is_bound else 200)


@require_POST
def keep(request: MemberRequest, pk: int) -> HttpResponse:
    kept = actions.keep_commitment(visible_commitment(request, pk), by=request.user)
    messages.success(request, _("Kept. Thank you."), extra_tags=f"undo:{reverse('work:unkeep', args=[kept.pk])}")
    return back_to(request, reverse("work:community", args=[kept.community.slug]))


@require_POST
def unkeep(request: MemberRequest, pk: int) -> HttpResponse:
    return redirect(actions.unkeep_commitment(visible_commitment(request, pk), by=request.user))


def renegotiate(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_commitment(request, pk)
    require(policies.can_answer_for, request.user, found)
    form = RenegotiateForm(request.POST or None)
    if form.is_valid():
        actions.renegotiate_commitment(found, **form.cleaned_data, by=request.user)
        return redirect("work:community", found.community.slug)
    context = {"form": form, "commitment": found, "thing": found, "community": found.community}
    return render(request, "work/renegotiate.html", context, status=422 if form.is_bound else 200)


def let_go(request: MemberRequest, pk: int) -> HttpResponse:
    found = visible_commitment(request, pk)
    require(policies.can_answer_for, request.user, found)
    form = LetGoForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.let_go_of_commitment(found, **form.cleaned_data, by=request.user)
        return redirect("work:community", found.community.slug)
    context = {"form": form, "commitment": found, "thing": found, "community": found.community}
    return render(request, "work/let_go.html", context, status=422 if form.errors else 200)
