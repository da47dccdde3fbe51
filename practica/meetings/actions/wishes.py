"""What an entry of a calendar program wants, told apart from what it only says again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from practica.foundation.access import Refused
from practica.foundation.calendar_time import from_wall, in_zone
from practica.foundation.text_fields import clean_line
from practica.meetings.actions.exceptions import MOST_CHANGES
from practica.meetings.actions.reading import (
    UNREADABLE,
    days_left_out,
    is_cancelled,
    length_of,
    parts_of,
    refuse_loose_dates,
    rule_of,
    start_of,
    text_of,
    title_of,
    wall_in,
    zone_of,
)
from practica.meetings.models import Choice, Details, Rule, Timing
from practica.meetings.models.rule import LATEST, wall_of
from practica.meetings.queries.entries import organiser_address

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.meetings.models import Occurrence, Series
    from practica.people.models import Person

LARGEST = 512 * 1024
LONGEST_AIM, LONGEST_LINK, LONGEST_NAME = 400, 500, 250
# So many meetings alike are the same rule, however it is written.
ALIKE = 400
CHOICES = {"ACCEPTED": Choice.YES, "TENTATIVE": Choice.MAYBE, "DECLINED": Choice.NO}
OUR_PAGE = re.compile(r"/meetings/(series/)?\d+/$")


@dataclass(frozen=True)
class Written:
    """One entry as a program wrote it: the meeting or series, and the days that were changed alone."""

    uid: str
    whole: Any
    days: list[Any]


def read_entry(content: bytes, *, by: Person) -> Written:
    """Refused: what is too large, unreadable, no meeting, several of them, or would be kept only in part."""
    if len(content) > LARGEST:
        raise Refused(_("This entry is larger than 512 KB."))
    parts = [part for part in parts_of(content) if part.name in {"VEVENT", "VTODO", "VJOURNAL", "VFREEBUSY"}]
    whole = _whole_of(parts)
    try:
        for part in parts:
            _refuse_what_is_lost(part, by)
            _read_dates(part)
    except UNREADABLE as error:
        raise Refused(_("Its dates can't be read.")) from error
    return Written(text_of(whole, "UID"), whole, [part for part in parts if "RECURRENCE-ID" in part])


def _whole_of(parts: list[Any]) -> Any:
    strange = next((part.name for part in parts if part.name != "VEVENT"), None)
    if strange:
        raise Refused(_("Not a meeting but a %(kind)s.") % {"kind": strange})
    whole = [part for part in parts if "RECURRENCE-ID" not in part]
    names = {text_of(part, "UID") for part in parts}
    name = next(iter(names), "")
    if len(whole) != 1 or len(names) != 1 or not name or clean_line(name)[:LONGEST_NAME] != name:
        raise Refused(_("An entry is one meeting or one series, under one name."))
    if len(parts) > MOST_CHANGES:
        raise Refused(_("Of a series, at most %(n)s days can be changed alone.") % {"n": MOST_CHANGES})
    return whole[0]


def _refuse_what_is_lost(part: Any, by: Person) -> None:
    refuse_loose_dates(part)
    others = set(_invited(part)) - {(by.email or "").lower(), organiser_address().lower()}
    if others:
        raise Refused(_("Nobody is put down by others here: people answer for themselves. Take the guests out."))


def _read_dates(part: Any) -> None:
    """All of them once, so that what can't be read is known before anything is done."""
    start = start_of(part)
    length_of(part, start)
    rule_of(part, wall_in(start), "UTC")
    days = [part.decoded("RECURRENCE-ID")] if "RECURRENCE-ID" in part else []
    for day in [*days, *days_left_out(part)]:
        if isinstance(day, datetime):
            day.astimezone(UTC)


def _invited(part: Any) -> Iterator[str]:
    given = part.get("ATTENDEE", [])
    for each in given if isinstance(given, list) else [given]:
        yield str(each).lower().removeprefix("mailto:")


def partstat_in(part: Any, by: Person) -> str:
    """What it says of whether this person comes; nothing where it does not name them."""
    given = part.get("ATTENDEE", [])
    for each in given if isinstance(given, list) else [given]:
        if by.email and str(each).lower().removeprefix("mailto:") == by.email.lower():
            return str(each.params.get("PARTSTAT", "")).upper()
    return ""


@dataclass(frozen=True)
class Wish:
    """What an entry says of one meeting."""

    starts_at: datetime
    length: int
    details: Details
    partstat: str
    is_cancelled: bool
    because: str


def wish_of(part: Any, row: Occurrence, *, by: Person) -> Wish:
    start = start_of(part)
    zone = zone_of(start, [], by)
    return Wish(
        from_wall(wall_in(start), zone),
        length_of(part, start, row.length),
        details_in(part, row.details, row.get_absolute_url()),
        partstat_in(part, by),
        is_cancelled(part),
        reason_in(part),
    )


def wish_of_rule(row: Occurrence, series: Series) -> Wish:
    """A day that is no longer changed alone is as its series says."""
    words = {name: getattr(series, name) for name in ("title", "aim", "place", "link")}
    return Wish(row.original_start, series.length, replace(row.details, **words), "", False, "")


def reason_in(part: Any) -> str:
    return clean_line(text_of(part, "COMMENT"))[:300] or _("Cancelled from a calendar program.")


def details_in(part: Any, known: Details, page: str) -> Details:
    """Its words; who hosts, who sees it and how many there are places for is said on the page only.

    Refused: a description longer than what a meeting is for.
    """
    place, link = _where(part, known)
    aim = clean_line(" ".join(_own_lines(text_of(part, "DESCRIPTION"), page, known.link)))
    if len(aim) > LONGEST_AIM:
        raise Refused(
            _(
                "The description has more than 400 characters. Say in a sentence what you will have by the end; the rest is its agenda, on its page."
            )
        )
    title, aim = _unless_said_again(title_of(part), known.title), _unless_said_again(aim, known.aim)
    return replace(known, title=title, aim=aim, place=place, link=link)


def _unless_said_again(said: str, known: str) -> str:
    return known if said == clean_line(known) else said


def _own_lines(text: str, page: str, link: str) -> Iterator[str]:
    """Without the lines we put under it: the video room and the page."""
    for line in text.splitlines():
        ours = line.strip().endswith(page) or OUR_PAGE.search(line.strip()) or (link and line.strip().endswith(link))
        if not ours:
            yield line


def _where(part: Any, known: Details) -> tuple[str, str]:
    """A place, or the address of a video room, may stand where programs have one field for both."""
    said, shown = clean_line(text_of(part, "LOCATION"))[:200], known.place or known.link
    address = text_of(part, "URL").strip()
    link = address if _is_link(address) and not OUR_PAGE.search(address) else known.link
    if said == clean_line(shown)[:200]:
        return known.place, link
    if _is_link(said):
        return "", said
    return said, "" if not said and not known.place else link


def _is_link(text: str) -> bool:
    return text.startswith(("https://", "http://")) and len(text) <= LONGEST_LINK and not any(c.isspace() for c in text)


def timing_in(whole: Any, *, by: Person, length: int = 60) -> Timing:
    start = start_of(whole)
    zone = zone_of(start, [], by)
    wall = wall_in(start)
    rule = rule_of(whole, wall, zone)
    return Timing(wall.date(), wall.time(), zone, length_of(whole, start, length), rule.text, rule.ends_on, rule.count)


def is_the_same(series: Series, timing: Timing) -> bool:
    """The same meetings, however the rule, its end and its zone are written."""
    if series.length != timing.length or series.repeats != bool(timing.rule):
        return False
    here, there = _moments(series.timing), _moments(timing)
    ends = (series.ends_on, series.count) == (timing.ends_on, timing.count)
    return here == there and (len(here) < ALIKE or ends)


def _moments(timing: Timing) -> list[datetime]:
    rule, first = _rule_and_first(timing)
    return [from_wall(wall, timing.zone) for wall in islice(rule.walls(first, LATEST), ALIKE)]


def from_now_on(timing: Timing) -> Timing | None:
    """The part that is still to come, its count too; none when nothing is."""
    rule, first = _rule_and_first(timing)
    now = in_zone(timezone.now() + timedelta(minutes=1), timing.zone).replace(tzinfo=None)
    for number, wall in enumerate(rule.walls(first, LATEST)):
        if wall > now:
            count = rule.count - number if rule.count else None
            return replace(timing, first_on=wall.date(), count=count).from_turn(number)
    return None


def _rule_and_first(timing: Timing) -> tuple[Rule, datetime]:
    assert timing.first_on is not None  # noqa: S101 -- for the type: read from an entry or of a series with meetings
    assert timing.at is not None  # noqa: S101 -- the same
    return Rule(timing.rule, timing.ends_on, timing.count), wall_of(timing.first_on, timing.at)
