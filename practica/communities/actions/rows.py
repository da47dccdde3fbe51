"""What the actions on memberships share: the locks, and the one way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from practica.communities.models import Community, Formality, Membership, MembershipState, Role, Stage, Status
from practica.communities.queries import facilitator_count, forget_memberships
from practica.communities.queries.people import people_missing
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused

if TYPE_CHECKING:
    from datetime import date

    from practica.people.models import Person


def locked(community: Community) -> Community:
    """The community as it is now; who comes and goes waits for its turn."""
    return Community.objects.select_for_update(of=("self",)).get(pk=community.pk)


def locked_row(membership: Membership) -> Membership:
    """The membership as it is now; its community is locked first, so two actions never wait for each other."""
    community = locked(membership.community)
    row = Membership.objects.select_for_update(of=("self",)).select_related("person").get(pk=membership.pk)
    row.community = community
    return row


def row_of(community: Community, person: Person) -> Membership:
    """The person's row in the community, or a new one that is not saved yet."""
    found = Membership.objects.select_for_update(of=("self",)).filter(community=community, person=person).first()
    row = found or Membership(community=community, person=person, state=MembershipState.DECLINED, since=moment_now())
    row.community, row.person = community, person
    return row


def let_in(row: Membership, *, role: str = Role.MEMBER, ends_on: date | None = None) -> Membership:
    """The one way to become active; the community starts to live when three people are in."""
    row.state, row.role, row.ends_on = MembershipState.ACTIVE, role, ends_on
    row.joined_at, row.left_at = moment_now(), None
    row.offered_role, row.is_handover = "", False
    row.save()
    forget_memberships(row.person)
    record(Verb.JOINED, by=row.person, target=row, community=row.community)
    return row


def activate_if_enough(community: Community, *, by: Person) -> None:
    """An informal community is active as soon as three people have said yes; no approval is asked."""
    if community.status != Status.FORMING or community.formality != Formality.INFORMAL:
        return
    if people_missing(community) or facilitator_count(community) == 0:
        return
    community.status = Status.ACTIVE
    if community.stage == Stage.POTENTIAL:
        community.stage = Stage.COALESCING
        community.stage_evidence = _("Three people said yes to learning together.")
    community.save(update_fields=["status", "stage", "stage_evidence"])
    record(Verb.ACTIVATED, by=by, target=community, community=community)


def refuse_unless_lively(community: Community) -> None:
    if not community.takes_contributions:
        raise Refused(_("%(name)s is closed: it can be read, but nobody can join any more.") % {"name": community})


def refuse_last_facilitator(row: Membership) -> None:
    """An active community always has somebody who answers for it."""
    if row.role != Role.FACILITATOR or row.community.status != Status.ACTIVE:
        return
    others = Membership.objects.facilitating().filter(community=row.community, person__deactivated_at=None)
    if not others.exclude(pk=row.pk).exists():
        raise Refused(
            _("You are the only facilitator of %(name)s. Hand over to somebody first, then you can go.")
            % {"name": row.community}
        )
