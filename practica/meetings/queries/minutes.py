"""Minutes: what they begin with, who owes them, and all of a series one after another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from practica.foundation.plain_words import says
from practica.meetings.models import AgendaItem, Occurrence, Outcome, Place
from practica.meetings.models.formats import OWES_NOTHING
from practica.meetings.queries.formats import formats_named

if TYPE_CHECKING:
    from datetime import date, datetime, timedelta

    from practica.meetings.models import Format, Series
    from practica.meetings.models.occurrence import OccurrenceQuerySet
    from practica.meetings.models.outcome import OutcomeQuerySet
    from practica.people.models import Person

HEADING = re.compile(r"^(#{1,4})(?= )", re.MULTILINE)
MOST_WORDS = 6


def assembled(meeting: Occurrence) -> str:
    """What minutes begin with, as Markdown, for a person to edit: each item with its notes and what came out of it.

    Of who was there the number alone: names are for those who were there, and minutes are read by others. Who takes an
    action is not said either: that is the task's to show. An item without notes and outcomes is a heading; where its format
    owes nobody a text it is nothing, where it is a review its questions are headings too. Four queries.
    """
    rows = meeting.items.filter(is_section=False).exclude(place__in=[Place.PROPOSED, Place.DROPPED])
    items = list(rows.select_related("notes").order_by("position", "pk"))
    outcomes = list(meeting.outcomes.order_by("pk"))
    formats = formats_named({item.script for item in items if item.script})
    parts = [_of_item(item, outcomes, formats.get(item.script)) for item in items if item.is_standing]
    at_large = [_of_outcome(one) for one in outcomes if one.item_id is None]
    left = [item.title for item in items if item.place == Place.DISPLACED]
    end = [_("Not reached: %(titles)s.") % {"titles": ", ".join(left)}] if left else []
    return "\n\n".join(part for part in [_turnout(meeting), *parts, *at_large, *end] if part)


def _turnout(meeting: Occurrence) -> str:
    n = meeting.attendances.count()
    return ngettext("%(n)s person was there.", "%(n)s people were there.", n) % {"n": n} if n else ""


def _of_item(item: AgendaItem, outcomes: list[Outcome], script: Format | None) -> str:
    notes = item.notes.text.strip() if hasattr(item, "notes") else ""
    came = [_of_outcome(one) for one in outcomes if one.item_id == item.pk]
    asks = script is None or script.asks_minutes
    steps = [f"### {step.title}" for step in script.steps] if script and asks and not script.has_dots else []
    # What was noted has headings of its own: they stand below that of the item.
    said = [HEADING.sub(r"\1##", notes)] if notes else steps
    return "\n\n".join([f"## {item.title}", *said, *came]) if asks or notes or came else ""


def _of_outcome(outcome: Outcome) -> str:
    if not outcome.is_decision:
        due = [_("by %(day)s") % {"day": day_of(outcome.due_on)}] if outcome.due_on else []
        said = ", ".join([outcome.text, *due])
        return "\n\n".join(
            [f"**{outcome.get_kind_display()}.** {said}", *([outcome.reasons] if outcome.reasons else [])]
        )
    lines = [
        f"**{outcome.get_kind_display()}.** {outcome.text}",
        f"*{_('Because')}:* {outcome.reasons}",
        f"*{_('We weighed')}:* {outcome.rejected}" if outcome.rejected else "",
        f"*{_('Stood aside')}:* {outcome.dissent}" if outcome.dissent else "",
        _("%(rule)s. We look at it again on %(day)s.")
        % {"rule": outcome.get_decided_by_display(), "day": day_of(outcome.review_on)},
    ]
    return "\n\n".join(line for line in lines if line)


def day_of(day: date | datetime | None) -> str:
    return date_format(day, pgettext("date format", "j F Y")) if day else ""


def owed_by(person: Any, now: datetime, within: timedelta) -> OccurrenceQuerySet:
    """What this person hosted and ran here in that time, whose minutes are not published; the oldest first.

    Left out where all that was on the agenda are formats that owe nobody a text.
    """
    items = AgendaItem.objects.filter(occurrence=OuterRef("pk"), is_section=False, position__isnull=False)
    asks = Exists(items.exclude(script__in=OWES_NOTHING)) | ~Exists(items)
    run = Q(agenda_published_at__isnull=False) | Q(started_at__isnull=False) | Q(held_at__isnull=False)
    over = Q(held_at__lte=now) | Q(ends_at__lte=now)
    rows = Occurrence.objects.visible_to(person).standing().filter(run, over, asks, host=person, minutes_at=None)
    return rows.filter(ends_at__gt=now - within).for_listing().order_by("ends_at", "pk")


def chain_of(series: Series) -> list[int]:
    """The series, and the one it goes on from."""
    return [pk for pk in (series.pk, series.came_from_id) if pk]


def minutes_of(series: Series, person: Person) -> OccurrenceQuerySet:
    """Its meetings with published minutes that this person may read, the latest first."""
    rows = Occurrence.objects.visible_to(person).filter(series__in=chain_of(series), minutes_at__isnull=False)
    return rows.select_related("community", "series").order_by("-starts_at", "-pk")


def decisions_of(series: Series, person: Person) -> OutcomeQuerySet:
    """All that its meetings decided, the latest first."""
    rows = Outcome.objects.visible_to(person).decisions().filter(occurrence__series__in=chain_of(series))
    return rows.for_page().order_by("-occurrence__starts_at", "-pk")


def saying(rows: Any, words: str, *columns: str) -> Any:
    """Each of the words stands somewhere in one of the columns; accents and case aside."""
    for word in words.split()[:MOST_WORDS]:
        rows = rows.filter(says(word, *columns))
    return rows


def years_of(rows: Any, column: str) -> list[int]:
    """The latest first."""
    return [moment.year for moment in rows.order_by().datetimes(column, "year", order="DESC")]
