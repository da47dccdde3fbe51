"""When somebody works: it helps to find dates that suit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.foundation.access import Refused, require
from practica.people import policies
from practica.people.models import WorkingHours
from practica.people.models.working_hours import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from practica.people.models import Person


@dataclass(frozen=True)
class Week:
    """Days (0 is Monday) and hours, in one's own time zone."""

    days: Sequence[int]
    from_time: time
    until_time: time


@transaction.atomic
def set_working_hours(person: Person, week: Week, *, by: Person) -> WorkingHours:
    """Say when one works; only of oneself (403). Refused: no day, or hours that end before they begin."""
    require(policies.can_change_profile, by, person)
    if not week.days or not set(week.days) <= set(WEEKDAYS):
        raise Refused(_("Choose the days on which you work."))
    if week.until_time <= week.from_time:
        raise Refused(_("These hours end before they begin."))
    facts = {"days": sorted(set(week.days)), "from_time": week.from_time, "until_time": week.until_time}
    hours, _is_new = WorkingHours.objects.update_or_create(person=person, defaults=facts)
    return hours


@transaction.atomic
def forget_working_hours(person: Person, *, by: Person) -> None:
    """Back to what is taken for granted; only of oneself (403)."""
    require(policies.can_change_profile, by, person)
    WorkingHours.objects.filter(person=person).delete()
