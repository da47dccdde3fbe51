"""A person's page, and the form in which they say what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models.functions import Lower
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from practica.foundation.calendar_time import in_zone
from practica.organisation.queries import known_places
from practica.people import actions, policies
from practica.people.forms import PhotoForm, ProfileForm
from practica.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse

    from practica.foundation.requests import MemberRequest


@require_GET
def person(request: MemberRequest, handle: str) -> HttpResponse:
    """What the reader may know of a colleague; features add what they hold by the region `people.profile.main`."""
    seen = Person.objects.visible_to(request.user).select_related("unit").filter(handle=handle).first()
    if seen is None:
        closed = get_object_or_404(Person.objects.remembered_by(request.user), handle=handle)
        return render(request, "people/closed.html", {"person": closed})
    context = {
        "person": seen,
        "expertise": seen.expertise.order_by(Lower("tag")),
        "their_time": in_zone(timezone.now(), seen.time_zone),
        "is_me": seen == request.user,
        "can_administer": policies.can_manage_people(request.user, seen),
    }
    return render(request, "people/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: MemberRequest) -> HttpResponse:
    """What I say of myself."""
    form = ProfileForm(request.POST or None, person=request.user)
    if request.method == "POST" and form.is_valid():
        profile = actions.Profile(**form.cleaned_data, expertise=form.expertise)
        actions.change_profile(request.user, profile, by=request.user)
        messages.success(request, _("Your profile is saved."))
        return redirect("people:person", request.user.handle)
    status = 422 if form.is_bound else 200
    context = {"form": form, "photo_form": PhotoForm(), "places": known_places()}
    return render(request, "people/edit.html", context, status=status)
