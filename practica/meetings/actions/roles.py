from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.locks import buildable, locked, note_change, refuse_unless
from practica.meetings.models import Deed, MeetingRole, Occurrence
from practica.meetings.models.agenda import ends_of
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from practica.meetings.models.agenda import Holder
    from practica.people.models import Person

MOST_ROLES, LONGEST_NAME, LONGEST_DUTY = 12, 60, 200


@transaction.atomic
def set_roles(holder: Holder, roles: Iterable[tuple[str, str]], *, by: Person) -> Holder:
    """Say which roles the meeting or the series has, each with what it does; who has one that stays keeps it.

    Refused: more than twelve, one whose words are too long, or as `add_item`. 403: who may not change it.
    """
    holder = buildable(holder, by)
    wanted = {name.strip(): duty.strip() for name, duty in roles if name.strip()}
    check_roles(list(wanted.items()))
    ends = ends_of(holder)
    known = {role.name: role for role in MeetingRole.objects.filter(**ends)}
    MeetingRole.objects.filter(pk__in=[role.pk for name, role in known.items() if name not in wanted]).delete()
    for name, duty in wanted.items():
        role = known.get(name) or MeetingRole(community=holder.community, name=name, **ends)
        role.duty = duty
        role.save()
    note_change(holder, by)
    return holder


def check_roles(roles: list[tuple[str, str]]) -> None:
    """Refused: more than twelve, a name of more than 60 letters, what it does in more than 200."""
    if len(dict(roles)) > MOST_ROLES:
        raise Refused(_("Twelve roles are enough for any meeting."))
    for name, duty in roles:
        if len(name) > LONGEST_NAME:
            raise Refused(
                _("“%(start)s…” is too long for a name: put a colon behind it, then what it does.")
                % {"start": name[:30]}
            )
        if len(duty) > LONGEST_DUTY:
            raise Refused(_("Say in 200 letters at most what “%(name)s” does.") % {"name": name})


@transaction.atomic
def take_role(role: MeetingRole, *, by: Person) -> MeetingRole:
    """Take a role of a meeting. Refused: somebody has it, the meeting is over or cancelled. 403: who is not asked to it."""
    role = _locked(role, by)
    if role.person_id is not None:
        raise Refused(_("Somebody has taken this role already."))
    return _give(role, by, by)


@transaction.atomic
def leave_role(role: MeetingRole, *, by: Person) -> MeetingRole:
    """Give one's role back. Refused: it is not one's own, the meeting is over or cancelled. 403: who is not asked to it."""
    role = _locked(role, by)
    if role.person_id != by.pk:
        raise Refused(_("This is not your role."))
    return _give(role, None, by)


def _locked(role: MeetingRole, by: Person) -> MeetingRole:
    if role.occurrence is None:
        raise Refused(_("A role is taken in a meeting, not in a template."))
    occurrence: Occurrence = locked(role.occurrence)
    require(policies.can_answer, by, occurrence)
    refuse_unless(occurrence, Deed.ANSWER)
    row = occurrence.roles.filter(pk=role.pk).first()
    if row is None:
        raise Refused(_("This meeting has no such role any more."))
    row.occurrence = occurrence
    return row


def _give(role: MeetingRole, person: Person | None, by: Person) -> MeetingRole:
    role.person = person
    role.save(update_fields=["person"])
    who = None if role.occurrence and role.occurrence.is_chatham_house else by
    record(Verb.ROLE_CHANGED, by=who, target=role.occurrence or role, community=role.community)
    return role
