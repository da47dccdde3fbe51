"""Letters about meetings: before they begin, and when something about them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from practica.mail.letters import Attachment, Draft, Facts, Heading, Link, Paragraph, Quote, absolute, letter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

REMINDERS, CHANGES, INVITATIONS = "meetings.reminders", "meetings.changes", "meetings.invitations"
MINUTES = "meetings.minutes"
DAY, HOUR = 24 * 60, 60


@letter("meetings.reminder")
def reminder(_reader: Any, *, meeting: Any, minutes: int, file: str, key: str) -> Draft:
    """The meeting is near. `meeting` has title, aim, place, link, starts_at and an address; `file` is its .ics."""
    return Draft(
        subject=_("%(when)s: %(title)s") % {"when": _ahead(minutes), "title": meeting.title},
        parts=[*_aim(meeting), _facts(meeting), Link(_("Open the meeting"), absolute(meeting.get_absolute_url()))],
        why=_("You answered that you come, may come or write. When reminders come is yours to choose in the calendar."),
        unsubscribe=REMINDERS,
        key=key,
        attachments=[_file(meeting, file)],
    )


@letter("meetings.invitation")
def invitation(_reader: Any, *, meeting: Any, who: str, rhythm: str, file: str, key: str) -> Draft:
    """Come; `meeting` is the first one of a series that has a `rhythm`. The file lets a calendar answer."""
    again = [(_("Rhythm"), rhythm)] if rhythm else []
    return Draft(
        subject=_("Invitation: %(title)s, %(moment)s") % {"title": meeting.title, "moment": _moment(meeting.starts_at)},
        parts=[
            Paragraph(_("%(who)s invites you to “%(title)s”.") % {"who": who, "title": meeting.title}),
            *_aim(meeting),
            Facts([*again, (_("When"), _moment(meeting.starts_at)), *_where(meeting)]),
            # Until letters are received, an answer by mail would go where nobody reads it.
            Paragraph(
                _("Please answer on its page, or from a calendar that is connected: answers by mail are not read yet.")
            ),
            Link(_("Answer whether you come"), absolute(meeting.get_absolute_url())),
        ],
        why=_("You belong to this community."),
        unsubscribe=INVITATIONS,
        key=key,
        attachments=[_file(meeting, file, "REQUEST")],
    )


@letter("meetings.series_ends")
def series_ends(_reader: Any, *, series: Any, last: datetime | None, file: str, key: str) -> Draft:
    """What a calendar has of the series ends with `last`; nothing of it stays when there is none."""
    was = (
        _("Its last meeting is on %(moment)s.") % {"moment": _moment(last)} if last else _("No meeting of it is left.")
    )
    return Draft(
        subject=_("No longer goes on: %(title)s") % {"title": series.title},
        parts=[
            Paragraph(_("“%(title)s” does not go on as it was.") % {"title": series.title}),
            Paragraph(was),
            Link(_("Open the series"), absolute(series.get_absolute_url())),
        ],
        why=_("You were invited to it."),
        unsubscribe=CHANGES,
        key=key,
        attachments=[_file(series, file, "REQUEST" if last else "CANCEL")],
    )


@letter("meetings.moved")
def moved(_reader: Any, *, meeting: Any, who: str, before: datetime | None, file: str, key: str) -> Draft:
    """It is at another time; the file lets a calendar follow."""
    was = [Paragraph(_("It was planned for %(moment)s.") % {"moment": _moment(before)})] if before else []
    return Draft(
        subject=_("Moved: %(title)s, now %(moment)s") % {"title": meeting.title, "moment": _moment(meeting.starts_at)},
        parts=[
            Paragraph(_("%(who)s moved “%(title)s” to another time.") % {"who": who, "title": meeting.title}),
            *was,
            _facts(meeting),
            Link(_("See it, and change your answer if need be"), absolute(meeting.get_absolute_url())),
        ],
        why=_("You answered that you come, may come or write."),
        unsubscribe=CHANGES,
        key=key,
        attachments=[_file(meeting, file, "REQUEST")],
    )


@letter("meetings.cancelled")
def cancelled(_reader: Any, *, meeting: Any, who: str, file: str, key: str) -> Draft:
    """It does not take place."""
    return Draft(
        subject=_("Cancelled: %(title)s, %(moment)s") % {"title": meeting.title, "moment": _moment(meeting.starts_at)},
        parts=[
            Paragraph(_("%(who)s cancelled “%(title)s”.") % {"who": who, "title": meeting.title}),
            Facts([(_("Why"), meeting.cancelled_because), (_("When it was"), _moment(meeting.starts_at))]),
            Link(_("Open the meeting"), absolute(meeting.get_absolute_url())),
        ],
        why=_("You answered that you come, may come or write."),
        unsubscribe=CHANGES,
        key=key,
        attachments=[_file(meeting, file, "CANCEL")],
    )


@letter("meetings.series_changed")
def series_changed(_reader: Any, *, meeting: Any, who: str, rhythm: str, file: str, key: str) -> Draft:
    """The series goes on otherwise; `meeting` is the reader's next one in it."""
    return Draft(
        subject=_("Changed from now on: %(title)s") % {"title": meeting.title},
        parts=[
            Paragraph(_("%(who)s changed “%(title)s” and all that follow.") % {"who": who, "title": meeting.title}),
            Facts([(_("Rhythm"), rhythm), (_("Your next one"), _moment(meeting.starts_at)), *_where(meeting)]),
            Link(_("See it, and change your answer if need be"), absolute(meeting.get_absolute_url())),
        ],
        why=_("You answered that you come, may come or write."),
        unsubscribe=CHANGES,
        key=key,
        attachments=[_file(meeting, file, "REQUEST")],
    )


@letter("meetings.minutes")
def minutes(_reader: Any, *, meeting: Any, who: str, sections: Sequence[tuple[str, str]], key: str) -> Draft:
    """What came out of it: `sections` of a heading, which may be empty, and plain text. Who was there is not told."""
    told: list[Heading | Quote] = []
    for heading, text in sections:
        told += [*([Heading(heading)] if heading else []), *([Quote(text)] if text else [])]
    return Draft(
        subject=_("Minutes: %(title)s, %(moment)s") % {"title": meeting.title, "moment": _moment(meeting.starts_at)},
        parts=[
            Paragraph(_("%(who)s published the minutes of “%(title)s”.") % {"who": who, "title": meeting.title}),
            *told,
            Link(_("Open the meeting"), absolute(meeting.get_absolute_url())),
        ],
        why=_("You came, meant to come, or want to hear of this community at once."),
        unsubscribe=MINUTES,
        key=key,
    )


def _aim(meeting: Any) -> list[Paragraph | Quote]:
    return [Paragraph(_("By the end: %(aim)s") % {"aim": meeting.aim})] if meeting.aim else []


def _facts(meeting: Any) -> Facts:
    return Facts([(_("When"), _moment(meeting.starts_at)), *_where(meeting)])


def _where(meeting: Any) -> list[tuple[str, str]]:
    places = [(_("Where"), meeting.place), (_("Video room"), meeting.link), (_("Community"), meeting.community.name)]
    return [(label, value) for label, value in places if value]


def _moment(moment: datetime) -> str:
    """In the reader's zone, which is named."""
    local = timezone.localtime(moment)
    zone = timezone.get_current_timezone_name().rsplit("/", 1)[-1].replace("_", " ")
    return f"{date_format(local, pgettext('date format', 'l j F Y'))}, {local:%H:%M} ({zone})"


def _ahead(minutes: int) -> str:
    if minutes >= DAY:
        days = minutes // DAY
        return ngettext("Tomorrow", "In %(n)s days", days) % {"n": days}
    if minutes >= HOUR:
        hours = minutes // HOUR
        return ngettext("In %(n)s hour", "In %(n)s hours", hours) % {"n": hours}
    return ngettext("In %(n)s minute", "In %(n)s minutes", minutes) % {"n": minutes}


def _file(what: Any, content: str, method: str = "PUBLISH") -> Attachment:
    return Attachment(f"meeting-{what.pk}.ics", f"text/calendar; charset=utf-8; method={method}", content)
