"""Meetings once or in series, who comes, what is written down, and the addresses other calendars read."""

from practica.meetings.models.answer import Answer, Attendance, Choice, WrittenView
from practica.meetings.models.feed import Feed, Scope
from practica.meetings.models.invited import Invited
from practica.meetings.models.occurrence import Occurrence
from practica.meetings.models.reminder import Reminder, ReminderChoice
from practica.meetings.models.rule import Rule, rule_from
from practica.meetings.models.series import Series
from practica.meetings.models.sync_point import SyncPoint
from practica.meetings.models.terms import Confidentiality, Details, Marks, Timing

__all__ = [
    "Answer",
    "Attendance",
    "Choice",
    "Confidentiality",
    "Details",
    "Feed",
    "Invited",
    "Marks",
    "Occurrence",
    "Reminder",
    "ReminderChoice",
    "Rule",
    "Scope",
    "Series",
    "SyncPoint",
    "Timing",
    "WrittenView",
    "rule_from",
]
