"""What a facilitator changes about the community."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from practica.communities import actions, policies
from practica.communities.forms.settings import (
    AdvanceForm,
    CommunityForm,
    MonthForm,
    QuestionsForm,
    SponsorForm,
    StageForm,
)
from practica.communities.models import Community, QuestionState, Stage
from practica.communities.queries.evidence import check as evidence_of
from practica.communities.queries.month import month_progress
from practica.communities.views.visible import community_page, managed_community
from practica.foundation.access import Refused

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


def settings(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_facilitate)
    # The form writes into what it is given; the action compares with the untouched row.
    draft = Community.objects.get(pk=community.pk)
    form = CommunityForm(request.POST or None, instance=draft, person=request.user)
    if request.method == "POST" and form.is_valid():
        actions.edit_community(community, form.changes(), by=request.user)
        messages.success(request, _("Saved."))
        return redirect("communities:settings", slug)
    response = community_page(request, "settings.html", community, "home", form=form)
    response.status_code = 422 if form.errors else 200
    return response


def stage(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_facilitate)
    initial = {"stage": community.stage, "evidence": community.stage_evidence}
    form = StageForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = Stage(form.cleaned_data["stage"])
        actions.set_stage(community, chosen, by=request.user, evidence=form.cleaned_data["evidence"])
        messages.success(request, _("The stage is %(stage)s now.") % {"stage": chosen.label})
        return redirect("communities:stage", slug)
    may_set = policies.can_set_stage(request.user, community)
    response = community_page(request, "stage.html", community, "home", form=form, may_set=may_set)
    response.status_code = 422 if form.errors else 200
    return response


@require_POST
def rest(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_see_members_page)
    actions.rest_community(community, by=request.user)
    messages.success(request, _("The community rests. Everything stays where it is."))
    return redirect("communities:members", slug)


@require_POST
def wake(request: MemberRequest, slug: str) -> HttpResponse:
    community = managed_community(request, slug, policies.can_see_members_page)
    actions.wake_community(community, by=request.user)
    messages.success(request, _("Good morning! The community is active again."))
    return redirect("communities:members", slug)


def questions(request: MemberRequest, slug: str) -> HttpResponse:
    """The learning agenda: its words, how far each question is, and the one of this month."""
    community = managed_community(request, slug, policies.can_curate)
    present = list(community.questions.all())
    form = QuestionsForm(request.POST or None, texts=[question.text for question in present])
    if request.method == "POST" and form.is_valid():
        actions.set_questions(community, form.cleaned_data["questions"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("communities:questions", slug)
    return _agenda(request, community, form, [AdvanceForm(question) for question in present])


def _agenda(
    request: MemberRequest, community: Community, form: QuestionsForm, advances: list[AdvanceForm]
) -> HttpResponse:
    """The page, with what was refused as it was typed."""
    given = {
        "form": form,
        "advances": advances,
        "progress": month_progress(community),
        "month_form": MonthForm(),
        "can_facilitate": policies.can_facilitate(request.user, community),
    }
    response = community_page(request, "questions.html", community, "home", **given)
    response.status_code = 422 if any(one.errors for one in (form, *advances)) else 200
    return response


@require_POST
def advance(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    community = managed_community(request, slug, policies.can_curate)
    question = get_object_or_404(community.questions, pk=pk)
    form = AdvanceForm(question, request.POST)
    if not form.is_valid():
        others = list(community.questions.all())
        advances = [form if one == question else AdvanceForm(one) for one in others]
        return _agenda(request, community, QuestionsForm(texts=[one.text for one in others]), advances)
    state = QuestionState(form.cleaned_data["state"])
    actions.advance_question(question, state, by=request.user, note=form.cleaned_data["note"])
    messages.success(request, _("Noted."))
    return redirect("communities:questions", slug)


@require_POST
def choose(request: MemberRequest, slug: str, pk: int) -> HttpResponse:
    """Make it this month's question."""
    community = managed_community(request, slug, policies.can_curate)
    question = get_object_or_404(community.questions, pk=pk)
    form = MonthForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Hope for a number between 1 and 200."))
    actions.choose_month_question(question, by=request.user, goal=form.cleaned_data["goal"])
    messages.success(request, _("This is the month's question now."))
    return redirect(community)


@require_safe
def check(request: MemberRequest, slug: str) -> HttpResponse:
    """Domain, community, practice: what shows them, and what one could do."""
    community = managed_community(request, slug, policies.can_facilitate)
    return community_page(request, "check.html", community, "home", parts=evidence_of(community))


def sponsor(request: MemberRequest, slug: str) -> HttpResponse:
    """The programme manager names who protects the community's time."""
    community = managed_community(request, slug, policies.can_name_sponsor)
    form = SponsorForm(request.POST or None, initial={"sponsor": community.sponsor_id})
    if request.method == "POST" and form.is_valid():
        actions.name_sponsor(community, form.cleaned_data["sponsor"], by=request.user)
        messages.success(request, _("Saved."))
        return redirect("communities:programme")
    response = community_page(request, "sponsor.html", community, "home", form=form)
    response.status_code = 422 if form.errors else 200
    return response
