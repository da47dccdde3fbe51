from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from practica.communities.views.visible import visible_community
from practica.meetings import actions, policies
from practica.meetings.forms import RemindersForm
from practica.meetings.models.reminder import DEFAULT_MINUTES
from practica.meetings.queries.reminders import chosen_by, chosen_in
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import posted

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def reminders(request: MemberRequest) -> HttpResponse:
    chosen = chosen_by(request.user)
    form = RemindersForm(posted(request), initial={"minutes": DEFAULT_MINUTES if chosen is None else chosen})
    if not form.is_valid():
        return form_page(request, "meetings/reminders.html", form, inherits=chosen is None)
    actions.choose_reminders(form.cleaned_data["minutes"], by=request.user)
    messages.success(request, _("Your reminders are kept."))
    return redirect("meetings:reminders")


@require_POST
def inherit(request: MemberRequest) -> HttpResponse:
    """Back to what each community says."""
    actions.inherit_reminders(by=request.user)
    return redirect("meetings:reminders")


@require_http_methods(["GET", "HEAD", "POST"])
def community_reminders(request: MemberRequest, slug: str) -> HttpResponse:
    community = visible_community(request, slug)
    if not policies.can_set_reminders(request.user, community):
        raise PermissionDenied
    form = RemindersForm(posted(request), initial={"minutes": chosen_in(community)})
    if not form.is_valid():
        return form_page(request, "meetings/community_reminders.html", form, community=community)
    actions.choose_community_reminders(community, form.cleaned_data["minutes"], by=request.user)
    messages.success(request, _("The reminders of this community are kept."))
    return redirect("meetings:community", community.slug)
