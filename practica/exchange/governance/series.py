"""The series of a group, each with its rhythm and the day it begins."""

from dataclasses import dataclass
from datetime import date, timedelta

from practica.exchange.governance.frequency import Rhythm, read_rhythm
from practica.exchange.governance.groups import Group, Meeting


@dataclass(frozen=True)
class Series:
    """A meeting of the folder as a series; `first` is None where the words give no rule."""

    meeting: Meeting
    rhythm: Rhythm
    first: date | None
    title: str
    key: str


def series_of(group: Group, *, since: date) -> list[Series]:
    """All series of the group; those that do not say when they began begin on or after `since`."""
    rhythms = [_rhythm(meeting) for meeting in group.meetings]
    firsts = [rhythm.first_from(since) for rhythm in rhythms]
    taken: dict[str, int] = {}
    found = []
    for meeting, rhythm, first in zip(group.meetings, rhythms, firsts, strict=True):
        key = f"{group.folder}/meetings/{meeting.subproject or '-'}/{meeting.description}"
        taken[key] = taken.get(key, 0) + 1
        found.append(
            Series(
                meeting,
                rhythm,
                _between(group, rhythm, rhythms, firsts) or first,
                _title(meeting),
                key if taken[key] == 1 else f"{key}/{taken[key]}",
            )
        )
    return found


def _rhythm(meeting: Meeting) -> Rhythm:
    return read_rhythm(day=meeting.day, at=meeting.time, zone=meeting.tz, frequency=meeting.frequency)


def _title(meeting: Meeting) -> str:
    """The description; with the subproject's name where the description does not say it."""
    description = meeting.description or "Meeting"
    if meeting.subproject and meeting.subproject.casefold() not in description.casefold():
        return f"{description} ({meeting.subproject})"
    return description


def _between(group: Group, rhythm: Rhythm, rhythms: list[Rhythm], firsts: list[date | None]) -> date | None:
    """For one that “alternates with the regular meeting”: a week after the regular one's first."""
    if not rhythm.alternates or rhythm.start:
        return None
    for meeting, other, first in zip(group.meetings, rhythms, firsts, strict=True):
        is_regular = "regular" in meeting.description.casefold() and not meeting.subproject
        if is_regular and not other.alternates and "INTERVAL=2" in other.rule and first:
            monday = first - timedelta(days=first.weekday()) + timedelta(days=7)
            return rhythm.first_from(monday)
    return None
