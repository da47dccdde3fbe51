from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.agenda import append
from practica.meetings.actions.locks import buildable, note_change
from practica.meetings.models import ItemDetails, MeetingRole, OwnFormat
from practica.meetings.models.agenda import LONGEST_ITEM, ends_of, fresh
from practica.meetings.queries.formats import format_of
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.meetings.models import Format
    from practica.meetings.models.agenda import Holder
    from practica.people.models import Person

MOST_STEPS = 20


@transaction.atomic
def use_format(holder: Holder, key: str, *, by: Person) -> Holder:
    """Put a format on the agenda of a meeting or on a template: as one item with its steps, or step by step as items.

    Roles that the meeting does not have yet come with it. Refused: there is no such format, or as `add_item`. 403: who
    may not change it.
    """
    holder = buildable(holder, by)
    script = format_of(key)
    if script is None:
        raise Refused(_("There is no such format any more."))
    for details in _items_of(script):
        append(holder, fresh(holder), details)
    known = set(MeetingRole.objects.filter(**ends_of(holder)).values_list("name", flat=True))
    MeetingRole.objects.bulk_create(
        MeetingRole(community=holder.community, name=str(name), duty=str(duty), **ends_of(holder))
        for name, duty in script.roles
        if str(name) not in known
    )
    note_change(holder, by)
    return holder


@transaction.atomic
def add_format(title: str, about: str, script: list[tuple[int, str, str]], output: str, *, by: Person) -> OwnFormat:
    """Add a format of the organisation's own: rows of minutes, title and guide, and what is kept of it.

    Refused: no title, no step, more than twenty, minutes that can't be, or nothing said of what is kept. 403: others than
    programme managers.
    """
    require(policies.can_add_formats, by, None)
    if not title.strip() or not output.strip():
        raise Refused(_("Say what it is called, and what is kept of it."))
    rows = [[minutes, name.strip()[:200], guide.strip()[:300]] for minutes, name, guide in script if name.strip()]
    if not 0 < len(rows) <= MOST_STEPS or any(not 0 < row[0] <= LONGEST_ITEM for row in rows):  # type: ignore[operator] # minutes
        raise Refused(_("A format has one to twenty steps, each with its minutes."))
    own = OwnFormat.objects.create(
        title=title.strip(),
        about=about.strip(),
        script=rows,
        output=output.strip(),
        created_at=moment_now(),
        created_by=by,
    )
    record(Verb.FORMAT_ADDED, by=by, target=own)
    return own


@transaction.atomic
def retire_format(own: OwnFormat, *, by: Person) -> OwnFormat:
    """Offer it no more; agendas that have it keep it. Refused: it is retired already. 403: others than programme managers."""
    require(policies.can_add_formats, by, None)
    own = OwnFormat.objects.select_for_update().get(pk=own.pk)
    if own.retired_at:
        raise Refused(_("There is no such format any more."))
    own.retired_at, own.retired_by = moment_now(), by
    own.save(update_fields=["retired_at", "retired_by"])
    record(Verb.FORMAT_RETIRED, by=by, target=own)
    return own


def _items_of(script: Format) -> list[ItemDetails]:
    if script.is_agenda:
        return [
            ItemDetails(str(step.title), step.minutes, step.purpose, step.horizon, note=str(step.guide))
            for step in script.steps
        ]
    about = str(script.about)
    return [ItemDetails(str(script.title), script.minutes, script.purpose, note=about, script=script.key)]
