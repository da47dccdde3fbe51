"""The learning agenda: one to five things the community wants to learn how to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from practica.communities import policies
from practica.communities.actions.rows import locked
from practica.communities.models import Community, KnowledgeQuestion, MonthQuestion, QuestionState
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from practica.people.models import Person

AT_MOST = 5


@transaction.atomic
def set_questions(community: Community, texts: Sequence[str], *, by: Person) -> list[KnowledgeQuestion]:
    """Say what the community wants to learn; a question whose words stay keeps its state."""
    community = locked(community)
    require(policies.can_facilitate, by, community)
    written = write_questions(community, texts)
    record(Verb.QUESTIONS_SET, by=by, target=community, community=community)
    return written


def write_questions(community: Community, texts: Sequence[str]) -> list[KnowledgeQuestion]:
    """The rows for these words, in their order; Refused for none and for more than five."""
    wanted = refuse_questions(texts)
    known = {question.text.casefold(): question for question in community.questions.all()}
    kept = [known.pop(text.casefold(), KnowledgeQuestion(community=community)) for text in wanted]
    for gone in known.values():
        gone.delete()
    for position, (question, text) in enumerate(zip(kept, wanted, strict=True), start=1):
        question.position, question.text = position, text
        question.save()
    return kept


def refuse_questions(texts: Sequence[str]) -> list[str]:
    """The texts without blanks and repetitions."""
    wanted = list({text.casefold(): text for text in (" ".join(text.split()) for text in texts) if text}.values())
    if not wanted:
        raise Refused(_("Name at least one thing the community wants to learn."))
    if len(wanted) > AT_MOST:
        raise Refused(_("Five questions at the most: what matters less can wait."))
    return wanted


@transaction.atomic
def advance_question(
    question: KnowledgeQuestion, state: QuestionState, *, by: Person, note: str = ""
) -> KnowledgeQuestion:
    """Say how far a question has come; an answered one says what was learned."""
    community = locked(question.community)
    require(policies.can_curate, by, community)
    if state == QuestionState.ANSWERED and not note.strip():
        raise Refused(_("Say in a sentence what you learned; others will want to know."))
    question.state, question.note = state, note.strip()
    question.save(update_fields=["state", "note"])
    record(Verb.QUESTION_ADVANCED, by=by, target=question, community=community)
    return question


@transaction.atomic
def choose_month_question(question: KnowledgeQuestion, *, by: Person, goal: int = 10) -> MonthQuestion:
    """Make it this month's question; another choice in the same month takes its place."""
    community = locked(question.community)
    require(policies.can_facilitate, by, community)
    if question.state == QuestionState.ANSWERED:
        raise Refused(_("This question is answered. Choose one that is still open."))
    month = timezone.localdate(moment_now()).replace(day=1)
    facts = {"question": question, "goal": goal, "chosen_by": by, "chosen_at": moment_now()}
    chosen, _created = MonthQuestion.objects.update_or_create(
        community=community,
        month=month,
        defaults=facts,
        # What was told under the tag stays there, whichever language the next one chooses in.
        create_defaults={**facts, "tag": _tag_of(month)},
    )
    record(Verb.MONTH_QUESTION_CHOSEN, by=by, target=chosen, community=community)
    return chosen


def _tag_of(month: date) -> str:
    """Words that people read beside their own; tags are kept in lower case."""
    return (_("question of %(month)s") % {"month": date_format(month, pgettext("date format", "F Y"))}).lower()
