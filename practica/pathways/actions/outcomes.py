"""What comes out of a meeting becomes a task, a decision record, a conversation, a topic or a story.

Each is made by whoever presses, under their own name, in one transaction with its trace on both ends. Nothing leaves a
meeting by itself: its readers may be fewer than those of what it becomes, and under the Chatham House Rule nobody's name
stands in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.conversations.actions import Writing, open_conversation
from practica.conversations.models import Kind
from practica.foundation.access import Refused
from practica.library.actions import Content, Label, add_asset
from practica.library.models import Kind as AssetKind
from practica.meetings.actions import note_became
from practica.meetings.models import Outcome, OutcomeKind
from practica.pathways.models import Trace
from practica.pathways.queries.records import came_from, record_of
from practica.search.languages import language_of
from practica.topics.actions import Suggestion, suggest_topic
from practica.topics.models import Source
from practica.work.actions import TaskWords, add_task, take_task
from practica.work.models import Task

if TYPE_CHECKING:
    from django.db.models import Model

    from practica.conversations.models import Conversation
    from practica.library.models import Asset
    from practica.people.models import Person
    from practica.topics.models import Topic

LONGEST_TITLE = 160
Thing = TypeVar("Thing", bound="Model")


@transaction.atomic
def take_action(outcome: Outcome, *, by: Person) -> Task:
    """Take on what is to be done: it becomes a task that is one's own, or one joins those who took it.

    Refused: it is no action, or as `add_task` and `take_task`. 403: who may not add tasks or take them.
    """
    outcome = _held(outcome, OutcomeKind.ACTION)
    task = _task_of(outcome) if outcome.has_become else _add_task(outcome, by)
    return take_task(task, by=by)


@transaction.atomic
def put_on_board(outcome: Outcome, *, by: Person) -> Task:
    """Make it a task that waits for somebody. Refused: it is no action or a task already, or as `add_task`. 403: as there."""
    return _add_task(_held(outcome, OutcomeKind.ACTION), by)


@transaction.atomic
def ask_question(outcome: Outcome, *, by: Person) -> Conversation:
    """Ask the community. Refused: it is no question or asked already, or as `open_conversation`. 403: as there."""
    outcome = _held(outcome, OutcomeKind.QUESTION)
    writing = Writing(outcome.reasons or outcome.text, outcome.text, Kind.QUESTION, _language(outcome, by))
    return _became(outcome, open_conversation(outcome.community, writing, by=by))


@transaction.atomic
def suggest_outcome(outcome: Outcome, *, by: Person) -> Topic:
    """Put it on the list of topics. Refused: it is no topic or there already, or as `suggest_topic`. 403: as there."""
    outcome = _held(outcome, OutcomeKind.TOPIC)
    why = outcome.reasons or _("It came up in a meeting.")
    said = Suggestion(outcome.text[:LONGEST_TITLE], why, language=_language(outcome, by), source=Source.MEETING)
    return _became(outcome, suggest_topic(outcome.community, said, by=by))


@transaction.atomic
def record_decision(outcome: Outcome, *, by: Person) -> Asset:
    """Keep it in the library as a decision record, under its headings, for others to build on.

    Refused: it is no decision or recorded already, or as `add_asset`. 403: as there.
    """
    outcome = _held(outcome, OutcomeKind.DECISION)
    language = _language(outcome, by)
    content = Content(title=outcome.text, source=record_of(outcome, language))
    label = Label(AssetKind.DECISION, language, came_from=came_from(outcome, language), people=[by])
    return _became(outcome, add_asset(outcome.community, content, label, by=by))


@transaction.atomic
def tell_story(outcome: Outcome, title: str, text: str, *, by: Person) -> Conversation:
    """Tell what the meeting wants to hear, as an experience. Refused: no story or told already, or as `open_conversation`. 403: as there."""
    outcome = _held(outcome, OutcomeKind.STORY)
    writing = Writing(text, title, Kind.EXPERIENCE, language_of(f"{title} {text}") or by.language)
    return _became(outcome, open_conversation(outcome.community, writing, by=by))


def _held(outcome: Outcome, kind: OutcomeKind) -> Outcome:
    # Two people may press at once: the second finds what the first made of it.
    row = Outcome.objects.select_for_update(of=("self",)).for_page().get(pk=outcome.pk)
    refuse_unless_open(row, kind)
    return row


def refuse_unless_open(outcome: Outcome, kind: OutcomeKind) -> None:
    """What is of another kind, or has become something; an action is taken by more than one."""
    if outcome.kind != kind:
        raise Refused(_("This can't be made of it."))
    if outcome.has_become and kind != OutcomeKind.ACTION:
        raise Refused(_("Somebody has made that of it already."))


def _add_task(outcome: Outcome, by: Person) -> Task:
    # A day that has passed meanwhile promises nothing.
    is_ahead = outcome.due_on is not None and outcome.due_on >= timezone.localdate()
    words = TaskWords(text=outcome.text, due_on=outcome.due_on if is_ahead else None)
    return _became(outcome, add_task(outcome.community, words, by=by))


def _task_of(outcome: Outcome) -> Task:
    return Task.objects.select_related("community").get(pk=outcome.became_id or 0)


def _became(outcome: Outcome, thing: Thing) -> Thing:
    """The trace leads from the meeting, and from the topic that its item was about."""
    note_became(outcome, thing)
    starts = [(outcome.occurrence._meta.label_lower, outcome.occurrence_id)]
    if outcome.item and outcome.item.origin_id:
        starts.append((outcome.item.origin_type, outcome.item.origin_id))
    Trace.objects.bulk_create(
        [
            Trace(
                community=outcome.community,
                from_type=kind,
                from_id=number,
                to_type=thing._meta.label_lower,
                to_id=thing.pk,
            )
            for kind, number in starts
        ],
        ignore_conflicts=True,
    )
    return thing


def _language(outcome: Outcome, by: Person) -> str:
    return language_of(f"{outcome.text} {outcome.reasons}") or by.language
