"""Roles are given by people and accepted by people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.invitations import refuse_visit
from practica.communities.actions.rows import locked, locked_row, refuse_last_facilitator, row_of
from practica.communities.models import Community, Membership, MembershipState, Role
from practica.communities.queries import forget_memberships
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record, recorded_as
from practica.events.models import Source
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from datetime import date

    from practica.people.models import Person


@transaction.atomic
def appoint_core(membership: Membership, *, by: Person) -> Membership:
    """Name a member to the core group; Refused for guests and for those who carry a role already."""
    row = locked_row(membership)
    require(policies.can_facilitate, by, row.community)
    if not row.is_active or row.role != Role.MEMBER:
        raise Refused(_("%(name)s is no plain member here.") % {"name": row.person})
    return _give(row, Role.CORE, Verb.CORE_APPOINTED, by=by)


@transaction.atomic
def release_core(membership: Membership, *, by: Person) -> Membership:
    """End a core term: by the facilitator or by the person; they stay a member."""
    row = locked_row(membership)
    if row.person_id != by.pk:
        require(policies.can_facilitate, by, row.community)
    if not row.is_active or row.role != Role.CORE:
        raise Refused(_("%(name)s is not in the core group.") % {"name": row.person})
    return _give(row, Role.MEMBER, Verb.CORE_RELEASED, by=by)


@transaction.atomic
def offer_facilitation(membership: Membership, *, by: Person) -> Membership:
    """Ask a member to facilitate: beside the facilitator, or in a vacant post by the programme manager."""
    row = locked_row(membership)
    return _offer(row, by=by)


@transaction.atomic
def hand_over(membership: Membership, *, by: Person) -> Membership:
    """Ask a member to facilitate instead of oneself; until they accept, nothing changes."""
    row = locked_row(membership)
    require(policies.can_facilitate, by, row.community)
    row.is_handover = True
    return _offer(row, by=by)


@transaction.atomic
def accept_facilitation(membership: Membership, *, by: Person) -> Membership:
    """Take the post; in a hand-over the one who offered it goes back to the core group."""
    row = locked_row(membership)
    require(policies.can_answer_for, by, row)
    _refuse_unless_offered(row)

    if row.is_handover and row.offered_by_id:
        leaving = Membership.objects.facilitating().filter(community=row.community, person=row.offered_by_id)
        leaving.update(role=Role.CORE)
    _give(row, Role.FACILITATOR, Verb.FACILITATION_ACCEPTED, by=by)
    forget_memberships(by)
    return row


@transaction.atomic
def decline_facilitation(membership: Membership, *, by: Person) -> Membership:
    """Say no to the post."""
    row = locked_row(membership)
    require(policies.can_answer_for, by, row)
    _refuse_unless_offered(row)
    return _give(row, Role(row.role), Verb.FACILITATION_DECLINED, by=by)


@transaction.atomic
def step_down(community: Community, *, by: Person) -> Membership:
    """Leave the post and stay in the core group; Refused for the last facilitator of an active community."""
    row = row_of(locked(community), by)
    require(policies.can_facilitate, by, row.community)
    refuse_last_facilitator(row)
    _give(row, Role.CORE, Verb.STEPPED_DOWN, by=by)
    forget_memberships(by)
    return row


@transaction.atomic
def extend_guest(membership: Membership, *, by: Person, until: date) -> Membership:
    """Let a guest stay longer, at most 90 days from today."""
    row = locked_row(membership)
    require(policies.can_invite_guests, by, row.community)
    if not row.is_active or not row.is_guest:
        raise Refused(_("%(name)s is not a guest here.") % {"name": row.person})
    refuse_visit(until)
    row.ends_on = until
    row.save(update_fields=["ends_on"])
    record(Verb.GUEST_EXTENDED, by=by, target=row, community=row.community)
    return row


@transaction.atomic
def end_expired_guests() -> int:
    """End the visits whose last day is over; says how many."""
    over = Membership.objects.active().filter(role=Role.GUEST, ends_on__lt=timezone.localdate())
    ended = 0
    with recorded_as(Source.BOT):
        for row in over.select_for_update(of=("self",)).select_related("community"):
            row.state, row.left_at = MembershipState.LEFT, moment_now()
            row.save(update_fields=["state", "left_at"])
            record(Verb.GUEST_ENDED, by=None, target=row, community=row.community)
            ended += 1
    return ended


def _offer(row: Membership, *, by: Person) -> Membership:
    require(policies.can_offer_facilitation, by, row.community)
    if not row.is_active or row.role in {Role.GUEST, Role.FACILITATOR}:
        raise Refused(_("Only a member who does not facilitate yet can be asked to."))
    if row.offered_role:
        raise Refused(_("%(name)s has been asked already and has not answered yet.") % {"name": row.person})
    row.offered_role, row.offered_by = Role.FACILITATOR, by
    row.save(update_fields=["offered_role", "offered_by", "is_handover"])
    record(Verb.FACILITATION_OFFERED, by=by, target=row, community=row.community)
    return row


def _give(row: Membership, role: Role, verb: Verb, *, by: Person) -> Membership:
    row.role, row.offered_role, row.offered_by, row.is_handover = role, "", None, False
    row.save(update_fields=["role", "offered_role", "offered_by", "is_handover"])
    record(verb, by=by, target=row, community=row.community)
    return row


def _refuse_unless_offered(row: Membership) -> None:
    if not row.is_active or not row.offered_role:
        raise Refused(_("Nobody asks you to facilitate here any more."))
