"""The whole trail of a suggestion, as far as somebody may see it: where it came from, what was said, what it became."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q, prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from practica.meetings.models import AgendaItem, Outcome, Place
from practica.pathways.models import Origin, Trace
from practica.pathways.queries.ends import ICONS, paths_of, visible_ends
from practica.polls.models import Poll
from practica.topics.models import StepKind, Topic
from practica.work.models import State as TaskState

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from practica.meetings.models import Occurrence
    from practica.people.models import Person
    from practica.topics.models import Step

# How far the trail is followed: a topic's conversation, the poll on it, the decision that was recorded of that.
FARTHEST, NAMED = 3, 5
AT_ONCE = timedelta(seconds=5)
Key = tuple[str, int]


@dataclass(frozen=True)
class Mark:
    """One thing that happened on the way: when, what, by whom, and what was said."""

    at: datetime
    words: str
    icon: str
    thing: Any = None
    person: Person | None = None
    people: list[Person] = field(default_factory=list)
    more: int = 0
    facts: list[str] = field(default_factory=list)
    said: str = ""
    is_quiet: bool = False

    @property
    def is_ahead(self) -> bool:
        return self.at > timezone.now()


def trail_of(topic: Topic, person: Person) -> list[Mark]:
    """In the order of time; a fixed number of questions for each kind of thing on each step of the way."""
    items = list(_items_of(topic, person))
    ends = _ends_of(topic, items, person)
    came_from = [end.thing for end in paths_of(topic, person).came_from]
    polls = _polls_on(ends, person)
    _name_people([*came_from, *ends, *polls])
    marks = [
        *(_begin(thing, _("It came up here")) for thing in came_from),
        *(_of_step(step, topic) for step in topic.steps.select_related("by", "other__author")),
        *_support(topic),
        *_meetings(items, ends),
        *(_of_outcome(outcome) for outcome in _outcomes_of(items, person)),
        *(mark for thing in ends if not _is_meeting(thing) for mark in _of_end(thing)),
        *(mark for poll in polls for mark in _of_poll(poll)),
    ]
    return sorted(_without_echoes(marks), key=lambda mark: mark.at)


def _without_echoes(marks: list[Mark]) -> list[Mark]:
    """What a topic became is told by the thing itself; that it was planned the same moment says it twice."""
    begun = [mark.at for mark in marks if mark.thing]
    planned = str(StepKind.PLANNED.label)
    return [mark for mark in marks if mark.words != planned or not any(abs(mark.at - at) < AT_ONCE for at in begun)]


def _of_step(step: Step, topic: Topic) -> Mark:
    other = step.other if step.other and not step.other.is_hidden else None
    is_quiet = step.kind == StepKind.SUGGESTED and topic.is_quiet
    facts = []
    if step.until:
        facts.append(_("until %(day)s") % {"day": _day(step.until)})
    if other and step.kind == StepKind.TOOK_IN:
        name = other.author.name if other.author else _("a member, quietly")
        facts.append(_("suggested by %(name)s") % {"name": name})
    words = str(step.get_kind_display())
    return Mark(step.at, words, step.icon, other, step.by, said=step.reason, facts=facts, is_quiet=is_quiet)


def _support(topic: Topic) -> list[Mark]:
    """Those who support it stand on its page too; here at the day of the first."""
    rows = list(topic.supports.select_related("person")[:NAMED])
    if not rows:
        return []
    words = ngettext("%(n)s supports it", "%(n)s support it", topic.support_count) % {"n": topic.support_count}
    people = [row.person for row in rows]
    return [Mark(rows[0].since, words, "thumbs-up", people=people, more=topic.support_count - len(rows))]


def _items_of(topic: Topic, person: Person) -> Any:
    """Its items on agendas one may read, those it was carried to as well."""
    rows = AgendaItem.objects.visible_to(person).filter(
        origin_type=Origin.TOPIC, origin_id=topic.pk, occurrence__isnull=False
    )
    return rows.exclude(place=Place.DROPPED).select_related("occurrence").order_by("occurrence__starts_at", "pk")


def _meetings(items: list[AgendaItem], ends: list[Any]) -> list[Mark]:
    """Each meeting with what became of the item there; where no agenda is published yet, only that it is meant for it."""
    known = {item.occurrence_id for item in items}
    planned = [end for end in ends if _is_meeting(end) and end.pk not in known]
    marks = [_of_item(item, item.occurrence) for item in items if item.occurrence]
    return marks + [Mark(one.starts_at, _("Meant for a meeting"), "calendar-days", one) for one in planned]


def _outcomes_of(items: list[AgendaItem], person: Person) -> list[Outcome]:
    """What was decided on its items, and what else was written down there and has not become anything yet."""
    rows = Outcome.objects.visible_to(person).filter(item__in=[item.pk for item in items]) if items else []
    return [outcome for outcome in rows if outcome.is_decision or not outcome.has_become]


def _of_outcome(outcome: Outcome) -> Mark:
    """Without who wrote it down: a decision is the meeting's."""
    if not outcome.is_decision:
        return Mark(outcome.written_at, str(outcome.get_kind_display()), outcome.icon, outcome)
    facts = [str(outcome.get_decided_by_display())]
    if outcome.review_on:
        facts.append(_("to be looked at again on %(day)s") % {"day": _day(outcome.review_on)})
    words = _("Decided in a meeting")
    return Mark(outcome.written_at, words, outcome.icon, outcome, facts=facts, said=outcome.reasons)


def _of_item(item: AgendaItem, meeting: Occurrence) -> Mark:
    if meeting.is_cancelled:
        return Mark(meeting.starts_at, _("The meeting was cancelled"), "calendar-x", meeting)
    icon = "circle-check" if item.is_covered else "calendar-days"
    facts = [str(item.get_purpose_display())]
    if item.minutes:
        facts.append(_("%(n)s min") % {"n": item.minutes})
    if item.is_capability:
        facts.append(_("Capability"))
    return Mark(meeting.starts_at, _at_the_meeting(item), icon, meeting, facts=facts)


def _at_the_meeting(item: AgendaItem) -> str:
    return {
        Place.COVERED: _("Taken up in a meeting"),
        Place.DISPLACED: _("Put off there"),
        Place.PROPOSED: _("Proposed for a meeting"),
    }.get(Place(item.place), _("On the agenda of a meeting"))


def _ends_of(topic: Topic, items: list[AgendaItem], person: Person) -> list[Any]:
    """What it became, and what that became. A meeting takes up much else, so there only the topic's items lead on."""
    known: dict[Key, Any] = {(Origin.TOPIC.value, topic.pk): topic}
    edge = [*known, *((AgendaItem._meta.label_lower, item.pk) for item in items)]
    for _step in range(FARTHEST):
        fresh = [end for end in _led_to(edge) if end not in known]
        found = visible_ends(fresh, person)
        known |= {end: found[end] for end in fresh if end in found}
        edge = [end for end in fresh if end in found and end[0] != Origin.MEETING]
        if not edge:
            break
    return [thing for (kind, _pk), thing in known.items() if kind in Origin.values and thing != topic]


def _led_to(keys: Iterable[Key]) -> list[Key]:
    here = Q(pk__in=[])
    for label, pk in keys:
        here |= Q(from_type=label, from_id=pk)
    return [(row.to_type, row.to_id) for row in Trace.objects.filter(here).order_by("pk")]


def _polls_on(ends: list[Any], person: Person) -> list[Poll]:
    """What was asked where it was talked about stands there without a trace of its own."""
    talks = [end.pk for end in ends if end._meta.label_lower == Origin.CONVERSATION]
    rows = Poll.objects.visible_to(person).filter(about_type=Origin.CONVERSATION, about_id__in=talks) if talks else []
    known = {end.pk for end in ends if isinstance(end, Poll)}
    return [poll for poll in rows if poll.pk not in known]


def _begin(thing: Any, words: str) -> Mark:
    """The thing itself, at the moment it began, with who began it as far as it says so."""
    kind = Origin(thing._meta.label_lower)
    at = getattr(thing, BEGUN[kind][0])
    maker = getattr(thing, BEGUN[kind][1], None)
    return Mark(at, words, ICONS[kind.value], thing, maker, is_quiet=getattr(thing, "is_quiet", False))


def _name_people(things: list[Any]) -> None:
    """One query for each way in which people are named on a kind of thing."""
    for kind, names in NAMED_ON.items():
        rows = [thing for thing in things if thing._meta.label_lower == kind]
        if rows:
            prefetch_related_objects(rows, *names)


# When each began, and who began it. Of a meeting nobody is named: what it is about counts.
BEGUN = {
    Origin.CONVERSATION: ("opened_at", "author"),
    Origin.TOPIC: ("suggested_at", "author"),
    Origin.MEETING: ("starts_at", ""),
    Origin.TASK: ("created_at", "created_by"),
    Origin.POLL: ("opened_at", "author"),
    Origin.ASSET: ("created_at", "owner"),
    Origin.INITIATIVE: ("created_at", "created_by"),
}
NAMED_ON = {
    Origin.CONVERSATION: ("author", "closed_by"),
    Origin.TOPIC: ("author",),
    Origin.TASK: ("created_by", "done_by", "dropped_by"),
    Origin.POLL: ("author", "outcome_by"),
    Origin.ASSET: ("owner",),
    Origin.INITIATIVE: ("created_by", "ended_by"),
}
BECAME: dict[Origin, Callable[[], str]] = {
    Origin.CONVERSATION: lambda: _("A conversation about it"),
    Origin.TOPIC: lambda: _("A further suggestion"),
    Origin.TASK: lambda: _("A task"),
    Origin.POLL: lambda: _("A poll"),
    Origin.ASSET: lambda: _("In the library"),
    Origin.INITIATIVE: lambda: _("An initiative"),
}


def _of_end(thing: Any) -> list[Mark]:
    kind = Origin(thing._meta.label_lower)
    marks = [_begin(thing, BECAME[kind]())]
    if kind == Origin.CONVERSATION and thing.closed_at:
        marks.append(
            Mark(
                thing.closed_at,
                _("The conversation was closed"),
                "lock",
                thing,
                thing.closed_by,
                said=thing.close_reason,
            )
        )
    if kind == Origin.TASK:
        marks += _of_task(thing)
    if kind == Origin.INITIATIVE and thing.ended_at:
        marks.append(
            Mark(thing.ended_at, _("The initiative is over"), "badge-check", thing, thing.ended_by, said=thing.learned)
        )
    return _of_poll(thing) if kind == Origin.POLL else marks


def _of_task(task: Any) -> list[Mark]:
    if task.state == TaskState.DONE:
        return [Mark(task.done_at, _("The task is done"), "circle-check", task, task.done_by)]
    if task.state == TaskState.DROPPED:
        return [Mark(task.dropped_at, _("The task was dropped"), "x", task, task.dropped_by, said=task.dropped_because)]
    return []


def _of_poll(poll: Poll) -> list[Mark]:
    marks = [_begin(poll, BECAME[Origin.POLL]())]
    if poll.outcome_at:
        rule = str(poll.get_rule_display())
        marks.append(
            Mark(
                poll.outcome_at,
                pgettext("outcome of a poll", "Decided"),
                "scale",
                poll,
                poll.outcome_by,
                facts=[rule],
                said=poll.outcome,
            )
        )
    return marks


def _is_meeting(thing: Any) -> bool:
    return bool(thing._meta.label_lower == Origin.MEETING)


def _day(day: Any) -> str:
    return date_format(day, pgettext("date format", "j F Y"))
