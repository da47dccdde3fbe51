"""Agendas: what each series begins with, what its latest meetings took up and put off, and the coming one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from practica.demo.script import agendas
from practica.meetings.actions import (
    add_item,
    change_item,
    defer_item,
    leave_view,
    note_covered,
    open_agenda,
    propose_item,
    publish_agenda,
    set_minutes,
    set_roles,
    set_share,
    take_role,
)
from practica.meetings.models import AgendaItem, ItemDetails, Series
from practica.pathways.actions import put_on_meeting
from practica.topics.models import Topic

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.meetings.models import Occurrence
    from practica.people.models import Person


def prepare_agendas(stage: Stage, script: Part, community: Community) -> None:
    for series in community.meeting_series.filter(title__in=agendas()).select_related("host"):
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
    for item in told["template"]:
        add_item(series, _said(stage, item), by=by)


def _past(stage: Stage, said: Part, occurrence: Occurrence, by: Person) -> None:
    with stage.at(occurrence.starts_at - timedelta(days=6)):
        _open(stage, said, occurrence, by)
        for title in said.get("put_off", []):
            defer_item(_item(occurrence, title), by=by)
    with stage.at(occurrence.starts_at - timedelta(days=3)):
        publish_agenda(occurrence, said.get("because", ""), by=by)
    with stage.at(occurrence.ends_at):
        note_covered(occurrence, occurrence.items.standing(), by=by)


def _coming(stage: Stage, said: Part, occurrence: Occurrence, by: Person) -> None:
    with stage.at(stage.moment(3)):
        _open(stage, said, occurrence, by)
        for title, minutes in said.get("set", {}).items():
            set_minutes(_item(occurrence, title), minutes, by=by)
        for title in {*said.get("lead", {}), *said.get("note", {})}:
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
    lead = said.get("lead", {}).get(item.title)
    note = said.get("note", {}).get(item.title, item.note)
    details = ItemDetails(
        item.title, item.minutes, item.purpose, item.horizon, stage.people[lead] if lead else None, note
    )
    change_item(item, details, by=by)


def _item(occurrence: Occurrence, title: str) -> AgendaItem:
    return occurrence.items.standing().get(title=title)


def _said(stage: Stage, item: Part) -> ItemDetails:
    given = {name: item[name] for name in ("title", "minutes", "purpose", "horizon", "note") if name in item}
    return ItemDetails(**given, lead=stage.people[item["lead"]] if "lead" in item else None)
