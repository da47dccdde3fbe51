"""What came out of meetings, and what people made of it; and a meeting that was just held, whose minutes are owed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from practica.meetings.actions import (
    add_item,
    confirm_decision,
    mark_attendance,
    note_covered,
    open_agenda,
    plan_meeting,
    publish_agenda,
    reverse_decision,
    set_share,
    start_meeting,
    write_outcome,
)
from practica.meetings.models import Details, ItemDetails, OutcomeWords, Timing
from practica.pathways.actions.outcomes import (
    ask_question,
    put_on_board,
    record_decision,
    suggest_outcome,
    take_action,
    tell_story,
)

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.meetings.models import Occurrence, Outcome
    from practica.people.models import Person

MAKES = {"board": put_on_board, "ask": ask_question, "suggest": suggest_outcome, "record": record_decision}
SAID = ("reasons", "rejected", "decided_by", "dissent")


def come_out(stage: Stage, told: list[Part], occurrence: Occurrence) -> None:
    """Each is written down within the meeting, and becomes something an hour after it."""
    for minutes, said in enumerate(told, start=5):
        writer = stage.people[said["by"]]
        item = occurrence.items.standing().filter(title=said["item"]).first() if "item" in said else None
        with stage.at(occurrence.starts_at + timedelta(minutes=minutes)):
            outcome = write_outcome(occurrence, _words(said, occurrence), by=writer, item=item)
        with stage.at(stage.after(occurrence.starts_at, 1.2)):
            _become(stage, said, outcome, writer)
        _look_again(stage, said, outcome, writer)


def hold(stage: Stage, told: Part, community: Community) -> None:
    """Planned, run and ended on its page; nobody has written the minutes yet."""
    host = stage.people[told["host"]]
    began = (stage.now - timedelta(hours=told["hours_ago"])).astimezone(stage.zone).replace(second=0, microsecond=0)
    timing = Timing(began.date(), began.time().replace(tzinfo=None), str(stage.zone), told["length"])
    with stage.at(stage.moment(5)):
        meeting = plan_meeting(
            community, Details(told["title"], aim=told["aim"], place=told["place"], host=host), timing, by=host
        )
        set_share(meeting.series, 0, by=host)
        meeting = open_agenda(meeting, by=host)
        for item in told["items"]:
            given = {name: item[name] for name in ("title", "minutes", "purpose", "horizon") if name in item}
            add_item(meeting, ItemDetails(**given, lead=stage.people[item["lead"]]), by=host)
        publish_agenda(meeting, by=host)
    with stage.at(meeting.starts_at):
        start_meeting(meeting, by=host)
        mark_attendance(meeting, [stage.people[key] for key in told["came"]], by=host)
    come_out(stage, told["outcomes"], meeting)
    with stage.at(meeting.ends_at):
        note_covered(meeting, meeting.items.exclude(title__in=told.get("not_reached", [])), by=host)


def _words(said: Part, occurrence: Occurrence) -> OutcomeWords:
    """Days are so many after the meeting."""
    day = occurrence.starts_at.date()
    given = {name: said[name] for name in SAID if name in said}
    days: dict[str, Any] = {name: day + timedelta(days=said[name]) for name in ("review_on", "due_on") if name in said}
    return OutcomeWords(said["kind"], said["text"], **given, **days)


def _become(stage: Stage, said: Part, outcome: Outcome, writer: Person) -> None:
    for key in said.get("taken_by", []):
        take_action(outcome, by=stage.people[key])
    if "made" in said:
        MAKES[said["made"]](outcome, by=writer)
    if "told_by" in said:
        tell_story(outcome, said["title"], said["story"], by=stage.people[said["told_by"]])


def _look_again(stage: Stage, said: Part, outcome: Outcome, writer: Person) -> None:
    """What became of a decision, so many days ago."""
    if "reversed" in said:
        with stage.at(stage.moment(said["reversed"])):
            reverse_decision(outcome, said["because"], by=writer)
    if "confirmed" in said:
        with stage.at(stage.moment(said["confirmed"])):
            confirm_decision(outcome, stage.now.date() + timedelta(days=150), by=writer)
