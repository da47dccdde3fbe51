"""Photos of people: shown to those who see the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import FileResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from practica.foundation.access import Refused
from practica.organisation.queries import known_places
from practica.people import actions
from practica.people.forms import PhotoForm, ProfileForm
from practica.people.models import Person

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django.http.response import HttpResponseBase

    from practica.foundation.requests import MemberRequest

DAY = 60 * 60 * 24
CAGE = "default-src 'none'; sandbox; frame-ancestors 'none'"


@require_GET
def photo(request: MemberRequest, handle: str, number: int) -> HttpResponseBase:
    """The picture; a new photo has a new number, so the browser may keep this one for a day."""
    visible = Person.objects.visible_to(request.user).select_related("photo")
    person = get_object_or_404(visible, handle=handle, photo_id=number)
    stored: Any = person.photo
    # Every photo was written anew by us as a JPEG, whatever was uploaded.
    response = FileResponse(stored.content.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = f"private, max-age={DAY}"
    response["Content-Security-Policy"] = CAGE
    return response


@require_POST
def change(request: MemberRequest) -> HttpResponse:
    """Put another photo in the place of mine."""
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _said_beside(request, form)
    try:
        actions.change_photo(request.user, form.cleaned_data["photo"], by=request.user)
    except Refused as refusal:
        form.add_error("photo", str(refusal))
        return _said_beside(request, form)
    messages.success(request, _("Your photo is saved."))
    return redirect("people:edit")


def _said_beside(request: MemberRequest, form: PhotoForm) -> HttpResponse:
    context = {"form": ProfileForm(None, person=request.user), "photo_form": form, "places": known_places()}
    return render(request, "people/edit.html", context, status=422)


@require_POST
def remove(request: MemberRequest) -> HttpResponse:
    actions.remove_photo(request.user, by=request.user)
    messages.success(request, _("Your photo is removed."))
    return redirect("people:edit")
