"""How the product speaks to me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings as django_settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from practica.people import actions
from practica.people.forms import PreferencesForm

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest

YEAR = 60 * 60 * 24 * 365


@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: MemberRequest) -> HttpResponse:
    """Language, time zone and theme; other features add theirs by the region `people.settings`."""
    me = request.user
    initial = {"language": me.language, "time_zone": me.time_zone, "theme": me.theme}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _keep(request, form)
    status = 422 if form.is_bound else 200
    return render(request, "people/settings.html", {"form": form}, status=status)


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
