"""The few pages of the frame itself."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.i18n import set_language

from practica.foundation import richtext
from practica.foundation.hues import HUES
from practica.ui.components import COMMUNITY, PEOPLE, ExampleForm, figures
from practica.ui.context import THEMES
from practica.ui.errors import way_back

YEAR = 60 * 60 * 24 * 365


@login_not_required
@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep light, dark or the system's choice in a cookie of this browser."""
    response = HttpResponseRedirect(way_back(request))
    chosen = request.POST.get("theme", "")
    if chosen in THEMES:
        response.set_cookie("theme", chosen, max_age=YEAR, samesite="Lax", secure=request.is_secure())
    return response


# Before one has signed in only a cookie can remember the language; afterwards it is part of the profile.
language = login_not_required(set_language)


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every component of the interface once; for people who build pages, so only where they do."""
    _only_for_builders(request)
    form = ExampleForm({"town": "a", "rhythm": "m"})
    parts = {"people": PEOPLE, "community": COMMUNITY, "hues": HUES, "now": timezone.now(), "form": form}
    parts |= figures(timezone.localdate())
    return render(request, "ui/components.html", parts)


@login_not_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    """What the composer on that page asks for; features have their own, with their mentions."""
    _only_for_builders(request)
    return HttpResponse(richtext.render(request.POST.get("source", "")[:20_000]).html)


@login_not_required
def people(request: HttpRequest) -> HttpResponse:
    """Invented people to mention on that page."""
    _only_for_builders(request)
    asked = request.GET.get("q", "").lower()
    found = [person for person in PEOPLE if asked in person.name.lower()]
    return render(request, "ui/_mentions.html", {"people": found})


def _only_for_builders(request: HttpRequest) -> None:
    if not (settings.DEBUG or settings.DEMO or getattr(request.user, "is_programme_manager", False)):
        raise Http404
