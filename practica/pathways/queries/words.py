"""What a thing says, for what it becomes to begin with, and what stands in the way."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from practica.communities.models import Visibility
from practica.conversations.models import Conversation
from practica.foundation.richtext import render
from practica.library.models import Asset, Kind
from practica.library.queries import starter
from practica.meetings.models import Occurrence
from practica.pathways.models import Target
from practica.polls.models import Poll
from practica.topics.models import Lane, Topic
from practica.work.models import Initiative, Task
from practica.work.models import State as TaskState

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

# Whoever may read the community reads these; a meeting, and what is in the library, may be for its members alone.
WIDE = {Target.SUGGESTION, Target.CONVERSATION, Target.POINT, Target.TASK, Target.INITIATIVE}
KINDS = {Lane.LEARN: Kind.DOCUMENT, Lane.STANDARDISE: Kind.PROCEDURE, Lane.BUILD: Kind.TOOL}


@dataclass(frozen=True)
class Words:
    """A line, and a text as it is written."""

    title: str = ""
    text: str = ""
    language: str = ""

    @property
    def plain(self) -> str:
        return render(self.text).plain


def words_of(thing: Any, target: Target) -> Words:
    """Nothing, where others would read what only members may: then it is said anew."""
    if target in WIDE and is_for_members(thing):
        return Words(language=_language_of(thing))
    return _SAID[type(thing)](thing)


def is_for_members(thing: Any) -> bool:
    """It is told to the members alone, in a community that others read too."""
    if isinstance(thing, Poll):
        return is_for_members(thing.about)
    is_told = (isinstance(thing, Occurrence) and not thing.is_open) or (
        isinstance(thing, Asset) and not thing.is_shared
    )
    return is_told and thing.community.visibility != Visibility.PRIVATE


def kind_of(thing: Any, target: Target) -> Kind:
    """What it is most likely to be in the library; whoever writes it may choose another."""
    if target == Target.DECISION:
        return Kind.DECISION
    if isinstance(thing, Topic):
        return KINDS[Lane(thing.lane)]
    return Kind.EXPERIENCE if isinstance(thing, Conversation) and thing.is_experience else Kind.DOCUMENT


def starting_text(thing: Any, kind: Kind, language: str) -> str:
    """Under the headings of its kind, where that has any; an experience was written under its own already."""
    text = words_of(thing, Target.ASSET).text
    headings = starter(kind, language)
    if not headings or kind == Kind.EXPERIENCE:
        return text
    if kind != Kind.DECISION:
        return f"{text}\n\n{headings}" if text else headings
    with override(language):
        said = [thing.outcome, _when_and_how(thing), _problem(thing)] if isinstance(thing, Poll) else ["", "", text]
    return _under(headings, said)


def obstacle(thing: Any, target: Target) -> str:
    """Why it cannot become that now, in words; empty when it can."""
    if getattr(thing, "is_hidden", False):
        return _("This is hidden. Show it again first.")
    if not thing.community.takes_contributions:
        return _("This community takes nothing new at present.")
    if isinstance(thing, Topic) and not thing.is_on_the_agenda:
        return _("This is not on the learning agenda.")
    if isinstance(thing, Task):
        return _of_task(thing, target)
    if target == Target.POLL and any(getattr(thing, fact, None) for fact in ("closed_at", "cancelled_at")):
        return _("Nothing more is asked here: it is closed, hidden or cancelled.")
    return ""


def _of_task(task: Task, target: Target) -> str:
    if task.state == TaskState.DROPPED:
        return _("This task was dropped.")
    if target == Target.POINT and not task.is_standing:
        return _("Only what is still open in this community can be taken up.")
    return ""


def _of_conversation(conversation: Conversation) -> Words:
    answer = conversation.accepted_reply
    parts = [conversation.source, answer.source if answer and not answer.hidden_at else ""]
    return Words(conversation.title, "\n\n".join(filter(None, parts)), conversation.language)


_SAID: dict[type, Callable[[Any], Words]] = {
    Conversation: _of_conversation,
    Topic: lambda topic: Words(topic.title, topic.why, topic.language),
    Occurrence: lambda meeting: Words(meeting.title, meeting.minutes),
    Task: lambda task: Words(task.text, task.details, task.language),
    Poll: lambda poll: Words(poll.question, poll.outcome or poll.details, poll.language),
    Initiative: lambda one: Words(one.title, one.learned or one.goal, one.language),
    Asset: lambda asset: Words(asset.title, asset.summary, asset.language),
}


def _language_of(thing: Any) -> str:
    return getattr(thing, "language", "")


def _when_and_how(poll: Poll) -> str:
    if not poll.outcome_at:
        return ""
    day = date_format(poll.outcome_at, pgettext("date format", "j F Y"))
    return _("%(day)s, by poll. %(rule)s") % {"day": day, "rule": poll.get_rule_display()}


def _problem(poll: Poll) -> str:
    return "\n\n".join(filter(None, [poll.question, poll.details]))


def _under(headings: str, said: Sequence[str]) -> str:
    """Each text under its heading, in order."""
    first, *others = headings.split("\n\n")
    parts = [first, *others]
    filled = [f"{part}\n{said[n]}" if n < len(said) and said[n] else part for n, part in enumerate(parts)]
    return "\n\n".join(filled)
