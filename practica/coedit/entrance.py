"""Who comes in, and with which rights: asked at the door, and again whenever something may have changed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest

from practica.coedit.actions import open_document
from practica.coedit.registry import named
from practica.live.listener import signed_in

if TYPE_CHECKING:
    from practica.coedit.models import Document


@dataclass(frozen=True)
class Welcome:
    """Somebody who may read a text that is open: how others see them, and whether they may write."""

    name: str
    initials: str
    hue: str
    may_write: bool


def welcome(cookies: str, address: str) -> Welcome | None:
    """None for who is not signed in, does not see it (any more), or when it takes no writing from anybody."""
    known, person = named(address), signed_in(cookies)
    if known is None or person is None:
        return None
    kind, number = known
    standing, rights = kind.standing(number), kind.rights(person, number)
    if standing is None or not standing.is_open or rights is None:
        return None
    return Welcome(person.get_short_name(), person.initials, person.hue, rights.may_write)


def document_at(address: str) -> Document | None:
    """The open text of this name, begun if it is not there yet."""
    known = named(address)
    standing = known and known[0].standing(known[1])
    return open_document(*known, standing) if known and standing and standing.is_open else None


def is_from_here(headers: dict[bytes, str]) -> bool:
    """A page of another site must not write with our visitors' cookies; what has no origin is no browser."""
    origin = headers.get(b"origin", "")
    if not origin:
        return False
    if origin in settings.CSRF_TRUSTED_ORIGINS:
        return True
    request = HttpRequest()
    request.META = {f"HTTP_{name.decode().upper().replace('-', '_')}": value for name, value in headers.items()}
    try:
        return urlsplit(origin).netloc == request.get_host()
    except DisallowedHost:
        return False
