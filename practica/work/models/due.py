"""A day something is meant for, and what it was before."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

WEEK = timedelta(days=7)
SOON = timedelta(days=1)
# The third new date counts as missed, however early it is asked for.
MISSED_AT = 3


def day_in_words(day: date) -> str:
    """`today`, `tomorrow`, `Friday`; a date from a week on."""
    today = timezone.localdate()
    if day == today:
        return _("today")
    if day == today + SOON:
        return _("tomorrow")
    if today < day < today + WEEK:
        return date_format(day, "l")
    if day.year == today.year:
        return date_format(day, pgettext("day of this year", "j F"))
    return date_format(day, pgettext("day of another year", "j F Y"))


def days_over(day: date) -> str:
    """How long ago a day was, in words."""
    days = (timezone.localdate() - day).days
    return ngettext("%(n)s day over", "%(n)s days over", days) % {"n": days}


class MovedDate(models.Model):
    """That something got another day: which it was, which it is, and why."""

    was_on = models.DateField()
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    made_at = models.DateTimeField()

    class Meta:
        abstract = True
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(name="%(class)s_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(name="%(class)s_is_another_day", condition=~Q(was_on=F("due_on"))),
        ]

    def __str__(self) -> str:
        return f"{self.was_on} → {self.due_on}"

    @property
    def was_in_time(self) -> bool:
        """Asked for while the old day had not passed: then it is not late."""
        return timezone.localtime(self.made_at).date() <= self.was_on

    @property
    def was_words(self) -> str:
        return day_in_words(self.was_on)
