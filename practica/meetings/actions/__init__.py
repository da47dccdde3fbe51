"""The only writers of meetings: one function a use case."""

from practica.meetings.actions.agenda import (
    add_item,
    add_section,
    change_item,
    move_item,
    protect_slot,
    remove_item,
    set_minutes,
)
from practica.meetings.actions.answers import answer, withdraw_answers
from practica.meetings.actions.attendance import mark_attendance, note_absent, note_present
from practica.meetings.actions.clock import (
    extend_step,
    give_dot,
    next_step,
    pause_clock,
    place_by_dots,
    resume_clock,
    take_up,
)
from practica.meetings.actions.dates import lay_out
from practica.meetings.actions.entries import add_entry, change_entry, change_own, decline_own, remove_entry
from practica.meetings.actions.feeds import note_reading, open_community_feed, open_feed, revoke_feed
from practica.meetings.actions.finding import (
    Dates,
    answer_dates,
    ask_for_dates,
    extend_dates,
    propose_date,
    remind_of_dates,
)
from practica.meetings.actions.formats import add_format, retire_format, use_format
from practica.meetings.actions.importing import import_calendar
from practica.meetings.actions.locks import refuse_unless
from practica.meetings.actions.notes import NOTES, keep_notes, write_notes
from practica.meetings.actions.occurrences import cancel_occurrence, change_occurrence, move_occurrence
from practica.meetings.actions.outcomes import (
    change_outcome,
    confirm_decision,
    note_became,
    reverse_decision,
    strike_outcome,
    write_outcome,
)
from practica.meetings.actions.placing import defer_item, place_from, place_item, propose_item
from practica.meetings.actions.planning import confirm_series, date_series, mark_series, plan_meeting, start_series
from practica.meetings.actions.reminders import choose_community_reminders, choose_reminders, inherit_reminders
from practica.meetings.actions.replies import note_invited, take_reply
from practica.meetings.actions.roles import leave_role, set_roles, take_role
from practica.meetings.actions.running import follow_up, note_covered, open_agenda, publish_agenda, start_meeting
from practica.meetings.actions.series import change_series_from, end_series, set_share
from practica.meetings.actions.settling import close_dates, remind_before_the_end, settle_date, tell_of_the_deadline
from practica.meetings.actions.syncing import forget_sync_points, keep_sync_point
from practica.meetings.actions.wishes import read_entry
from practica.meetings.actions.writing import leave_view, publish_minutes, write_agenda

__all__ = [
    "NOTES",
    "Dates",
    "add_entry",
    "add_format",
    "add_item",
    "add_section",
    "answer",
    "answer_dates",
    "ask_for_dates",
    "cancel_occurrence",
    "change_entry",
    "change_item",
    "change_occurrence",
    "change_outcome",
    "change_own",
    "change_series_from",
    "choose_community_reminders",
    "choose_reminders",
    "close_dates",
    "confirm_decision",
    "confirm_series",
    "date_series",
    "decline_own",
    "defer_item",
    "end_series",
    "extend_dates",
    "extend_step",
    "follow_up",
    "forget_sync_points",
    "give_dot",
    "import_calendar",
    "inherit_reminders",
    "keep_notes",
    "keep_sync_point",
    "lay_out",
    "leave_role",
    "leave_view",
    "mark_attendance",
    "mark_series",
    "move_item",
    "move_occurrence",
    "next_step",
    "note_absent",
    "note_became",
    "note_covered",
    "note_invited",
    "note_present",
    "note_reading",
    "open_agenda",
    "open_community_feed",
    "open_feed",
    "pause_clock",
    "place_by_dots",
    "place_from",
    "place_item",
    "plan_meeting",
    "propose_date",
    "propose_item",
    "protect_slot",
    "publish_agenda",
    "publish_minutes",
    "read_entry",
    "refuse_unless",
    "remind_before_the_end",
    "remind_of_dates",
    "remove_entry",
    "remove_item",
    "resume_clock",
    "retire_format",
    "reverse_decision",
    "revoke_feed",
    "set_minutes",
    "set_roles",
    "set_share",
    "settle_date",
    "start_meeting",
    "start_series",
    "strike_outcome",
    "take_reply",
    "take_role",
    "take_up",
    "tell_of_the_deadline",
    "use_format",
    "withdraw_answers",
    "write_agenda",
    "write_notes",
    "write_outcome",
]
