"""Agendas: what each series begins with, what its latest meetings took up and put off, and the coming one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from practica.demo.outcomes import come_out, hold
from practica.demo.script import agendas
from practica.meetings.actions import (
    add_item,
    answer,
    change_item,
    defer_item,
    give_dot,
    leave_view,
    note_covered,
    note_present,
    open_agenda,
    plan_meeting,
    propose_item,
    publish_agenda,
    set_minutes,
    set_roles,
    set_share,
    take_role,
    take_up,
    use_format,
    write_notes,
    write_outcome,
)
from practica.meetings.models import AgendaItem, Details, ItemDetails, OutcomeWords, Series, Timing
from practica.pathways.actions import put_on_meeting
from practica.topics.models import Topic

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.meetings.models import Occurrence
    from practica.people.models import Person


def prepare_agendas(stage: Stage, script: Part, community: Community) -> None:
    if agendas()["now"]["community"] == script["key"]:
        _in_progress(stage, agendas()["now"], community)
    if agendas()["just_held"]["community"] == script["key"]:
        hold(stage, agendas()["just_held"], community)
    for series in community.meeting_series.filter(title__in=agendas(), rule__gt="").select_related("host"):
        told = agendas()[series.title]
        by = series.host or stage.people[script["facilitators"][0]]
        with stage.at(stage.moment(99)):
            _lay_down(stage, series, told, by)
        past = list(series.occurrences.standing().past()[: len(told.get("past", []))])
        for said, occurrence in zip(told.get("past", []), reversed(past), strict=False):
            _past(stage, said, occurrence, by)
        coming = series.occurrences.standing().filter(starts_at__gt=stage.now + timedelta(hours=1)).first()
        if coming is not None:
            _coming(stage, told["next"], coming, by)


def _lay_down(stage: Stage, series: Series, told: Part, by: Person) -> None:
    set_share(series, told["share"], by=by)
    set_roles(series, told["roles"].items(), by=by)
    for item in told.get("template", []):
        add_item(series, _said(stage, item), by=by)
    if "format" in told:
        use_format(series, told["format"], by=by)


def _past(stage: Stage, said: Part, occurrence: Occurrence, by: Person) -> None:
    with stage.at(occurrence.starts_at - timedelta(days=6)):
        _open(stage, said, occurrence, by)
        for title in said.get("put_off", []):
            defer_item(_item(occurrence, title), by=by)
    with stage.at(occurrence.starts_at - timedelta(days=3)):
        publish_agenda(occurrence, said.get("because", ""), by=by)
    come_out(stage, said.get("outcomes", []), occurrence)
    with stage.at(occurrence.ends_at):
        note_covered(occurrence, occurrence.items.standing(), by=by)


def _coming(stage: Stage, said: Part, occurrence: Occurrence, by: Person) -> None:
    with stage.at(stage.moment(3)):
        _open(stage, said, occurrence, by)
        for title, minutes in said.get("set", {}).items():
            set_minutes(_item(occurrence, title), minutes, by=by)
        for title in {*said.get("lead", {}), *said.get("note", {}), *said.get("script", {})}:
            _tell(stage, said, _item(occurrence, title), by)
        if not said.get("draft"):
            publish_agenda(occurrence, by=by)
    with stage.at(stage.moment(1.2)):
        _hear(stage, said, occurrence)


def _hear(stage: Stage, said: Part, occurrence: Occurrence) -> None:
    """What those who are asked leave, propose and take on."""
    for title, views in said.get("views", {}).items():
        for key, text in views.items():
            leave_view(occurrence, text, by=stage.people[key], item=_item(occurrence, title))
    for item in said.get("proposed", []):
        propose_item(occurrence, _said(stage, item), by=stage.people[item["by"]])
    for name, key in said.get("roles", {}).items():
        take_role(occurrence.roles.get(name=name), by=stage.people[key])


def _open(stage: Stage, said: Part, occurrence: Occurrence, by: Person) -> None:
    for title in said.get("meant", []):
        put_on_meeting(Topic.objects.get(community=occurrence.community, title=title), occurrence, by=by)
    open_agenda(occurrence, by=by)
    for item in said.get("add", []):
        add_item(occurrence, _said(stage, item), by=by)
    occurrence.refresh_from_db()


def _tell(stage: Stage, said: Part, item: AgendaItem, by: Person) -> None:
    """What the script says of an item over what the template says."""
    lead = said.get("lead", {}).get(item.title)
    details = ItemDetails(
        item.title,
        item.minutes,
        item.purpose,
        item.horizon,
        lead=stage.people[lead] if lead else None,
        note=said.get("note", {}).get(item.title, item.note),
        script=said.get("script", {}).get(item.title, item.script),
    )
    change_item(item, details, by=by)


def _in_progress(stage: Stage, told: Part, community: Community) -> None:
    """A meeting that has just begun: its clock runs, and the room gives dots."""
    host = stage.people[told["host"]]
    began = (stage.now - timedelta(minutes=told["began"])).astimezone(stage.zone)
    details = Details(title=told["title"], place=told["place"], host=host)
    timing = Timing(began.date(), began.time().replace(second=0, microsecond=0), str(stage.zone), told["length"])
    with stage.at(stage.moment(4)):
        meeting = plan_meeting(community, details, timing, by=host)
        set_share(meeting.series, 0, by=host)
        meeting = open_agenda(meeting, by=host)
        use_format(meeting, told["format"], by=host)
        set_minutes(meeting.items.get(), told["minutes"], by=host)
        publish_agenda(meeting, by=host)
    with stage.at(stage.moment(0.5)):
        for key in told["came"]:
            answer(meeting, "yes", by=stage.people[key])
    _in_the_room(stage, told, meeting, host)


def _in_the_room(stage: Stage, told: Part, meeting: Occurrence, host: Person) -> None:
    with stage.at(stage.now - timedelta(minutes=3)):
        take_up(meeting.items.get(), by=host)
        write_notes(meeting.items.get(), base="", text=told["notes"], by=host)
        for said in told["proposals"]:
            item = propose_item(meeting, ItemDetails(said["title"], 8, "learn"), by=stage.people[said["by"]])
            for key in said["dots"]:
                give_dot(item, by=stage.people[key])
        for key in told["here"]:
            note_present(meeting, stage.people[key], by=stage.people[key])
        for said in told["outcomes"]:
            write_outcome(meeting, OutcomeWords("action", said["text"]), by=stage.people[said["by"]])


def _item(occurrence: Occurrence, title: str) -> AgendaItem:
    return occurrence.items.standing().get(title=title)


def _said(stage: Stage, item: Part) -> ItemDetails:
    given = {name: item[name] for name in ("title", "minutes", "purpose", "horizon", "note") if name in item}
    return ItemDetails(**given, lead=stage.people[item["lead"]] if "lead" in item else None)
