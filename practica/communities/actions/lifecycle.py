"""What a community says of itself, how mature it is, and whether it rests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.rows import locked
from practica.communities.models import Community, Formality, Membership, Stage, Status
from practica.communities.queries import is_vacant
from practica.communities.verbs import Verb
from practica.events.actions import record
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practica.people.models import Person

EVIDENCE_LENGTH = 20
EDITABLE = frozenset({
    "name", "tagline", "domain", "community", "practice", "scope_in", "scope_out", "house_rules", "rhythm",
    "contact", "languages", "topics", "visibility", "parent", "unit", "hue_name", "first_gathering_on",
})  # fmt: skip


@transaction.atomic
def edit_community(community: Community, changes: Mapping[str, Any], *, by: Person) -> Community:
    """Change what it says of itself, and its door; stage, status and roles have actions of their own."""
    community = locked(community)
    require(policies.can_facilitate, by, community)
    _refuse_circle(community, changes.get("parent"))

    door = community.visibility
    changed = [name for name in changes if name in EDITABLE and getattr(community, name) != changes[name]]
    for name in changed:
        setattr(community, name, changes[name])
    if not changed:
        return community
    community.save(update_fields=changed)
    record(Verb.EDITED, by=by, target=community, community=community)
    if community.visibility != door:
        record(Verb.VISIBILITY_CHANGED, by=by, target=community, community=community)
    return community


@transaction.atomic
def set_stage(community: Community, stage: Stage, *, by: Person, evidence: str) -> Community:
    """Say how mature it is and what shows it; it may go back. 403 for the sponsor, Refused without evidence."""
    community = locked(community)
    require(policies.can_set_stage, by, community)
    if len(evidence.strip()) < EVIDENCE_LENGTH:
        raise Refused(_("Say in a sentence what shows it: a stage without evidence is a wish."))

    community.stage, community.stage_evidence = stage, evidence.strip()
    community.save(update_fields=["stage", "stage_evidence"])
    record(Verb.STAGE_SET, by=by, target=community, community=community)
    return community


@transaction.atomic
def rest_community(community: Community, *, by: Person) -> Community:
    """Let an active community sleep: everything stays readable, nobody expects answers."""
    community = locked(community)
    require(policies.can_rest, by, community)
    if community.status != Status.ACTIVE:
        raise Refused(_("Only an active community can be put to rest."))
    community.status = Status.DORMANT
    community.save(update_fields=["status"])
    record(Verb.RESTED, by=by, target=community, community=community)
    return community


@transaction.atomic
def wake_community(community: Community, *, by: Person) -> Community:
    """Make a resting community active again; Refused while nobody facilitates it."""
    community = locked(community)
    require(policies.can_rest, by, community)
    if community.status != Status.DORMANT:
        raise Refused(_("This community is not resting."))
    if is_vacant(community):
        raise Refused(_("Somebody has to facilitate it first."))
    community.status = Status.ACTIVE
    community.save(update_fields=["status"])
    record(Verb.WOKEN, by=by, target=community, community=community)
    return community


@transaction.atomic
def name_sponsor(community: Community, sponsor: Person | None, *, by: Person) -> Community:
    """Name who protects its time, or nobody; in a chartered community that is never one of its facilitators."""
    community = locked(community)
    require(policies.can_name_sponsor, by, community)
    if sponsor and community.formality == Formality.CHARTERED:
        facilitates = Membership.objects.facilitating().filter(community=community, person=sponsor)
        if facilitates.exists():
            raise Refused(_("%(name)s facilitates it: somebody else should sponsor.") % {"name": sponsor})
    community.sponsor = sponsor
    community.save(update_fields=["sponsor"])
    record(Verb.SPONSOR_NAMED, by=by, target=community, community=community)
    return community


def _refuse_circle(community: Community, parent: Community | None) -> None:
    """A community is not part of itself, however many steps away."""
    while parent is not None:
        if parent.pk == community.pk:
            raise Refused(_("A community can't be part of itself."))
        parent = parent.parent
