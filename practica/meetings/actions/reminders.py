from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from practica.foundation.access import require
from practica.meetings import policies
from practica.meetings.models import ReminderChoice
from practica.meetings.models.reminder import CHOICES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.communities.models import Community
    from practica.people.models import Person

KNOWN = {minutes for minutes, _words in CHOICES}


@transaction.atomic
def choose_reminders(minutes: Iterable[int], *, by: Person) -> ReminderChoice:
    """When one is reminded, everywhere, in minutes before the start; none = never."""
    return _keep(minutes, person=by, community=None)


@transaction.atomic
def inherit_reminders(*, by: Person) -> None:
    """Back to what each community says."""
    ReminderChoice.objects.filter(person=by, community=None).delete()


@transaction.atomic
def choose_community_reminders(community: Community, minutes: Iterable[int], *, by: Person) -> ReminderChoice:
    """When this community's members are reminded unless they choose otherwise. 403: who does not facilitate it."""
    require(policies.can_set_reminders, by, community)
    return _keep(minutes, person=None, community=community)


def _keep(minutes: Iterable[int], *, person: Person | None, community: Community | None) -> ReminderChoice:
    kept = sorted({number for number in minutes if number in KNOWN}, reverse=True)
    choice, _made = ReminderChoice.objects.update_or_create(
        person=person, community=community, defaults={"minutes": kept}
    )
    return choice
