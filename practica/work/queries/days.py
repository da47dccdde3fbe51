"""The days that calendars show of joint work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F, Value
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities.models import belongs
from practica.communities.queries.due import Due
from practica.foundation.hues import hue_of
from practica.work.models import Commitment, Initiative, Stage, State, Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.communities.queries.due import Asked

OF_COMMUNITY, MOST_DAYS = ("id", "name", "hue_name"), 1000
ICONS = {"commitment": "handshake", "task": "list-todo", "initiative": "rocket", "begin": "rocket"}
COLUMNS = ("kind", "pk", "said", "day", "done", "made", "who", *(f"community__{name}" for name in OF_COMMUNITY))


def days_of(asked: Asked) -> list[Due]:
    """What people said they would do by a day, tasks that have one, and where initiatives begin and end: one query over all."""
    first, *others = (rows.values_list(*COLUMNS) for rows in _rows_of(asked))
    found = first.union(*others, all=True).order_by("day")[:MOST_DAYS]
    return [_due(*row, is_mine=asked.is_mine) for row in found]


def _rows_of(asked: Asked) -> Iterator[Any]:
    """Each kind with the same columns."""
    span, nobody = (asked.first, asked.last), Value("")
    promises = Commitment.objects.filter(let_go_at=None, due_on__range=span)
    tasks = Task.objects.exclude(state=State.DROPPED).filter(due_on__range=span)
    initiatives = Initiative.objects.exclude(stage=Stage.ABANDONED)
    if asked.is_mine:
        promises, tasks = promises.filter(person=asked.person), tasks.held_by(asked.person)
        initiatives = initiatives.shared_by(asked.person)
    yield _where(promises, asked).annotate(
        kind=Value("commitment"),
        said=F("text"),
        day=F("due_on"),
        done=F("kept_at"),
        made=F("made_at"),
        who=F("person__name"),
    )
    yield _where(tasks, asked).annotate(
        kind=Value("task"), said=F("text"), day=F("due_on"), done=F("done_at"), made=F("created_at"), who=nobody
    )
    for kind, day, done in (("initiative", "due_on", "delivered_at"), ("begin", "begins_on", "started_at")):
        rows = _where(initiatives.filter(**{f"{day}__range": span}), asked)
        yield rows.annotate(
            kind=Value(kind), said=F("title"), day=F(day), done=F(done), made=F("created_at"), who=nobody
        )


def _where(rows: Any, asked: Asked) -> Any:
    if asked.community:
        return rows.visible_to(asked.person).filter(community=asked.community)
    rows = rows.filter(belongs(asked.person))
    return rows.filter(community__in=asked.communities) if asked.communities else rows


def _due(*row: Any, is_mine: bool) -> Due:
    kind, pk, said, on, done, made, who, community, name, hue = row
    return Due(
        name=f"{kind}-{pk}",
        on=on,
        words=_("Begins: %(title)s") % {"title": said} if kind == "begin" else said,
        who="" if is_mine or not who else who.split()[0],
        url=reverse("work:initiative" if kind == "begin" else f"work:{kind}", args=[pk]),
        icon=ICONS[kind],
        community=name,
        hue=hue or hue_of(community),
        made_at=made,
        is_done=done is not None,
        is_late=done is None and on < timezone.localdate(),
    )
