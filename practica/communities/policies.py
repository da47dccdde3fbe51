"""Who may do what in a community; seeing is a queryset, so it is not asked here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Visibility
from practica.communities.queries import (
    is_core,
    is_facilitator,
    is_full_member,
    is_member,
    is_vacant,
)

if TYPE_CHECKING:
    from practica.communities.models import Charter, Community, FoundingDraft, Membership
    from practica.people.models import Person


def can_contribute(person: Person, community: Community) -> bool:
    """Write, answer, come to meetings: everyone who belongs, guests too."""
    return is_member(person, community)


def can_join(person: Person, community: Community) -> bool:
    """Anyone of the organisation where the door is open; guests of the organisation are invited."""
    return not person.is_guest and community.visibility == Visibility.OPEN


def can_request(person: Person, community: Community) -> bool:
    return not person.is_guest and community.visibility == Visibility.REQUEST


def can_invite(person: Person, community: Community) -> bool:
    return is_full_member(person, community) or person.is_programme_manager


def can_invite_guests(person: Person, community: Community) -> bool:
    """A guest sees the inside, so the facilitator answers for them."""
    return is_facilitator(person, community)


def can_curate(person: Person, community: Community) -> bool:
    """What the core group does: pin, close, move, plan."""
    return is_core(person, community)


def can_facilitate(person: Person, community: Community) -> bool:
    return is_facilitator(person, community)


def can_answer_requests(person: Person, community: Community) -> bool:
    """The facilitator; where the post is vacant, the programme manager, so that nobody waits for ever."""
    return is_facilitator(person, community) or can_fill_vacancy(person, community)


def can_fill_vacancy(person: Person, community: Community) -> bool:
    return person.is_programme_manager and is_vacant(community)


def can_offer_facilitation(person: Person, community: Community) -> bool:
    return is_facilitator(person, community) or can_fill_vacancy(person, community)


def can_see_members_page(person: Person, community: Community) -> bool:
    """Who is invited, who asked, who left: for those who answer for it."""
    return is_facilitator(person, community) or person.is_programme_manager


def can_rest(person: Person, community: Community) -> bool:
    return is_facilitator(person, community) or can_fill_vacancy(person, community)


def can_see_dormancy(person: Person, community: Community) -> bool:
    """The core group hears what is proposed; who decides is another question."""
    return is_core(person, community) or person.is_programme_manager


def can_set_stage(person: Person, community: Community) -> bool:
    """The facilitator, never the sponsor: maturity is told from inside."""
    return is_facilitator(person, community) and community.sponsor_id != person.pk


def can_name_sponsor(person: Person, community: Community) -> bool:  # noqa: ARG001 -- asked like every policy
    return person.is_programme_manager


def can_comment(person: Person, charter: Charter) -> bool:
    """Members speak on what they will live by; guests read it."""
    return is_full_member(person, charter.community)


def can_answer_for(person: Person, membership: Membership) -> bool:
    """An invitation, an offer or a request is answered or taken back by the one it is about."""
    return membership.person_id == person.pk


def can_found(person: Person, draft: FoundingDraft) -> bool:
    return draft.author_id == person.pk and not person.is_guest


def can_start(person: Person, thing: object = None) -> bool:  # noqa: ARG001 -- asked like every policy
    """Every member of the organisation may start a community; no approval is asked."""
    return not person.is_guest


def can_manage_programme(person: Person, thing: object = None) -> bool:  # noqa: ARG001 -- asked like every policy
    return person.is_programme_manager


def can_bring_in(person: Person, thing: object = None) -> bool:  # noqa: ARG001 -- asked like every policy
    """Bring in what lives elsewhere: programme managers, and administrators while they set the installation up."""
    return person.is_active and (person.is_programme_manager or person.is_administrator)
