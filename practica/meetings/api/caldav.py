"""The address of CalDAV: who asks is known by a token, what is asked goes to the protocol, what is refused says why."""

from __future__ import annotations

import re
from base64 import b64decode
from binascii import Error as NotBase64
from copy import copy
from http import HTTPStatus
from io import BytesIO
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import ParseError
from zoneinfo import ZoneInfo

from allauth.core import ratelimit
from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from icalendar import vText
from radicale import config
from radicale.app import Application

from practica.foundation.access import Refused
from practica.foundation.rates import refuse_flood
from practica.meetings import actions
from practica.meetings.api.storage import Rights, Storage
from practica.meetings.queries.entries import Desk
from practica.people.actions import note_refusal, note_use
from practica.people.queries.app_tokens import token_for

if TYPE_CHECKING:
    from django.http import HttpRequest

    from practica.meetings.actions.wishes import Written
    from practica.people.models import AppToken, Person

METHODS = ("OPTIONS", "GET", "HEAD", "PROPFIND", "REPORT", "PUT", "DELETE")
LARGEST = 1024 * 1024
A_MINUTE, DEEPEST = 600, 30
LEFT_OUT = {"HTTP_AUTHORIZATION", "HTTP_ACCEPT_ENCODING", "HTTP_COOKIE"}
# After a write we keep something else than what was sent, so the program has to read it (RFC 4791, 5.3.4).
OURS = {"content-length", "etag"}
ADDRESSES = re.compile(rb"(<(?:\w+:)?calendar-user-address-set>)(<((?:\w+:)?href)>)")
ERROR = '<?xml version="1.0" encoding="utf-8"?>\n<D:error xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">{}</D:error>'


@csrf_exempt
@login_not_required
def well_known(_request: HttpRequest) -> HttpResponse:
    """Programs that know no more than the name of the site look here (RFC 6764)."""
    return HttpResponsePermanentRedirect(reverse("dav:root"))


@csrf_exempt
@login_not_required
def caldav(request: HttpRequest, path: str = "") -> HttpResponse:
    """Signed in at every request by a token, never by a session: no cookie is read, so no other site can ask."""
    if request.method not in METHODS:
        return HttpResponse(status=HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(METHODS)})
    token = _token_of(request)
    if token is None:
        return _shut_out(request)
    note_use(token)
    person = token.person
    with translation.override(person.language), timezone.override(ZoneInfo(person.time_zone)):
        try:
            refuse_flood("caldav", person.pk, A_MINUTE)
        except Refused:
            return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "60"})
        try:
            return _answer(request, path, person)
        except (Refused, PermissionDenied) as refusal:
            return _refused(token, refusal)


def _credentials(request: HttpRequest) -> tuple[str, str]:
    scheme, _space, given = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _colon, secret = b64decode(given.strip(), validate=True).decode().partition(":")
    except (NotBase64, ValueError):
        return "", ""
    return name.replace("\x00", ""), secret


def _token_of(request: HttpRequest) -> AppToken | None:
    address, secret = _credentials(request)
    return token_for(address, secret) if address and secret else None


def _shut_out(request: HttpRequest) -> HttpResponse:
    """Asked for a token; whoever guesses is counted like those who guess passwords, and has to wait as they do."""
    address, secret = _credentials(request)
    # The counter lets every GET pass, since no form is sent by one; a guess is.
    counted = copy(request)
    counted.method = "POST"
    if secret and not ratelimit.consume(counted, action="login_failed", key=address.lower()):
        return HttpResponse(status=HTTPStatus.TOO_MANY_REQUESTS, headers={"Retry-After": "300"})
    asked = HttpResponse(_("Sign in with your e-mail address and an app token."), status=HTTPStatus.UNAUTHORIZED)
    asked["WWW-Authenticate"] = 'Basic realm="Practica", charset="UTF-8"'
    return asked


def _answer(request: HttpRequest, path: str, person: Person) -> HttpResponse:
    body = _body_of(request)
    if request.method != "PUT" and body and not _is_plain(body):
        return HttpResponse(_("This is not a question that can be read."), status=HTTPStatus.BAD_REQUEST)
    written = actions.read_entry(body, by=person) if request.method == "PUT" else None
    desk = Desk(person, request.build_absolute_uri("/").rstrip("/"))
    # Of what a program writes the protocol needs the name alone; the rest is read by us, within our limits.
    said = _stand_in(written.uid) if written else body
    storage, answer = _spoken(_asked(request, path, said, person), desk, written)
    if storage.refusal:
        raise storage.refusal
    if b"calendar-user-address-set" in answer.content and person.email:
        mine = rb"\1<\3>mailto:" + escape(person.email).encode() + rb"</\3>\2"
        answer.content = ADDRESSES.sub(mine, answer.content)
    return answer


def _body_of(request: HttpRequest) -> bytes:
    """Some programs send it in pieces and say no length, which is why it is read from the server itself."""
    said = request.META.get("CONTENT_LENGTH") or ""
    is_in_pieces = "HTTP_TRANSFER_ENCODING" in request.META or request.META.get("SERVER_PROTOCOL", "").startswith(
        "HTTP/2"
    )
    wanted = int(said) if said.isdecimal() else LARGEST + 1 if is_in_pieces else 0
    body: bytes = request.META["wsgi.input"].read(min(wanted, LARGEST + 1))
    if len(body) > LARGEST:
        raise Refused(_("More than 1 MB at once is not taken."))
    return body


def _is_plain(body: bytes) -> bool:
    """XML without entities or a document type, which swell or read files, and no deeper than a question is."""
    try:
        root = ElementTree.fromstring(body, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError):
        return False
    level, depth = [root], 0
    while level and depth <= DEEPEST:
        level, depth = [child for each in level for child in each], depth + 1
    return len(root) > 0 and not level


def _stand_in(uid: str) -> bytes:
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Practica//EN",
        "BEGIN:VEVENT",
        f"UID:{vText(uid).to_ical().decode()}",
    )
    rest = ("DTSTAMP:20260101T000000Z", "DTSTART:20260101T000000Z", "SUMMARY:-", "END:VEVENT", "END:VCALENDAR", "")
    return "\r\n".join([*lines, *rest]).encode()


def _asked(request: HttpRequest, path: str, body: bytes, person: Person) -> dict[str, Any]:
    """As the protocol reads it. Who asks is settled; what a proxy says of itself would only mislead it."""
    meta = {name: value for name, value in request.META.items() if isinstance(value, str)}
    kept = {name: value for name, value in meta.items() if name not in LEFT_OUT and "HTTP_X_" not in name}
    return {
        **kept,
        "SCRIPT_NAME": reverse("dav:root").rstrip("/"),
        "PATH_INFO": f"/{path}",
        "REMOTE_USER": str(person.pk),
        "CONTENT_LENGTH": str(len(body)),
        "CONTENT_TYPE": "text/calendar; charset=utf-8" if request.method == "PUT" else "application/xml; charset=utf-8",
        "wsgi.input": BytesIO(body),
        "wsgi.errors": request.META["wsgi.errors"],
    }


def _spoken(asked: dict[str, Any], desk: Desk, written: Written | None) -> tuple[Storage, HttpResponse]:
    settings = config.load()
    storage = Storage(settings, desk, written)
    kinds: dict[str, dict[str, Any]] = {
        "auth": {"type": "remote_user"},
        "storage": {"type": lambda _settings: storage},
        "rights": {"type": Rights, "permit_delete_collection": False, "permit_overwrite_collection": False},
        "web": {"type": "none"},
        "reporting": {"max_expand_occurrence": 4000, "max_freebusy_occurrence": 4000},
    }
    settings.update(kinds, "practica", privileged=True)
    answer = HttpResponse()

    def start(status: str, headers: list[tuple[str, str]]) -> None:
        answer.status_code = int(status.split(" ", 1)[0])
        del answer["Content-Type"]
        for name, value in headers:
            if name.lower() not in OURS or (name.lower() == "etag" and asked["REQUEST_METHOD"] != "PUT"):
                answer[name] = value

    answer.content = b"".join(Application(settings)(asked, start))
    return storage, answer


def _refused(token: AppToken, refusal: Refused | PermissionDenied) -> HttpResponse:
    """The reason in the answer, and kept beside the token: few programs show it to their person."""
    is_forbidden = isinstance(refusal, PermissionDenied)
    why = _("Only who plans here, or hosts the meeting, may do this.") if is_forbidden else str(refusal)
    note_refusal(token, why)
    kind = "<D:need-privileges/>" if is_forbidden else "<C:valid-calendar-object-resource/>"
    said = ERROR.format(f"{kind}<D:responsedescription>{escape(why)}</D:responsedescription>")
    status = HTTPStatus.FORBIDDEN if is_forbidden else HTTPStatus.CONFLICT
    return HttpResponse(said, status=status, content_type="application/xml; charset=utf-8")
