"""Handles: how a person is called in a text, `@handle`."""

from __future__ import annotations

import re
import unicodedata

from practica.people.models import Person

# Room is left for the number of a namesake.
LENGTH = 40
# Words that would read as somebody else, or as everybody.
RESERVED = {"all", "everyone", "here", "channel", "admin", "administrator", "practica", "todos", "system"}
# What the decomposition of Unicode does not take apart.
LETTERS = str.maketrans({"ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "æ": "ae", "œ": "oe"})


def base_handle(name: str) -> str:
    """The handle a name asks for: ASCII letters, digits and single hyphens; `person` when nothing is left of it."""
    plain = unicodedata.normalize("NFKD", name.translate(LETTERS)).encode("ascii", "ignore").decode().lower()
    handle = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:LENGTH].strip("-")
    # One letter alone can't be mentioned: the rule for mentions needs two.
    return handle if len(handle) > 1 and handle not in RESERVED else "person" + (f"-{handle}" if handle else "")


def free_handle(name: str, but: Person | None = None) -> str:
    """The handle of this name that nobody has: the first namesake keeps it plain, the next gets `-2`."""
    base = base_handle(name)
    others = Person.objects.filter(handle__startswith=base)
    if but is not None and but.pk:
        others = others.exclude(pk=but.pk)
    taken = set(others.values_list("handle", flat=True))
    number, handle = 1, base
    while handle in taken:
        number += 1
        handle = f"{base}-{number}"
    return handle
