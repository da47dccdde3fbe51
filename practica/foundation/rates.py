"""Not more often than a person would: counted in this process, which is enough against a loop that went wild."""

from __future__ import annotations

import time

from django.utils.translation import gettext as _

from practica.foundation.access import Refused

MOST_KEPT = 10_000
_counted: dict[tuple[str, int], tuple[int, int]] = {}


def refuse_flood(name: str, person_id: int, most: int, seconds: int = 60) -> None:
    """Refused when the person did `name` more than `most` times in this stretch of `seconds`."""
    stretch = int(time.monotonic() // seconds)
    if len(_counted) > MOST_KEPT:
        _counted.clear()
    begun, count = _counted.get((name, person_id), (stretch, 0))
    count = count + 1 if begun == stretch else 1
    _counted[name, person_id] = (stretch, count)
    if count > most:
        raise Refused(_("That was a lot at once. Please wait a moment and try again."))
