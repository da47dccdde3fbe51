"""Tasks as a board and as a list shows them, what was promised beside them, and who may be asked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast

from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Greatest, Lower
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from practica.events.models import Event
from practica.foundation.paging import page_of
from practica.people.models import Expertise, Person
from practica.work.models import UNDER_WAY, Commitment, Share, State, Task
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.paginator import Page
    from django.db.models import QuerySet
    from django.utils.functional import Promise

    from practica.communities.models import Community
    from practica.work.models.task import TaskQuerySet

IN_A_COLUMN, TOGETHER, SUGGESTED = 12, 2, 2
MINE, OTHERS = 50, 20
ALONE_FOR = timedelta(days=21)


@dataclass(frozen=True)
class Step:
    """The one thing the reader may do next with a task."""

    url_name: str
    label: str | Promise


TAKE, JOIN = Step("work:take", gettext_lazy("I’ll take it")), Step("work:take", gettext_lazy("Join in"))
BEGIN, FINISH = Step("work:start", gettext_lazy("Begin")), Step("work:finish", gettext_lazy("Done"))


@dataclass(frozen=True)
class Card:
    """A task, who is on it, and what the reader may do next."""

    task: Task
    people: list[Person]
    is_mine: bool
    may_take: bool

    @property
    def has_place(self) -> bool:
        """Drawn as a dashed circle: nobody is on it, one person is alone, or help is wanted."""
        return self.task.is_standing and not self.is_mine and (len(self.people) < TOGETHER or self.task.is_help_wanted)

    @property
    def step(self) -> Step | None:
        if self.is_mine:
            return {State.TAKEN: BEGIN, State.DOING: FINISH}.get(State(self.task.state))
        if not (self.may_take and self.has_place):
            return None
        return JOIN if self.people else TAKE

    @property
    def who(self) -> str:
        """`Nobody yet`, `Lucía, and you?`, `Tomás and Omar`, `Priya, Yusuf and Wanda`."""
        names = [person.get_short_name() for person in self.people]
        if not names:
            return _("Nobody yet")
        if self.step is JOIN:
            return _("%(names)s, and you?") % {"names": ", ".join(names)}
        if len(names) == 1:
            return names[0]
        return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]}


@dataclass(frozen=True)
class Column:
    """The first tasks of one state, and how many there are."""

    key: str
    label: str | Promise
    cards: list[Card]
    total: int

    @property
    def has_more(self) -> bool:
        return self.total > len(self.cards)


def month_begin() -> Any:
    return timezone.localtime().replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def in_column(tasks: TaskQuerySet, key: str) -> TaskQuerySet:
    """`open`, `under-way`, `done` (this month) or `earlier`; in the order in which one reads them."""
    if key == "open":
        return tasks.filter(state=State.OPEN).wanted_first()
    if key == "under-way":
        return tasks.filter(state__in=UNDER_WAY).nearest_first()
    done = tasks.filter(state=State.DONE).order_by("-done_at", "-pk")
    return done.filter(done_at__gte=month_begin()) if key == "done" else done.filter(done_at__lt=month_begin())


COLUMNS = {
    "open": pgettext_lazy("tasks", "Open"),
    "under-way": gettext_lazy("Under way"),
    "done": gettext_lazy("Done this month"),
    "earlier": gettext_lazy("Done earlier"),
}


def counts(tasks: TaskQuerySet, **more: Any) -> dict[str, int]:
    """How many stand in each column, in one query; `more` is counted with them."""
    done = Q(state=State.DONE)
    found: dict[str, int] = tasks.aggregate(
        **more
        | {
            "open": Count("pk", filter=Q(state=State.OPEN)),
            "under-way": Count("pk", filter=Q(state__in=UNDER_WAY)),
            "done": Count("pk", filter=done & Q(done_at__gte=month_begin())),
            "earlier": Count("pk", filter=done & Q(done_at__lt=month_begin())),
        }
    )
    return found


def shared_in(community: Community) -> Count:
    """To count with the columns: tasks under way that two or more people share."""
    by_task = Share.objects.current().filter(task__community=community).order_by().values("task")
    shared = by_task.annotate(n=Count("pk")).filter(n__gt=1).values("task")
    return Count("pk", filter=Q(state__in=UNDER_WAY, pk__in=shared))


def board(tasks: TaskQuerySet, person: Person, how_many: dict[str, int], *, may_take: bool) -> list[Column]:
    """The first three columns with their first tasks and the people on them: two queries, however many tasks there are."""
    keys = ("open", "under-way", "done")
    # One after another by their indexes is far quicker than to rank them all in one.
    first, *others = (in_column(tasks, key).values("pk")[:IN_A_COLUMN] for key in keys)
    shown = Task.objects.filter(pk__in=first.union(*others, all=True)).for_listing()
    rows = sorted(shown, key=reading_order)
    of = {key: [task for task in rows if is_in(task, key)] for key in keys}
    return [Column(key, COLUMNS[key], cards(of[key], person, may_take=may_take), how_many[key]) for key in keys]


def is_in(task: Task, key: str) -> bool:
    return {"open": task.state == State.OPEN, "under-way": task.is_under_way, "done": task.state == State.DONE}[key]


def reading_order(task: Task) -> tuple[Any, ...]:
    """As `in_column` puts the tasks of one column."""
    if task.done_at:
        return (-task.done_at.timestamp(), -task.pk)
    wanted = (not task.is_help_wanted, not task.is_good_first) if task.state == State.OPEN else (False, False)
    return (0, *wanted, task.due_on or date.max, task.pk)


def cards(tasks: Iterable[Any], person: Person, *, may_take: bool) -> list[Card]:
    """Of tasks `for_listing()`."""
    return [
        Card(task, people, person.pk in {one.pk for one in people}, may_take)
        for task in tasks
        for people in [[share.person for share in task.hands]]
    ]


def promises_on(community: Community, me: Person, request: Any) -> tuple[list[Commitment], Page[Any]]:
    """One's own that are in sight, and a page of the others': counted, then fetched together."""
    said = Commitment.objects.visible_to(me).filter(community=community).in_sight()
    page = page_of(request, said.exclude(person=me), OTHERS, name="promises")
    mine, theirs = said.filter(person=me).values("pk")[:MINE], cast("QuerySet[Any]", page.object_list).values("pk")
    shown = Commitment.objects.filter(pk__in=mine.union(theirs, all=True))
    rows = list(shown.in_sight().for_listing())
    page.object_list = [one for one in rows if one.person_id != me.pk]
    return [one for one in rows if one.person_id == me.pk], page


def newly_alone() -> TaskQuerySet:
    """Under way with one person for three weeks, and nobody was asked since who could pair."""
    shares = Share.objects.filter(task=OuterRef("pk")).order_by().values("task")
    changed = shares.annotate(at=Greatest(Max("taken_at"), Max("given_back_at"))).values("at")
    people = shares.filter(given_back_at=None).annotate(n=Count("pk")).values("n")
    alone = Task.objects.filter(state__in=UNDER_WAY).annotate(on_it=Subquery(people), changed_at=Subquery(changed))
    told = Event.objects.filter(
        verb=Verb.ALONE, target_type="work.task", target_id=OuterRef("pk"), at__gte=OuterRef("changed_at")
    )
    return alone.filter(~Exists(told), on_it=1, changed_at__lte=timezone.now() - ALONE_FOR)


def people_to_ask(task: Task, by: Person) -> QuerySet[Person]:
    """Members who are not on it and have not been asked; never the one who asks."""
    members = task.community.memberships.current().values("person")
    busy = Share.objects.current().filter(task=task).values("person")
    asked = task.asks.filter(answered_at=None).values("person")
    people: QuerySet[Person] = Person.objects.active().filter(pk__in=members).exclude(pk=by.pk)
    return people.exclude(pk__in=busy).exclude(pk__in=asked).order_by("name")


def who_may_like_it(task: Task, by: Person) -> list[tuple[Person, str]]:
    """Two people to ask, by interest: a topic of their profile stands in the task's words; with that topic."""
    words = Value(f"{task.text} {task.details}".lower(), output_field=TextField())
    topics = Expertise.objects.annotate(words=words).filter(words__contains=Lower("tag"))
    near = topics.filter(person__in=people_to_ask(task, by)).select_related("person").order_by("person__name", "tag")
    found = {topic.person: topic.tag for topic in near}
    return list(found.items())[:SUGGESTED]
