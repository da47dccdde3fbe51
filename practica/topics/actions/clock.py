"""What the clock does to suggestions."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from practica.events.actions import moment_now, record
from practica.topics.actions.rows import leave_step
from practica.topics.models import ANSWER_DUE, State, StepKind, Topic
from practica.topics.verbs import Verb

# As long as somebody may still have to answer for abuse; then nothing is left that could be asked.
SEALS_KEPT = timedelta(days=60)


@transaction.atomic
def return_parked() -> int:
    """Let those whose day has come wait for an answer again, with a new clock; says how many."""
    ready = Topic.objects.filter(state=State.PARKED, parked_until__lte=timezone.localdate())
    rows = list(ready.select_for_update(of=("self",)).select_related("community").order_by("pk"))
    for topic in rows:
        topic.state, topic.parked_until, topic.reason = State.SUGGESTED, None, ""
        topic.due_at, topic.reminded_at = moment_now() + ANSWER_DUE, None
        topic.save()
        leave_step(topic, StepKind.RETURNED, None)
        record(Verb.RETURNED, by=None, target=topic, community=topic.community, by_itself=True)
    return len(rows)


@transaction.atomic
def tell_answers_due() -> int:
    """Tell those who owe the answer that it is due, once for each suggestion; says how many."""
    due = Topic.objects.waiting().filter(due_at__lte=timezone.now(), reminded_at=None, hidden_at=None)
    rows = list(due.select_for_update(of=("self",)).select_related("community").order_by("pk"))
    for topic in rows:
        topic.reminded_at = moment_now()
        topic.save(update_fields=["reminded_at"])
        record(Verb.ANSWER_DUE, by=None, target=topic, community=topic.community, by_itself=True)
    return len(rows)


def forget_seals() -> int:
    """Take the seals off quiet suggestions that are older than 60 days and stand unhidden; says how many."""
    old = Topic.objects.filter(is_quiet=True, hidden_at=None, suggested_at__lt=timezone.now() - SEALS_KEPT)
    return old.exclude(seal="").update(seal="")
