"""Who may do what with meetings; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Visibility
from practica.communities.queries import is_core, is_facilitator, is_full_member, is_member

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.meetings.models import DatePoll, Feed, Occurrence, Outcome, Series
    from practica.people.models import Person


def can_plan(person: Person, community: Community) -> bool:
    """The core group plans; a programme manager may, for a community that has none yet."""
    return person.is_active and (is_core(person, community) or person.is_programme_manager)


def can_change(person: Person, meeting: Series | Occurrence) -> bool:
    """Whoever may plan, and the member who hosts it."""
    if can_plan(person, meeting.community):
        return True
    return meeting.host_id == person.pk and is_full_member(person, meeting.community)


def can_answer(person: Person, meeting: Occurrence | DatePoll) -> bool:
    """Members, guests too; to an open meeting every colleague who may read the community. Of its dates the same."""
    if is_member(person, meeting.community):
        return True
    readable = meeting.community.visibility != Visibility.PRIVATE
    return meeting.is_open and readable and person.is_active and not person.is_guest


def can_note(person: Person, occurrence: Occurrence) -> bool:
    """Whoever is asked to the meeting writes what it says."""
    return can_answer(person, occurrence)


def can_catch(person: Person, occurrence: Occurrence) -> bool:
    """Everyone who belongs for good: whoever is in the room writes down what comes out of it."""
    return person.is_active and is_full_member(person, occurrence.community)


def can_mend(person: Person, outcome: Outcome) -> bool:
    """Who wrote it, and those who plan; where no author is kept, whoever could have written it."""
    if can_change(person, outcome.occurrence):
        return True
    return outcome.written_by_id in {person.pk, None} and can_catch(person, outcome.occurrence)


def can_set_reminders(person: Person, community: Community) -> bool:
    return is_facilitator(person, community)


def can_add_formats(person: Person, _nothing: None) -> bool:
    """The formats are the whole organisation's, like its other templates."""
    return person.is_active and person.is_programme_manager


def can_revoke(person: Person, feed: Feed) -> bool:
    return feed.person_id == person.pk
