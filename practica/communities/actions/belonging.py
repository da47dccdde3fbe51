"""Coming and going."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.rows import (
    activate_if_enough,
    let_in,
    locked,
    locked_row,
    refuse_last_facilitator,
    refuse_unless_lively,
    row_of,
)
from practica.communities.models import Membership, MembershipState
from practica.communities.queries import forget_memberships
from practica.communities.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person


@transaction.atomic
def join_community(community: Community, *, by: Person, learning_goal: str = "") -> Membership:
    """Become a member of an open community; 403 where one asks or is invited, Refused where one belongs already."""
    community = locked(community)
    require(policies.can_join, by, community)
    refuse_unless_lively(community)
    row = row_of(community, by)
    if row.is_active:
        raise Refused(_("You are a member of %(name)s already.") % {"name": community})

    row.learning_goal = learning_goal or row.learning_goal
    let_in(row)
    activate_if_enough(community, by=by)
    return row


@transaction.atomic
def leave_community(community: Community, *, by: Person) -> Membership:
    """Stop belonging, at once and without a question; the last facilitator of an active one hands over first."""
    community = locked(community)
    row = row_of(community, by)
    if not row.is_active:
        raise Refused(_("You are not a member of %(name)s.") % {"name": community})
    refuse_last_facilitator(row)

    _end(row)
    forget_memberships(by)
    record(Verb.LEFT, by=by, target=row, community=community)
    return row


@transaction.atomic
def end_membership(membership: Membership, *, by: Person) -> Membership:
    """The facilitator ends somebody's membership, for reasons they have talked about; never another facilitator's."""
    row = locked_row(membership)
    require(policies.can_facilitate, by, row.community)
    if not row.is_active or row.is_facilitator:
        raise Refused(_("%(name)s facilitates or has left already.") % {"name": row.person})

    _end(row)
    record(Verb.MEMBERSHIP_ENDED, by=by, target=row, community=row.community)
    return row


@transaction.atomic
def request_membership(community: Community, *, by: Person, message: str = "") -> Membership:
    """Ask to join where joining is asked for; the facilitator answers."""
    community = locked(community)
    require(policies.can_request, by, community)
    refuse_unless_lively(community)
    row = row_of(community, by)
    if row.is_active:
        raise Refused(_("You are a member of %(name)s already.") % {"name": community})
    if row.state == MembershipState.REQUESTED:
        raise Refused(_("You have asked already. The facilitator will answer."))
    if row.state == MembershipState.INVITED:
        raise Refused(_("You are invited: accept the invitation and you are in."))

    row.state, row.message, row.answer, row.left_at = MembershipState.REQUESTED, message, "", None
    row.role, row.ends_on, row.invited_by, row.answered_by = "member", None, None, None
    row.save()
    record(Verb.REQUESTED, by=by, target=row, community=community)
    return row


@transaction.atomic
def withdraw_request(membership: Membership, *, by: Person) -> Membership:
    """Take one's own request back before it is answered."""
    row = locked_row(membership)
    require(policies.can_answer_for, by, row)
    _refuse_unless_requested(row)

    _decline(row)
    record(Verb.REQUEST_WITHDRAWN, by=by, target=row, community=row.community)
    return row


@transaction.atomic
def accept_request(membership: Membership, *, by: Person, answer: str = "") -> Membership:
    """Let in somebody who asked."""
    row = locked_row(membership)
    require(policies.can_answer_requests, by, row.community)
    _refuse_unless_requested(row)

    row.answer, row.answered_by = answer, by
    let_in(row)
    record(Verb.REQUEST_ACCEPTED, by=by, target=row, community=row.community)
    activate_if_enough(row.community, by=by)
    return row


@transaction.atomic
def decline_request(membership: Membership, *, by: Person, answer: str = "") -> Membership:
    """Say no to somebody who asked, in words: Refused without them."""
    row = locked_row(membership)
    require(policies.can_answer_requests, by, row.community)
    _refuse_unless_requested(row)
    if not answer.strip():
        raise Refused(_("Write a line to %(name)s: a no without a word hurts.") % {"name": row.person})

    row.answer, row.answered_by = answer, by
    _decline(row)
    record(Verb.REQUEST_DECLINED, by=by, target=row, community=row.community)
    return row


@transaction.atomic
def state_learning_goal(community: Community, *, by: Person, learning_goal: str) -> Membership:
    """Say what one would like to learn here; others can then help."""
    row = row_of(locked(community), by)
    if not row.is_active:
        raise Refused(_("You are not a member of %(name)s.") % {"name": community})
    row.learning_goal = learning_goal
    row.save(update_fields=["learning_goal"])
    return row


def _end(row: Membership) -> None:
    row.state, row.left_at = MembershipState.LEFT, moment_now()
    row.offered_role, row.offered_by, row.is_handover = "", None, False
    row.save()


def _decline(row: Membership) -> None:
    row.state = MembershipState.DECLINED
    row.save()


def _refuse_unless_requested(row: Membership) -> None:
    if row.state != MembershipState.REQUESTED:
        raise Refused(_("This request has been answered already."))
