"""Invitations: nobody becomes a member without having said yes."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities import policies
from practica.communities.actions.rows import (
    activate_if_enough,
    let_in,
    locked,
    locked_row,
    refuse_unless_lively,
    row_of,
)
from practica.communities.models import Community, Membership, MembershipState, Role
from practica.communities.verbs import Verb
from practica.events.actions import record
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from datetime import date

    from practica.people.models import Person

LONGEST_VISIT = timedelta(days=90)


@transaction.atomic
def invite_person(community: Community, person: Person, *, by: Person, message: str = "") -> Membership:
    """Ask somebody to join; they are no member before they accept. Refused for those who belong, asked or wait."""
    community = locked(community)
    require(policies.can_invite, by, community)
    if person.is_guest:
        raise Refused(_("%(name)s is a guest of the organisation: invite them as a guest.") % {"name": person})

    row = _invitable(community, person)
    return _invite(row, by=by, message=message)


@transaction.atomic
def invite_guest(community: Community, person: Person, *, by: Person, until: date, message: str = "") -> Membership:
    """Ask somebody in for a while, 90 days at the most; only the facilitator does."""
    community = locked(community)
    require(policies.can_invite_guests, by, community)
    refuse_visit(until)

    row = _invitable(community, person)
    row.role, row.ends_on = Role.GUEST, until
    return _invite(row, by=by, message=message)


@transaction.atomic
def accept_invitation(membership: Membership, *, by: Person) -> Membership:
    """Say yes: from now on a member, or a guest until the day that was named."""
    row = locked_row(membership)
    require(policies.can_answer_for, by, row)
    _refuse_unless_invited(row)
    refuse_unless_lively(row.community)
    if row.ends_on and row.ends_on < timezone.localdate():
        raise Refused(_("This invitation has run out. Ask the facilitator for a new one."))

    row.person = by
    let_in(row, role=row.role, ends_on=row.ends_on)
    activate_if_enough(row.community, by=by)
    return row


@transaction.atomic
def decline_invitation(membership: Membership, *, by: Person, answer: str = "") -> Membership:
    """Say no, with a word or without one."""
    row = locked_row(membership)
    require(policies.can_answer_for, by, row)
    _refuse_unless_invited(row)

    row.answer, row.answered_by, row.state = answer, by, MembershipState.DECLINED
    row.save()
    record(Verb.INVITATION_DECLINED, by=by, target=row, community=row.community)
    return row


@transaction.atomic
def withdraw_invitation(membership: Membership, *, by: Person) -> Membership:
    """Take an invitation back before it is answered; whoever invited, or the facilitator."""
    row = locked_row(membership)
    if row.invited_by_id != by.pk:
        require(policies.can_facilitate, by, row.community)
    _refuse_unless_invited(row)

    row.state = MembershipState.DECLINED
    row.save(update_fields=["state"])
    record(Verb.INVITATION_WITHDRAWN, by=by, target=row, community=row.community)
    return row


def refuse_visit(until: date) -> None:
    today = timezone.localdate()
    if until <= today:
        raise Refused(_("A visit ends on a day to come."))
    if until > today + LONGEST_VISIT:
        raise Refused(_("A guest stays 90 days at the most. You can extend it later."))


def _invitable(community: Community, person: Person) -> Membership:
    refuse_unless_lively(community)
    row = row_of(community, person)
    names = {"person": person, "community": community}
    if not person.is_active:
        raise Refused(_("%(person)s has no account any more.") % names)
    if row.is_active:
        raise Refused(_("%(person)s belongs to %(community)s already.") % names)
    if row.pk and row.state == MembershipState.INVITED:
        raise Refused(_("%(person)s is invited already and has not answered yet.") % names)
    if row.pk and row.state == MembershipState.REQUESTED:
        raise Refused(_("%(person)s has asked to join: answer that request.") % names)
    row.role, row.ends_on, row.left_at, row.answer, row.answered_by = Role.MEMBER, None, None, "", None
    return row


def _invite(row: Membership, *, by: Person, message: str) -> Membership:
    row.state, row.message, row.invited_by = MembershipState.INVITED, message, by
    row.save()
    record(Verb.INVITED, by=by, target=row, community=row.community)
    return row


def _refuse_unless_invited(row: Membership) -> None:
    if row.state != MembershipState.INVITED:
        raise Refused(_("This invitation has been answered or taken back."))
