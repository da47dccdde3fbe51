"""The formats an agenda can use, and those an organisation adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from practica.meetings import actions, policies
from practica.meetings.forms import FormatForm
from practica.meetings.models import OwnFormat
from practica.meetings.queries.formats import all_formats
from practica.meetings.views.agenda import address_of_builder
from practica.meetings.views.planning import form_page
from practica.meetings.views.visible import changeable_meeting, changeable_series, posted

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_safe
def formats(request: MemberRequest) -> HttpResponse:
    given = {"formats": all_formats(), "can_add": policies.can_add_formats(request.user, None)}
    return render(request, "meetings/formats.html", given)


@require_http_methods(["GET", "HEAD", "POST"])
def add_format(request: MemberRequest) -> HttpResponse:
    if not policies.can_add_formats(request.user, None):
        raise PermissionDenied
    form = FormatForm(posted(request))
    if not form.is_valid():
        return form_page(request, "meetings/add_format.html", form)
    kept = form.cleaned_data
    actions.add_format(kept["title"], kept["about"], kept["steps"], kept["output"], by=request.user)
    return redirect("meetings:formats")


@require_POST
def retire_format(request: MemberRequest, pk: int) -> HttpResponse:
    actions.retire_format(get_object_or_404(OwnFormat, pk=pk), by=request.user)
    return redirect("meetings:formats")


@require_POST
def use_format(request: MemberRequest, pk: int) -> HttpResponse:
    holder = changeable_meeting(request, pk)
    return redirect(address_of_builder(actions.use_format(holder, request.POST.get("format", ""), by=request.user)))


@require_POST
def use_in_template(request: MemberRequest, pk: int) -> HttpResponse:
    holder = changeable_series(request, pk)
    return redirect(address_of_builder(actions.use_format(holder, request.POST.get("format", ""), by=request.user)))
