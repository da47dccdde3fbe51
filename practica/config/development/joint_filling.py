"""What a scratch organisation plans and does together, beside what it says: one community has it all."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from practica.communities.models import Membership, Role
from practica.config.development.filling import BATCH, Filling
from practica.meetings.actions import (
    add_item,
    open_agenda,
    plan_meeting,
    publish_agenda,
    set_share,
    start_meeting,
    take_up,
    write_notes,
    write_outcome,
)
from practica.meetings.models import Details, ItemDetails, Occurrence, OutcomeWords, Timing
from practica.topics.models import Lane, State, Topic
from practica.work.models import Share, Task
from practica.work.models.task import State as TaskState

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person

TOPICS, TASKS, ITEMS = 5000, 10_000, 12
# Of ten topics so many are on the learning agenda; of ten tasks so many are under way, and so many done.
ACCEPTED, UNDER_WAY, DONE = 2, 3, 4


class JointFilling(Filling):
    """Suggestions, tasks and a meeting that goes on in the first community; its first member facilitates it."""

    def fill(self) -> None:
        super().fill()
        community, person = self.communities[0], self.people[0]
        Membership.objects.filter(community=community, person=person).update(role=Role.FACILITATOR)
        Topic.objects.bulk_create([self._topic(community, number) for number in range(TOPICS)], batch_size=BATCH)
        self._tasks(community)
        self.draft, self.room = self._draft(community, person), self._room(community, person)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")

    def _topic(self, community: Community, number: int) -> Topic:
        title, moment = self.words(6), self.past()
        accepted = {
            "state": State.ACCEPTED,
            "position": number // 10 * ACCEPTED + number % 10 + 1,
            "answered_at": moment,
        }
        return Topic(
            community=community,
            author=self.chance.choice(self.people),
            title=title,
            sought=title,
            why=self.words(30),
            lane=Lane.values[number // 10 % len(Lane.values)],
            suggested_at=moment,
            due_at=moment + timedelta(days=14),
            support_count=number % 7,
            **(accepted | {"answered_by": self.people[0]} if number % 10 < ACCEPTED else {}),
        )

    def _tasks(self, community: Community) -> None:
        tasks = Task.objects.bulk_create([self._task(community, number) for number in range(TASKS)], batch_size=BATCH)
        held = [task for task in tasks if task.state != TaskState.OPEN]
        Share.objects.bulk_create(
            [Share(task=task, person=self.chance.choice(self.people), taken_at=task.created_at) for task in held],
            batch_size=BATCH,
        )

    def _task(self, community: Community, number: int) -> Task:
        moment, by = self.past(), self.chance.choice(self.people)
        place = number % 10
        state = TaskState.DONE if place < DONE else TaskState.DOING if place < DONE + UNDER_WAY else TaskState.OPEN
        begun = {"started_at": moment, "started_by": by} if state != TaskState.OPEN else {}
        done = {"done_at": moment, "done_by": by} if state == TaskState.DONE else {}
        return Task(
            community=community,
            text=self.words(7),
            state=state,
            created_at=moment,
            created_by=by,
            due_on=(self.now + timedelta(days=number % 90 - 30)).date(),
            is_help_wanted=not number % 5,
            **begun,
            **done,
        )

    def _draft(self, community: Community, person: Person) -> Occurrence:
        """An agenda that is being built."""
        return self._opened(community, person, timedelta(days=6))

    def _room(self, community: Community, person: Person) -> Occurrence:
        meeting = publish_agenda(self._opened(community, person, timedelta(minutes=20)), by=person)
        meeting = start_meeting(meeting, by=person)
        for item in meeting.items.all():
            take_up(item, by=person)
            write_notes(item, base="", text=self.words(60), by=person)
            write_outcome(meeting, OutcomeWords("action", self.words(8)), by=person, item=item)
        return meeting

    def _opened(self, community: Community, person: Person, ahead: timedelta) -> Occurrence:
        start = (timezone.now() + ahead).replace(second=0, microsecond=0)
        timing = Timing(start.date(), start.time().replace(tzinfo=None), "UTC", 120)
        meeting = plan_meeting(community, Details(title=self.words(4), host=person), timing, by=person)
        set_share(meeting.series, 0, by=person)
        meeting = open_agenda(meeting, by=person)
        for _number in range(ITEMS):
            add_item(meeting, ItemDetails(self.words(5), 10, "learn"), by=person)
        return meeting
