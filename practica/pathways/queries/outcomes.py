"""What became of outcomes as far as somebody may see it, and what that person may make of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.conversations import policies as conversation_policies
from practica.library import policies as library_policies
from practica.meetings.models import Outcome, OutcomeKind
from practica.meetings.queries.outcomes import Became, Ends, Way
from practica.pathways.queries.ends import ICONS
from practica.topics import policies as topic_policies
from practica.work import policies as work_policies
from practica.work.models import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from practica.communities.models import Community
    from practica.people.models import Person

MAKES: dict[str, tuple[Callable[[Person, Community], bool], tuple[tuple[str, Any, str], ...]]] = {
    OutcomeKind.ACTION: (
        work_policies.can_add_task,
        (
            ("take", _("I’ll take it"), "hand"),
            ("board", _("Put it on the board"), "square-check-big"),
        ),
    ),
    OutcomeKind.QUESTION: (
        conversation_policies.can_open,
        (("ask", pgettext_lazy("a question, of the community", "Ask it"), "message-square"),),
    ),
    OutcomeKind.TOPIC: (topic_policies.can_suggest, (("suggest", _("Suggest it"), "lightbulb"),)),
    OutcomeKind.DECISION: (library_policies.can_add, (("record", _("Keep it as a decision record"), "library"),)),
    OutcomeKind.STORY: (conversation_policies.can_open, (("tell", _("Tell it"), "book-open"),)),
}
WORDS = {
    "conversations.conversation": _("In the conversations"),
    "library.asset": _("Decision record"),
    "topics.topic": _("In the backlog"),
}
# What asks for a text has a page of its own.
WRITTEN = {"tell"}


def describe(person: Person, outcomes: Sequence[Outcome]) -> Ends:
    """One query for each kind of thing they became, and one for who is on the tasks."""
    things = _visible(person, outcomes)
    ends: Ends = {}
    for outcome in outcomes:
        thing = things.get((outcome.became_type, outcome.became_id))
        became = _became(thing) if thing is not None else None
        ends[outcome.pk] = (became, _ways(person, outcome, thing))
    return ends


def _visible(person: Person, outcomes: Sequence[Outcome]) -> dict[tuple[str, int | None], Any]:
    numbers: dict[str, list[int | None]] = defaultdict(list)
    for outcome in outcomes:
        if outcome.has_become:
            numbers[outcome.became_type].append(outcome.became_id)
    found: dict[tuple[str, int | None], Any] = {}
    for kind, wanted in numbers.items():
        manager: Any = apps.get_model(kind)._default_manager
        rows = manager.visible_to(person).filter(pk__in=wanted)
        rows = rows.for_listing() if kind == "work.task" else rows
        found |= {(kind, row.pk): row for row in rows}
    return found


def _became(thing: Any) -> Became:
    label = thing._meta.label_lower
    title, url, icon = str(thing), thing.get_absolute_url(), ICONS[label]
    if not isinstance(thing, Task):
        return Became(title, url, icon, WORDS[label])
    people = [share.person for share in thing.hands]  # type: ignore[attr-defined] # fetched for a list
    words = thing.get_state_display()
    return Became(title, url, icon, words, people, day=thing.due_words, is_over=not thing.is_standing)


def _ways(person: Person, outcome: Outcome, thing: Any) -> list[Way]:
    may, makes = MAKES[outcome.kind]
    is_open = not outcome.has_become or (isinstance(thing, Task) and thing.is_standing and not thing.hands)  # type: ignore[attr-defined] # fetched for a list
    if not is_open or outcome.reversed_at or not outcome.community.takes_contributions:
        return []
    if not may(person, outcome.community):
        return []
    return [
        Way(reverse(f"pathways:{verb}", args=[outcome.pk]), label, icon, is_press=verb not in WRITTEN)
        for verb, label, icon in (makes[:1] if outcome.has_become else makes)
    ]
