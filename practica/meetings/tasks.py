"""What the clock does for meetings."""

import logging

from django.db import transaction
from django.utils import translation

from practica.foundation.tasks import periodic
from practica.mail.letters import absolute
from practica.mail.letters import meetings as letters
from practica.meetings.actions import forget_sync_points, lay_out, remind_before_the_end, tell_of_the_deadline
from practica.meetings.models import Reminder, Series
from practica.meetings.queries.finding import closing_soon, past_deadline
from practica.meetings.queries.ical import file_of
from practica.meetings.queries.reminders import Due, due_now
from practica.search.actions import index

logger = logging.getLogger(__name__)


@periodic("10 3 * * *")
def lay_out_series() -> None:
    """Every night the meetings of one day more stand in the calendar."""
    for series in Series.objects.living().exclude(rule="").exclude(first_on=None).iterator():
        lay_out(series)
        # The day it counts by is the next one.
        index(series)


@periodic("40 3 * * *")
def forget_old_sync_points() -> None:
    """Every night what programs knew two months ago and never came back for."""
    forget_sync_points()


@periodic("* * * * *", "mail")
def send_reminders() -> None:
    """Every minute: who is to be reminded now. Twice is once, and a meeting that moved is reminded of anew."""
    for due in due_now():
        remind(due)


@periodic("*/10 * * * *", "mail")
def follow_dates() -> None:
    """Who has not answered hears of it once, a day before the end; at the end, whoever asked hears that it has come."""
    for poll in closing_soon():
        remind_before_the_end(poll)
    for poll in past_deadline():
        tell_of_the_deadline(poll)


@transaction.atomic
def remind(due: Due) -> None:
    meeting, person = due.meeting, due.person
    _row, is_new = Reminder.objects.get_or_create(
        occurrence=meeting,
        person=person,
        starts_at=meeting.starts_at,
        minutes=due.minutes,
        defaults={"community": meeting.community},
    )
    if not is_new:
        return
    with translation.override(person.language):
        file = file_of(meeting, absolute("")).decode()
    key = f"reminder-{meeting.pk}-{person.pk}-{meeting.starts_at:%Y%m%d%H%M}-{due.minutes}"
    letters.reminder(person, meeting=meeting, minutes=due.minutes, file=file, key=key)
