"""Joint work with an aim: proposed, shared, carried through or given up, and never ended without what was learned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from practica.communities.models import Membership
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.horizons import Horizon
from practica.foundation.text_fields import clean_text
from practica.search.languages import language_of
from practica.work import policies
from practica.work.models import FEWEST_PARTNERS, Initiative, Output, Partner, Stage
from practica.work.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from practica.communities.models import Community
    from practica.people.models import Person

LONGEST_LEARNED = 1000


@dataclass(frozen=True, kw_only=True)
class Aim:
    """What an initiative says of itself."""

    title: str
    goal: str
    output: str = Output.DOCUMENT
    horizon: str = Horizon.YEAR
    client: str = ""
    begins_on: date | None = None
    due_on: date | None = None


@transaction.atomic
def propose_initiative(community: Community, aim: Aim, *, by: Person) -> Initiative:
    """Propose joint work; who proposes it takes part and leads it. Refused where nothing new is taken, and for an end before its begin."""
    require(policies.can_propose, by, community)
    if not community.takes_contributions:
        raise Refused(_("This community takes nothing new at present."))
    initiative = Initiative(community=community, created_by=by, created_at=moment_now())
    _say(initiative, aim, by)
    initiative.client = aim.client
    initiative.save()
    Partner.objects.create(initiative=initiative, person=by, joined_at=moment_now(), is_lead=True)
    record(Verb.PROPOSED, by=by, target=initiative, community=community)
    return initiative


@transaction.atomic
def change_initiative(initiative: Initiative, aim: Aim, *, by: Person) -> Initiative:
    """Say it better. For whom it is done is changed only by who takes part. Refused when it is over."""
    initiative = _standing(initiative, policies.can_steer, by)
    _say(initiative, aim, by)
    if policies.can_see_client(by, initiative):
        initiative.client = aim.client
    initiative.save()
    record(Verb.INITIATIVE_CHANGED, by=by, target=initiative, community=initiative.community)
    return initiative


@transaction.atomic
def join_initiative(initiative: Initiative, *, by: Person) -> Initiative:
    """Take part. Refused when it is over, or one does already."""
    initiative = _standing(initiative, policies.can_join, by)
    if _part(initiative, by):
        raise Refused(_("You take part already."))
    Partner.objects.create(initiative=initiative, person=by, joined_at=moment_now())
    record(Verb.PARTNER_JOINED, by=by, target=initiative, community=initiative.community)
    return initiative


@transaction.atomic
def leave_initiative(initiative: Initiative, *, by: Person) -> Initiative:
    """Step out; the tasks one is on stay one's own. Refused when it is over, and when one takes no part."""
    initiative = _standing(initiative, policies.can_join, by)
    part = _part(initiative, by)
    if part is None:
        raise Refused(_("You take no part in this."))
    _step_out(part)
    record(Verb.PARTNER_LEFT, by=by, target=initiative, community=initiative.community)
    return initiative


@transaction.atomic
def lead_initiative(initiative: Initiative, *, by: Person) -> Initiative:
    """Say that one leads it too. 403 for who takes no part. Refused when it is over, or one does already."""
    initiative = _standing(initiative, policies.can_lead, by)
    part = initiative.partners.current().get(person=by)
    if part.is_lead:
        raise Refused(_("You lead it already."))
    part.is_lead = True
    part.save(update_fields=["is_lead"])
    record(Verb.LED, by=by, target=initiative, community=initiative.community)
    return initiative


@transaction.atomic
def set_out(initiative: Initiative, *, by: Person) -> Initiative:
    """It begins. Refused unless it is proposed and two people take part: it is joint work."""
    initiative = _at(initiative, by, Stage.PROPOSED, _("This has begun already."))
    if initiative.partners.current().count() < FEWEST_PARTNERS:
        raise Refused(_("It takes two at least: ask somebody to take part first."))
    return _go_on(initiative, Stage.ACTIVE, by)


@transaction.atomic
def deliver_initiative(initiative: Initiative, *, by: Person) -> Initiative:
    """What it was for is there. Refused unless it is under way."""
    return _go_on(_at(initiative, by, Stage.ACTIVE, _("Only what is under way can be delivered.")), Stage.DELIVERED, by)


@transaction.atomic
def review_initiative(initiative: Initiative, learned: str, *, by: Person) -> Initiative:
    """Look back: say what was learned, in a line or after an after-action review. Refused unless it is delivered, and without a word."""
    initiative = _at(initiative, by, Stage.DELIVERED, _("Look back on it when it is delivered."))
    initiative.learned = _learned(learned)
    return _go_on(initiative, Stage.REVIEWED, by)


@transaction.atomic
def close_initiative(initiative: Initiative, *, by: Person) -> Initiative:
    """End it. Refused unless somebody looked back on it and said what was learned."""
    initiative = _at(initiative, by, Stage.REVIEWED, _("Say first what was learned: no initiative ends without it."))
    return _go_on(initiative, Stage.CLOSED, by)


@transaction.atomic
def abandon_initiative(initiative: Initiative, learned: str, *, by: Person) -> Initiative:
    """Give it up, saying what was learned all the same; its tasks stand on their own then. Refused when it is over."""
    initiative = _standing(initiative, policies.can_steer, by)
    initiative.learned = _learned(learned)
    return _go_on(initiative, Stage.ABANDONED, by)


@transaction.atomic
def let_go_of_parts_left_behind() -> int:
    """Who has gone takes no part any more; says how many."""
    here = Membership.objects.current().filter(community=OuterRef("initiative__community"), person=OuterRef("person"))
    left = Partner.objects.current().exclude(Exists(here), person__deactivated_at=None)
    parts = list(left.select_for_update(of=("self",)).order_by("pk"))
    for part in parts:
        _step_out(part)
    return len(parts)


# The fact that each stage is, and how it is told.
FACTS = {
    Stage.ACTIVE: ("started", Verb.SET_OUT),
    Stage.DELIVERED: ("delivered", Verb.DELIVERED),
    Stage.REVIEWED: ("reviewed", Verb.REVIEWED),
    Stage.CLOSED: ("ended", Verb.CLOSED),
    Stage.ABANDONED: ("ended", Verb.ABANDONED),
}


def _go_on(initiative: Initiative, stage: Stage, by: Person) -> Initiative:
    fact, verb = FACTS[stage]
    initiative.stage = stage
    setattr(initiative, f"{fact}_at", moment_now())
    setattr(initiative, f"{fact}_by", by)
    initiative.save()
    record(verb, by=by, target=initiative, community=initiative.community)
    return initiative


def _standing(initiative: Initiative, policy: Callable[[Person, Initiative], bool], by: Person) -> Initiative:
    rows = Initiative.objects.select_for_update(of=("self",)).select_related("community", "created_by")
    found = rows.get(pk=initiative.pk)
    require(policy, by, found)
    if not found.is_standing:
        raise Refused(_("This initiative is over."))
    return found


def _at(initiative: Initiative, by: Person, stage: Stage, otherwise: str) -> Initiative:
    found = _standing(initiative, policies.can_steer, by)
    if found.stage != stage:
        raise Refused(otherwise)
    return found


def _part(initiative: Initiative, person: Person) -> Partner | None:
    return initiative.partners.current().filter(person=person).first()


def _step_out(part: Partner) -> None:
    part.left_at, part.is_lead = moment_now(), False
    part.save(update_fields=["left_at", "is_lead"])


def _learned(words: str) -> str:
    words = clean_text(words).strip()[:LONGEST_LEARNED]
    if not words:
        raise Refused(_("Say in a line what was learned: whoever tries it next will read it."))
    return words


def _say(initiative: Initiative, aim: Aim, by: Person) -> None:
    if aim.begins_on and aim.due_on and aim.due_on < aim.begins_on:
        raise Refused(_("It cannot end before it begins."))
    initiative.title, initiative.goal = aim.title, aim.goal
    initiative.output, initiative.horizon = aim.output, aim.horizon
    initiative.begins_on, initiative.due_on = aim.begins_on, aim.due_on
    initiative.language = language_of(f"{aim.title} {aim.goal}") or initiative.language or by.language
