"""Whole addresses for letters, and the signed ones that need no sign-in."""

from __future__ import annotations

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "practica.mail.unsubscribe"


def absolute(path: str) -> str:
    """A letter is read far from the site, so its links name it."""
    if path.startswith(("http://", "https://", "mailto:")):
        return path
    return (settings.PUBLIC_URL or settings.AT_HOME).rstrip("/") + path


def unsubscribe_token(person_id: int, name: str) -> str:
    """It leaves one list for one person, and can do nothing else; it does not expire, as letters don't."""
    return signing.dumps([person_id, name], salt=SALT, compress=True)


def read_token(token: str) -> tuple[int, str] | None:
    try:
        person_id, name = signing.loads(token, salt=SALT)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return int(person_id), str(name)


def unsubscribe_url(person_id: int, name: str) -> str:
    return absolute(reverse("mail:unsubscribe", args=[unsubscribe_token(person_id, name)]))
