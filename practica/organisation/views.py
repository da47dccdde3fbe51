"""The organisation's own pages, for those who look after it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from practica.foundation.access import require
from practica.organisation import actions, policies
from practica.organisation.forms import MergeForm, OrganisationForm, UnitForm, UnitNameForm
from practica.organisation.models import Organisation, Unit
from practica.organisation.queries import the_organisation, units_with_people

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """Name, languages, zone and who may join."""
    organisation = _organisation(request)
    form = OrganisationForm(request.POST or None, initial=_answers(organisation))
    if request.method == "POST" and form.is_valid():
        actions.change_organisation(organisation, _choices(form), by=request.user)
        messages.success(request, _("The settings are saved."))
        return redirect("organisation:settings")
    status = 422 if form.is_bound else 200
    return render(request, "organisation/settings.html", {"form": form, "organisation": organisation}, status=status)


@require_GET
def units(request: MemberRequest) -> HttpResponse:
    """The parts of the organisation, with how many people work in each."""
    return _units(request, UnitForm())


@require_POST
def add_unit(request: MemberRequest) -> HttpResponse:
    form = UnitForm(request.POST)
    if not form.is_valid():
        return _units(request, form, status=422)
    unit = actions.add_unit(form.cleaned_data["name"], parent=form.cleaned_data["parent"], by=request.user)
    messages.success(request, _("%(name)s is added.") % {"name": unit.name})
    return redirect("organisation:units")


@require_POST
def rename_unit(request: MemberRequest, pk: int) -> HttpResponse:
    unit = _unit(request, pk)
    form = UnitNameForm(request.POST, auto_id=f"id_%s-{unit.pk}")
    if not form.is_valid():
        return _units(request, UnitForm(), status=422, renaming=form, renamed=unit.pk)
    actions.rename_unit(unit, form.cleaned_data["name"], by=request.user)
    messages.success(request, _("The new name is saved."))
    return redirect("organisation:units")


@require_POST
def merge_unit(request: MemberRequest, pk: int) -> HttpResponse:
    unit, form = _unit(request, pk), MergeForm(request.POST)
    if form.is_valid():
        into = actions.merge_unit(unit, into=form.cleaned_data["into"], by=request.user)
        messages.success(request, _("Its people and communities now belong to %(name)s.") % {"name": into.name})
    else:
        messages.error(request, _("Choose the unit to merge it into."))
    return redirect("organisation:units")


def _organisation(request: MemberRequest) -> Organisation:
    organisation = the_organisation()
    if organisation is None:
        raise Http404
    require(policies.can_change_organisation, request.user, organisation)
    return organisation


def _unit(request: MemberRequest, pk: int) -> Unit:
    require(policies.can_change_units, request.user, None)
    return get_object_or_404(Unit, pk=pk)


def _units(request: MemberRequest, form: Form, status: int = 200, **more: Form | int) -> HttpResponse:
    require(policies.can_change_units, request.user, None)
    context = {"form": form, "units": list(units_with_people()), **more}
    return render(request, "organisation/units.html", context, status=status)


def _answers(organisation: Organisation) -> dict[str, object]:
    return {
        "name": organisation.name,
        "languages": organisation.languages,
        "first_language": organisation.default_language,
        "time_zone": organisation.time_zone,
        "places": organisation.places,
        "joining": organisation.joining,
        "email_domains": ", ".join(organisation.email_domains),
    }


def _choices(form: Form) -> actions.OrganisationChoices:
    said = form.cleaned_data
    first = said["first_language"]
    return actions.OrganisationChoices(
        name=said["name"],
        languages=[first, *(code for code in said["languages"] if code != first)],
        time_zone=said["time_zone"],
        joining=said["joining"],
        email_domains=tuple(said["email_domains"]),
        places=tuple(said["places"]),
    )
