"""How the product speaks to me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings as django_settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from practica.people import actions
from practica.people.forms import PreferencesForm, WorkingHoursForm
from practica.people.models import WorkingHours

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest
    from practica.people.models import Person

YEAR = 60 * 60 * 24 * 365


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """Language, time zone and theme; other features add theirs by the region `people.settings`."""
    me = request.user
    form = PreferencesForm(request.POST or None, initial=chosen_by(me))
    if request.method == "POST" and form.is_valid():
        return _keep(request, form)
    return _page(request, form, hours_form(me))


@require_POST
def working_hours(request: MemberRequest) -> HttpResponse:
    """When I work; without a day ticked it is forgotten."""
    me = request.user
    form = WorkingHoursForm(request.POST)
    if not form.is_valid():
        return _page(request, PreferencesForm(initial=chosen_by(me)), form)
    if form.week:
        actions.set_working_hours(me, form.week, by=me)
    else:
        actions.forget_working_hours(me, by=me)
    messages.success(request, _("Your settings are saved."))
    return redirect("people:settings")


def chosen_by(me: Person) -> dict[str, str]:
    return {"language": me.language, "time_zone": me.time_zone, "theme": me.theme}


def hours_form(me: Person) -> WorkingHoursForm:
    names = ("days", "from_time", "until_time")
    known = WorkingHours.objects.filter(person=me).values(*names).first()
    return WorkingHoursForm(initial=known)


def _page(request: MemberRequest, form: PreferencesForm, hours: WorkingHoursForm) -> HttpResponse:
    status = 422 if form.is_bound or hours.is_bound else 200
    return render(request, "people/settings.html", {"form": form, "hours": hours}, status=status)


def _keep(request: MemberRequest, form: PreferencesForm) -> HttpResponse:
    preferences = actions.Preferences(**form.cleaned_data)
    actions.change_preferences(request.user, preferences, by=request.user)
    with translation.override(preferences.language):
        messages.success(request, _("Your settings are saved."))
    response = redirect("people:settings")
    # The theme and the language hold at the door too, before one has signed in.
    secure = request.is_secure()
    response.set_cookie("theme", preferences.theme, max_age=YEAR, samesite="Lax", secure=secure)
    response.set_cookie(
        django_settings.LANGUAGE_COOKIE_NAME, preferences.language, max_age=YEAR, samesite="Lax", secure=secure
    )
    return response
