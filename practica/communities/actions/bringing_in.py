"""What an import does: communities and roles that exist elsewhere already, kept as they are there.

Nobody with an account is ever put anywhere: their roles are offered to them here, and they say yes themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.founding import RESERVED, free_slug
from practica.communities.actions.lifecycle import EDITABLE
from practica.communities.actions.rows import let_in, locked, row_of
from practica.communities.models import Community, Membership, MembershipState, Role, Stage, Status
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from collections.abc import Mapping

    from practica.people.models import Person

BROUGHT_IN = EDITABLE | {"formality"}


@transaction.atomic
def bring_in_community(words: Mapping[str, Any], *, address: str, by: Person) -> Community:
    """A community that lives elsewhere; it is active once it has a facilitator. Refused where the name is taken."""
    require(policies.can_bring_in, by, None)
    community = Community(created_by=by, **{name: value for name, value in words.items() if name in BROUGHT_IN})
    if Community.objects.filter(name__iexact=community.name).exists():
        raise Refused(_("There is a community of this name already."))
    is_free = address not in RESERVED and not Community.objects.filter(slug=address).exists()
    community.slug = address if is_free else free_slug(address)
    community.save()
    record(Verb.FOUNDED, by=by, target=community, community=community)
    return community


@transaction.atomic
def bring_in_member(community: Community, person: Person, role: Role, *, by: Person) -> Membership:
    """Give an imported person the role they have elsewhere. Refused for somebody with an account."""
    row = _row(community, person, by)
    if row.is_active and row.role == role:
        return row
    let_in(row, role=role)
    if role == Role.FACILITATOR and row.community.status == Status.FORMING:
        _activate(row.community, by)
    return row


@transaction.atomic
def bring_in_former_member(community: Community, person: Person, *, by: Person) -> Membership:
    """Remember somebody who belonged: one of its alumni. Refused for somebody with an account."""
    row = _row(community, person, by)
    row.state, row.role, row.left_at = MembershipState.LEFT, Role.MEMBER, moment_now()
    row.save()
    record(Verb.LEFT, by=person, target=row, community=community)
    return row


@transaction.atomic
def bring_in_sponsor(community: Community, sponsor: Person, *, by: Person) -> Community:
    """Name who speaks for it elsewhere. Refused when they facilitate it."""
    community = locked(community)
    require(policies.can_bring_in, by, None)
    if community.facilitators.filter(person=sponsor).exists():
        raise Refused(_("%(name)s facilitates it: somebody else should sponsor.") % {"name": sponsor})
    community.sponsor = sponsor
    community.save(update_fields=["sponsor"])
    record(Verb.SPONSOR_NAMED, by=by, target=community, community=community)
    return community


def _row(community: Community, person: Person, by: Person) -> Membership:
    community = locked(community)
    require(policies.can_bring_in, by, None)
    if person.has_account:
        raise Refused(_("%(name)s has an account: offer them the role here.") % {"name": person})
    return row_of(community, person)


def _activate(community: Community, by: Person) -> None:
    community.status = Status.ACTIVE
    if community.stage == Stage.POTENTIAL:
        community.stage, community.stage_evidence = Stage.COALESCING, _("It was at work before it came here.")
    community.save(update_fields=["status", "stage", "stage_evidence"])
    record(Verb.ACTIVATED, by=by, target=community, community=community)
