"""“I will … by …”: made, kept, renegotiated, let go; by nobody but the one who said it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.search.languages import language_of
from practica.work import policies
from practica.work.models import Commitment, NewDate
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from datetime import date

    from practica.communities.models import Community
    from practica.people.models import Person


@transaction.atomic
def commit(community: Community, *, text: str, due_on: date, by: Person) -> Commitment:
    """Say to a community what one will do and by when. Refused for a day that has passed, or where nothing new is taken."""
    require(policies.can_commit, by, community)
    if not community.takes_contributions:
        raise Refused(_("This community takes nothing new at present."))
    not_passed(due_on)
    # A line is often too short to tell its language; then it is the writer's own.
    language = language_of(text) or by.language
    commitment = Commitment.objects.create(
        community=community, person=by, text=text, language=language, due_on=due_on, made_at=moment_now()
    )
    record(Verb.COMMITTED, by=by, target=commitment, community=community)
    return commitment


@transaction.atomic
def keep_commitment(commitment: Commitment, *, by: Person) -> Commitment:
    """Say that it is done. Refused when it was kept or let go already."""
    commitment = _open(commitment, by)
    commitment.kept_at = moment_now()
    commitment.save(update_fields=["kept_at"])
    record(Verb.KEPT, by=by, target=commitment, community=commitment.community)
    return commitment


@transaction.atomic
def unkeep_commitment(commitment: Commitment, *, by: Person) -> Commitment:
    """Take back that it is done: it waits again. Refused unless it was kept."""
    commitment = _locked(commitment, by)
    if commitment.kept_at is None:
        raise Refused(_("Nobody said that this is done."))
    commitment.kept_at = None
    commitment.save(update_fields=["kept_at"])
    record(Verb.NOT_KEPT_YET, by=by, target=commitment, community=commitment.community)
    return commitment


@transaction.atomic
def renegotiate_commitment(commitment: Commitment, *, due_on: date, reason: str, by: Person) -> Commitment:
    """Give it another day, with the reason. Refused when it is over, and for a day that has passed or is the same."""
    commitment = _open(commitment, by)
    not_passed(due_on)
    if due_on == commitment.due_on:
        raise Refused(_("That is the day it has already."))
    NewDate.objects.create(
        commitment=commitment, was_on=commitment.due_on, due_on=due_on, reason=reason, made_at=moment_now()
    )
    commitment.due_on = due_on
    commitment.save(update_fields=["due_on"])
    record(Verb.RENEGOTIATED, by=by, target=commitment, community=commitment.community)
    return commitment


@transaction.atomic
def let_go_of_commitment(commitment: Commitment, *, because: str, by: Person) -> Commitment:
    """Say that one will not do it. Refused when it was kept or let go already."""
    commitment = _open(commitment, by)
    commitment.let_go_at, commitment.let_go_because = moment_now(), because
    commitment.save(update_fields=["let_go_at", "let_go_because"])
    record(Verb.LET_GO, by=by, target=commitment, community=commitment.community)
    return commitment


def not_passed(day: date) -> None:
    # What is brought in from another day is measured by that day.
    if day < timezone.localtime(moment_now()).date():
        raise Refused(_("That day has passed: choose one that is still to come."))


def _locked(commitment: Commitment, by: Person) -> Commitment:
    found = Commitment.objects.select_for_update(of=("self",)).select_related("community").get(pk=commitment.pk)
    require(policies.can_answer_for, by, found)
    return found


def _open(commitment: Commitment, by: Person) -> Commitment:
    found = _locked(commitment, by)
    if found.kept_at:
        raise Refused(_("This was kept already."))
    if found.let_go_at:
        raise Refused(_("This was let go already."))
    return found
