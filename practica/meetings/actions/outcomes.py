"""What comes out of a meeting, written down while it is in progress; and what becomes of its decisions later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_line, clean_reason, clean_text
from practica.meetings import policies
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.models import DecidedBy, Deed, Occurrence, Outcome, OutcomeKind, OutcomeWords
from practica.meetings.models.outcome import LONGEST_OUTCOME, LONGEST_REASONS
from practica.meetings.queries.names import names_in
from practica.meetings.verbs import Verb
from practica.search.actions import forget

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import Model

    from practica.meetings.models import AgendaItem
    from practica.people.models import Person


@transaction.atomic
def write_outcome(
    occurrence: Occurrence, words: OutcomeWords, *, by: Person, item: AgendaItem | None = None
) -> Outcome:
    """Write down what came out, on an item or of the meeting at large.

    Refused: the meeting is not in progress, the item is not on its agenda, there are no words; a decision without
    reasons, its rule or a day to look at it again; a name under the Chatham House Rule. 403: all but full members.
    """
    occurrence = locked(occurrence)
    require(policies.can_catch, by, occurrence)
    refuse_unless(occurrence, Deed.CATCH)
    if item is not None and not occurrence.items.standing().filter(pk=item.pk, is_section=False).exists():
        raise Refused(_("This item is not on the agenda any more."))
    outcome = Outcome(community=occurrence.community, occurrence=occurrence, item=item, kind=words.kind)
    outcome.written_at, outcome.written_by = moment_now(), None if occurrence.is_chatham_house else by
    _say(outcome, words)
    outcome.save()
    verb = Verb.DECIDED if outcome.is_decision else Verb.CAUGHT
    record(verb, by=outcome.written_by, target=outcome, community=occurrence.community)
    return outcome


@transaction.atomic
def change_outcome(outcome: Outcome, words: OutcomeWords, *, by: Person) -> Outcome:
    """Say it better. Refused as `write_outcome`, and when it has become something already. 403: who may not mend it."""
    outcome = _mendable(outcome, by)
    _say(outcome, words)
    outcome.save()
    who = None if outcome.occurrence.is_chatham_house else by
    record(Verb.OUTCOME_CHANGED, by=who, target=outcome, community=outcome.community)
    return outcome


@transaction.atomic
def strike_outcome(outcome: Outcome, *, by: Person) -> Occurrence:
    """Take it away: it was not meant so. Refused and 403 as `change_outcome`."""
    outcome = _mendable(outcome, by)
    who = None if outcome.occurrence.is_chatham_house else by
    record(Verb.OUTCOME_STRUCK, by=who, target=outcome, community=outcome.community)
    forget(outcome)
    outcome.delete()
    return outcome.occurrence


@transaction.atomic
def note_became(outcome: Outcome, thing: Model) -> Outcome:
    """Put down what it became, which lives in another part. Refused: it has become something already."""
    outcome = Outcome.objects.select_for_update(of=("self",)).for_page().get(pk=outcome.pk)
    refuse_what_became(outcome)
    outcome.became_type, outcome.became_id = thing._meta.label_lower, thing.pk
    outcome.save(update_fields=["became_type", "became_id"])
    record(Verb.OUTCOME_CHANGED, by=None, target=outcome, community=outcome.community)
    return outcome


@transaction.atomic
def confirm_decision(decision: Outcome, review_on: date, *, by: Person) -> Outcome:
    """We looked at it again, and it holds; until the next day to look at it.

    Refused: no decision, reversed already, or a day that is past. 403: who may not change the meeting.
    """
    decision = _decision(decision, by)
    if review_on <= timezone.localdate():
        raise Refused(_("Choose a day that is still to come."))
    decision.review_on, decision.confirmed_at, decision.confirmed_by = review_on, moment_now(), by
    decision.save(update_fields=["review_on", "confirmed_at", "confirmed_by"])
    record(Verb.DECISION_CONFIRMED, by=by, target=decision, community=decision.community)
    return decision


@transaction.atomic
def reverse_decision(decision: Outcome, because: str, *, by: Person) -> Outcome:
    """It holds no longer; it stays readable, with the reason. Refused: no reason, or as `confirm_decision`. 403: as there."""
    decision = _decision(decision, by)
    because = clean_reason(because)
    if not because:
        raise Refused(_("Say in a few words why it holds no longer."))
    _refuse_names(decision, [because])
    decision.reversed_at, decision.reversed_by, decision.reversed_because = moment_now(), by, because
    decision.save(update_fields=["reversed_at", "reversed_by", "reversed_because"])
    record(Verb.DECISION_REVERSED, by=by, target=decision, community=decision.community)
    return decision


def refuse_what_became(outcome: Outcome) -> None:
    if outcome.has_become:
        raise Refused(_("This has become something of its own already: change it there."))


def _say(outcome: Outcome, words: OutcomeWords) -> None:
    if words.kind not in OutcomeKind.values or words.kind != outcome.kind:
        raise Refused(_("Choose what it is: a decision, an action, a question, a topic or a story."))
    outcome.text = clean_line(words.text)[:LONGEST_OUTCOME]
    outcome.reasons = clean_text(words.reasons).strip()[:LONGEST_REASONS]
    if not outcome.text:
        raise Refused(_("Say it in a few words."))
    outcome.due_on = words.due_on if outcome.is_action else None
    if outcome.is_decision:
        _decide(outcome, words)
    _refuse_names(outcome, [outcome.text, outcome.reasons, outcome.rejected, outcome.dissent])


def _decide(outcome: Outcome, words: OutcomeWords) -> None:
    if not outcome.reasons:
        raise Refused(_("Say why: whoever was not there will ask."))
    if words.decided_by not in DecidedBy.values:
        raise Refused(_("Say by which rule it was decided."))
    if words.review_on is None or words.review_on <= timezone.localdate(moment_now()):
        raise Refused(_("Say on which day you will look at it again."))
    outcome.decided_by, outcome.review_on = words.decided_by, words.review_on
    outcome.rejected = clean_text(words.rejected).strip()[:LONGEST_REASONS]
    outcome.dissent = clean_text(words.dissent).strip()[:LONGEST_REASONS]


def _refuse_names(outcome: Outcome, texts: list[str]) -> None:
    refuse_names(outcome.occurrence, texts)


def refuse_names(occurrence: Occurrence, texts: list[str]) -> None:
    """Under the Chatham House Rule nobody's whole name or handle is stored, whoever writes it."""
    found = names_in(occurrence, texts).whole
    if found:
        names = ", ".join(found)
        raise Refused(
            _("Chatham House Rule: say what was said, not who said it. Take out: %(names)s.") % {"names": names}
        )


def _mendable(outcome: Outcome, by: Person) -> Outcome:
    """Held, with its meeting."""
    occurrence = locked(outcome.occurrence)
    row = Outcome.objects.select_for_update(of=("self",)).for_page().filter(pk=outcome.pk).first()
    if row is None:
        raise Refused(_("This was taken away already."))
    row.occurrence = occurrence
    require(policies.can_mend, by, row)
    refuse_unless(occurrence, Deed.CATCH)
    refuse_what_became(row)
    return row


def _decision(outcome: Outcome, by: Person) -> Outcome:
    row = Outcome.objects.select_for_update(of=("self",)).for_page().get(pk=outcome.pk)
    require(policies.can_change, by, row.occurrence)
    if not row.is_decision:
        raise Refused(_("Only a decision is looked at again."))
    if row.reversed_at is not None:
        raise Refused(_("This decision was reversed already."))
    return row
