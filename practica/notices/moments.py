"""Until when a card may sleep."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

MORNING = time(8)


def snoozes() -> list[tuple[str, Promise, datetime]]:
    """(name, words, moment) in the reader's zone: later today, tomorrow morning, Monday morning."""
    now = timezone.localtime()
    later = (now + timedelta(hours=3)).replace(minute=0, second=0, microsecond=0)
    return [
        ("later", _("In three hours"), later),
        ("tomorrow", _("Tomorrow"), _morning(now, 1)),
        ("week", _("Next week"), _morning(now, 7 - now.weekday())),
    ]


def _morning(now: datetime, days: int) -> datetime:
    return timezone.make_aware(datetime.combine(now.date() + timedelta(days=days), MORNING))
