from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from practica.communities.models import Community, belongs, may_read
from practica.work.models.due import MISSED_AT, SOON, MovedDate, day_in_words, days_over
from practica.work.models.initiative import Initiative

if TYPE_CHECKING:
    from practica.people.models import Person


def together(field: str) -> models.CheckConstraint:
    at, by = f"{field}_at__isnull", f"{field}_by__isnull"
    return models.CheckConstraint(
        name=f"task_{field}_at_and_by_together", condition=Q(**{at: True, by: True}) | Q(**{at: False, by: False})
    )


class State(models.TextChoices):
    OPEN = "open", _("Open")
    TAKEN = "taken", _("Taken")
    DOING = "doing", _("Under way")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


UNDER_WAY = (State.TAKEN, State.DOING)


class TaskQuerySet(models.QuerySet["Task"]):
    def visible_to(self, person: Person) -> TaskQuerySet:
        return self.filter(may_read(person))

    def held_by(self, person: Person) -> TaskQuerySet:
        return self.filter(Exists(Share.objects.current().filter(task=OuterRef("pk"), person=person)))

    def waiting_for(self, person: Person) -> TaskQuerySet:
        """What somebody took on and is not done, where they belong; the nearest day first."""
        return self.filter(belongs(person), state__in=UNDER_WAY).held_by(person).nearest_first()

    def nearest_first(self) -> TaskQuerySet:
        return self.order_by(F("due_on").asc(nulls_last=True), "pk")

    def wanted_first(self) -> TaskQuerySet:
        """Where help is wanted, then where a newcomer can begin, then by day."""
        return self.order_by("-is_help_wanted", "-is_good_first", F("due_on").asc(nulls_last=True), "pk")

    def for_listing(self) -> TaskQuerySet:
        """With the people on each, in two queries."""
        hands = Share.objects.current().select_related("person").order_by("pk")
        return self.select_related("community", "initiative").prefetch_related(
            Prefetch("shares", hands, to_attr="hands")
        )


class Task(models.Model):
    """A piece of joint work: taken by oneself or accepted when asked, never assigned."""

    community = models.ForeignKey(Community, models.CASCADE, related_name="tasks")
    initiative = models.ForeignKey(Initiative, models.SET_NULL, null=True, blank=True, related_name="tasks")
    text = models.CharField(max_length=200)
    details = models.TextField(max_length=1000, blank=True)
    language = models.CharField(max_length=7, blank=True)
    due_on = models.DateField(null=True, blank=True)
    is_help_wanted = models.BooleanField(default=False)
    is_good_first = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, editable=False)
    created_at = models.DateTimeField(editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(null=True, editable=False)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    done_at = models.DateTimeField(null=True, editable=False)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+")
    dropped_at = models.DateTimeField(null=True, editable=False)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    dropped_because = models.CharField(max_length=300, blank=True)
    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["community", "state", "due_on"], name="task_in_community")]
        constraints = [
            models.CheckConstraint(name="task_has_words", condition=~Q(text="")),
            models.CheckConstraint(name="task_state_is_known", condition=Q(state__in=State.values)),
            models.CheckConstraint(
                name="task_is_done_when_its_state_says_so",
                condition=Q(state=State.DONE, done_at__isnull=False) | (~Q(state=State.DONE) & Q(done_at__isnull=True)),
            ),
            models.CheckConstraint(
                name="task_is_dropped_when_its_state_says_so",
                condition=Q(state=State.DROPPED, dropped_at__isnull=False)
                | (~Q(state=State.DROPPED) & Q(dropped_at__isnull=True)),
            ),
            together("started"),
            together("done"),
            together("dropped"),
        ]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        return reverse("work:task", args=[self.pk])

    @property
    def is_standing(self) -> bool:
        """Neither done nor dropped."""
        return self.state not in {State.DONE, State.DROPPED}

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_late(self) -> bool:
        return self.is_standing and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def is_near(self) -> bool:
        """Today or tomorrow."""
        today = timezone.localdate()
        return self.is_standing and self.due_on is not None and today <= self.due_on <= today + SOON

    @property
    def day_words(self) -> str:
        return day_in_words(self.due_on) if self.due_on else ""

    @property
    def due_words(self) -> str:
        return days_over(self.due_on) if self.is_late and self.due_on else self.day_words

    @property
    def is_missed_if_moved(self) -> bool:
        """The next new date would be the third, which counts as missed."""
        return len(self.new_dates.all()) == MISSED_AT - 1


class ShareQuerySet(models.QuerySet["Share"]):
    def current(self) -> ShareQuerySet:
        return self.filter(given_back_at=None)


class Share(models.Model):
    """Somebody's part in a task, from taking it to giving it back."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="shares")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="task_shares")
    taken_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)
    given_back_because = models.CharField(max_length=300, blank=True)
    objects = ShareQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "task"], condition=Q(given_back_at=None), name="share_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} on {self.task_id}"


class TaskDate(MovedDate):
    """A task renegotiated by one of those who do it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="new_dates")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta(MovedDate.Meta):
        pass
