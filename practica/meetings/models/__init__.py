"""Meetings once or in series, who comes, what is written down, and the addresses other calendars read."""

from practica.meetings.models.agenda import AgendaItem, Displacement, MeetingRole, Place, Purpose
from practica.meetings.models.answer import Answer, Attendance, Choice, WrittenView
from practica.meetings.models.clock import Clock, Dot
from practica.meetings.models.date_poll import DateAnswer, DateMark, DateOption, DatePoll, Fit
from practica.meetings.models.feed import Feed, Scope
from practica.meetings.models.formats import Format, OwnFormat, Step
from practica.meetings.models.invited import Invited
from practica.meetings.models.notes import LONGEST_NOTES, Notes
from practica.meetings.models.occurrence import Occurrence
from practica.meetings.models.outcome import DecidedBy, Outcome, OutcomeKind, OutcomeWords, Standing
from practica.meetings.models.reminder import Reminder, ReminderChoice
from practica.meetings.models.rule import Rule, rule_from
from practica.meetings.models.series import Series
from practica.meetings.models.states import POSSIBLE, Deed, State
from practica.meetings.models.sync_point import SyncPoint
from practica.meetings.models.terms import Confidentiality, Details, ItemDetails, Marks, Timing

__all__ = [
    "LONGEST_NOTES",
    "POSSIBLE",
    "AgendaItem",
    "Answer",
    "Attendance",
    "Choice",
    "Clock",
    "Confidentiality",
    "DateAnswer",
    "DateMark",
    "DateOption",
    "DatePoll",
    "DecidedBy",
    "Deed",
    "Details",
    "Displacement",
    "Dot",
    "Feed",
    "Fit",
    "Format",
    "Invited",
    "ItemDetails",
    "Marks",
    "MeetingRole",
    "Notes",
    "Occurrence",
    "Outcome",
    "OutcomeKind",
    "OutcomeWords",
    "OwnFormat",
    "Place",
    "Purpose",
    "Reminder",
    "ReminderChoice",
    "Rule",
    "Scope",
    "Series",
    "Standing",
    "State",
    "Step",
    "SyncPoint",
    "Timing",
    "WrittenView",
    "rule_from",
]
