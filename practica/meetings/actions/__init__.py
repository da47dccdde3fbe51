"""The only writers of meetings: one function a use case."""

from practica.meetings.actions.answers import answer, withdraw_answers
from practica.meetings.actions.dates import lay_out
from practica.meetings.actions.entries import add_entry, change_entry, change_own, decline_own, remove_entry
from practica.meetings.actions.feeds import note_reading, open_community_feed, open_feed, revoke_feed
from practica.meetings.actions.importing import import_calendar
from practica.meetings.actions.occurrences import cancel_occurrence, change_occurrence, move_occurrence
from practica.meetings.actions.planning import confirm_series, date_series, mark_series, plan_meeting, start_series
from practica.meetings.actions.reminders import choose_community_reminders, choose_reminders, inherit_reminders
from practica.meetings.actions.replies import note_invited, take_reply
from practica.meetings.actions.series import change_series_from, end_series
from practica.meetings.actions.syncing import forget_sync_points, keep_sync_point
from practica.meetings.actions.wishes import read_entry
from practica.meetings.actions.writing import (
    leave_view,
    mark_attendance,
    publish_minutes,
    refuse_early_minutes,
    write_agenda,
)

__all__ = [
    "add_entry",
    "answer",
    "cancel_occurrence",
    "change_entry",
    "change_occurrence",
    "change_own",
    "change_series_from",
    "choose_community_reminders",
    "choose_reminders",
    "confirm_series",
    "date_series",
    "decline_own",
    "end_series",
    "forget_sync_points",
    "import_calendar",
    "inherit_reminders",
    "keep_sync_point",
    "lay_out",
    "leave_view",
    "mark_attendance",
    "mark_series",
    "move_occurrence",
    "note_invited",
    "note_reading",
    "open_community_feed",
    "open_feed",
    "plan_meeting",
    "publish_minutes",
    "read_entry",
    "refuse_early_minutes",
    "remove_entry",
    "revoke_feed",
    "start_series",
    "take_reply",
    "withdraw_answers",
    "write_agenda",
]
