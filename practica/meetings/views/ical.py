"""Addresses that calendar programs read: no page, no sign-in, a secret instead."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from practica.meetings import actions
from practica.meetings.models import Feed
from practica.meetings.queries.ical import feed_of, file_of
from practica.meetings.views.visible import visible_meeting

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.foundation.requests import MemberRequest

TYPE = "text/calendar; charset=utf-8"


@login_not_required
@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """404 for an address that was closed, is wrong, or whose owner has left."""
    found = get_object_or_404(Feed.objects.working().select_related("person", "community"), token=token)
    actions.note_reading(found)
    with translation.override(found.person.language):
        written = feed_of(found, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(written.body, content_type=TYPE)
    response["Content-Disposition"] = 'inline; filename="practica.ics"'
    response["Cache-Control"] = "private, max-age=300"
    etag = f'"{sha256(written.body).hexdigest()[:32]}"'
    changed = int(written.changed_at.timestamp()) if written.changed_at else None
    response["ETag"] = etag
    if changed is not None:
        response["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag=etag, last_modified=changed, response=response) or response


@require_safe
def ics(request: MemberRequest, pk: int) -> HttpResponse:
    """One meeting as a file."""
    meeting = visible_meeting(request, pk)
    body = file_of(meeting, request.build_absolute_uri("/").rstrip("/"))
    response = HttpResponse(body, content_type=TYPE)
    response["Content-Disposition"] = f'attachment; filename="meeting-{meeting.pk}.ics"'
    return response
