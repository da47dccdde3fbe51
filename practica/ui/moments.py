"""Times as a person reads them: in their zone and language, near ones in words."""

from datetime import date, datetime, time, timedelta
from functools import lru_cache

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext, pgettext
from django.utils.translation import gettext as _

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEK_DAYS = 6


def when(moment: datetime | date | None) -> SafeString | str:
    """`2 h ago`, `Yesterday`, `Mon`, `3 November`: near times in words, the exact one on hover."""
    if moment is None:
        return ""
    return _time(moment, nearness(moment))


def moment(value: datetime | date | None) -> SafeString | str:
    """Date and time in full, in the reader's zone."""
    return "" if value is None else _time(value, in_full(value))


def in_full(value: datetime | date) -> str:
    if not isinstance(value, datetime):
        return date_format(value, "DATE_FORMAT")
    local = _local(value)
    return _("%(date)s, %(time)s") % {"date": _in_full(local.date(), get_language()), "time": clock(local)}


def clock(value: datetime | time) -> str:
    return f"{value.hour:02}:{value.minute:02}"


def iso(value: datetime | date) -> str:
    """For a machine."""
    return value.isoformat()


def nearness(value: datetime | date) -> str:
    """The same in as few words as are clear today."""
    now = timezone.localtime()
    if not isinstance(value, datetime):
        return _day(value, now.date(), get_language())
    local = _local(value)
    distance = local - now
    if abs(distance) < timedelta(minutes=1):
        return _("just now")
    if abs(distance) < HOUR:
        minutes = round(abs(distance).total_seconds() / 60)
        words = _("in %(n)s min") if distance > timedelta() else _("%(n)s min ago")
        return words % {"n": minutes}
    if local.date() == now.date():
        hours = round(abs(distance).total_seconds() / 3600)
        words = _("in %(n)s h") if distance > timedelta() else _("%(n)s h ago")
        return words % {"n": hours}
    return _day(local.date(), now.date(), get_language())


def date_tile(value: datetime | date) -> SafeString:
    """A day as a leaf of a calendar."""
    local = _local(value) if isinstance(value, datetime) else value
    return format_html(
        '<time class="date-tile" datetime="{}"><span class="m">{}</span><span class="d">{}</span>'
        '<span class="w">{}</span></time>',
        value.isoformat(),
        date_format(local, "M"),
        local.day,
        date_format(local, "D"),
    )


def file_size(number: int) -> str:
    return filesizeformat(number)


# A list names the same few days again and again, and putting a date into words takes longer than the rest of its line.
@lru_cache(maxsize=2000)
def _in_full(day: date, _language: str | None) -> str:
    return date_format(day, pgettext("date format", "l j F Y"))


@lru_cache(maxsize=2000)
def _day(day: date, today: date, _language: str | None) -> str:
    days = (day - today).days
    if days in {-1, 0, 1}:
        return {-1: _("Yesterday"), 0: _("Today"), 1: _("Tomorrow")}[days]
    if -WEEK_DAYS <= days < 0:
        return date_format(day, "D")
    if 0 < days <= WEEK_DAYS:
        return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": days}
    if day.year == today.year:
        return date_format(day, pgettext("date format", "j F"))
    return date_format(day, pgettext("date format", "j M Y"))


def _local(value: datetime) -> datetime:
    return timezone.localtime(value) if timezone.is_aware(value) else value.astimezone()


def _time(value: datetime | date, words: str) -> SafeString:
    # Numbers and our own words: nothing here needs escaping, and a long page has hundreds of these.
    return mark_safe(f'<time datetime="{value.isoformat()}" title="{in_full(value)}">{words}</time>')  # noqa: S308
