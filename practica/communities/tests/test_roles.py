"""Roles are given and accepted; guests go when their day is over."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from practica.communities.actions import (
    accept_facilitation,
    appoint_core,
    decline_facilitation,
    end_membership,
    extend_guest,
    hand_over,
    leave_community,
    offer_facilitation,
    release_core,
    step_down,
)
from practica.communities.models import Community, Membership, MembershipState, Role
from practica.communities.queries import is_facilitator, is_member
from practica.communities.queries.pages import membership_at_a_glance
from practica.communities.queries.people import membership_counts
from practica.communities.tasks import end_expired_guests
from practica.communities.tests.factories import (
    CommunityFactory,
    CoreFactory,
    FacilitatorFactory,
    MembershipFactory,
    facilitator_of,
    member_of,
)
from practica.communities.verbs import Verb
from practica.events.models import Event, Source
from practica.foundation.access import Refused
from practica.people.models import Person
from practica.people.queries.directory import Wanted, directory
from practica.people.queries.mentions import mentionable, offered_mentions
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def community():
    found = CommunityFactory()
    facilitator_of(found)
    return found


def fresh(row):
    return Membership.objects.get(pk=row.pk)


def test_the_facilitator_names_and_releases_the_core_group(community):
    row = MembershipFactory(community=community)

    appoint_core(row, by=facilitator_of(community))
    assert fresh(row).role == Role.CORE
    release_core(row, by=facilitator_of(community))
    assert fresh(row).role == Role.MEMBER


def test_nobody_else_names_the_core_group(community):
    row = MembershipFactory(community=community)

    for by in (member_of(community), CoreFactory(community=community).person, ProgrammeManagerFactory()):
        with pytest.raises(PermissionDenied):
            appoint_core(row, by=by)


def test_guests_and_facilitators_are_not_named_to_the_core_group(community):
    sofia = facilitator_of(community)
    for row in (MembershipFactory(community=community, guest=True), FacilitatorFactory(community=community)):
        with pytest.raises(Refused):
            appoint_core(row, by=sofia)


def test_one_may_leave_the_core_group_by_oneself(community):
    row = CoreFactory(community=community)

    assert release_core(row, by=row.person).role == Role.MEMBER
    with pytest.raises(Refused):
        release_core(row, by=row.person)


def test_a_post_is_offered_and_taken_only_by_a_yes(community):
    row = MembershipFactory(community=community)

    offer_facilitation(row, by=facilitator_of(community))
    assert not is_facilitator(row.person, community)
    accept_facilitation(fresh(row), by=row.person)

    assert fresh(row).role == Role.FACILITATOR
    assert community.facilitators.count() == 2


def test_a_post_is_not_taken_without_an_offer_nor_by_another(community):
    row = MembershipFactory(community=community)
    with pytest.raises(Refused, match="any more"):
        accept_facilitation(row, by=row.person)

    offer_facilitation(row, by=facilitator_of(community))
    with pytest.raises(PermissionDenied):
        accept_facilitation(row, by=facilitator_of(community))


def test_an_offer_may_be_declined(community):
    row = MembershipFactory(community=community)
    offer_facilitation(row, by=facilitator_of(community))

    decline_facilitation(row, by=row.person)

    assert (fresh(row).role, fresh(row).offered_role) == (Role.MEMBER, "")


def test_after_a_hand_over_the_one_who_offered_is_in_the_core_group_and_may_leave(community):
    sofia, row = facilitator_of(community), MembershipFactory(community=community)

    hand_over(row, by=sofia)
    with pytest.raises(Refused, match="Hand over"):
        leave_community(community, by=sofia)
    accept_facilitation(fresh(row), by=row.person)

    assert [one.person for one in community.facilitators] == [row.person]
    assert Membership.objects.get(person=sofia).role == Role.CORE
    assert leave_community(community, by=sofia).state == MembershipState.LEFT


def test_only_members_who_do_not_facilitate_are_asked_and_only_once(community):
    sofia = facilitator_of(community)
    for row in (
        MembershipFactory(community=community, guest=True),
        FacilitatorFactory(community=community),
        MembershipFactory(community=community, invited=True),
    ):
        with pytest.raises(Refused):
            offer_facilitation(row, by=sofia)
    row = MembershipFactory(community=community)
    offer_facilitation(row, by=sofia)
    with pytest.raises(Refused, match="asked already"):
        hand_over(row, by=sofia)


def test_the_programme_manager_offers_a_vacant_post_and_no_other(community):
    ines = ProgrammeManagerFactory()
    with pytest.raises(PermissionDenied):
        offer_facilitation(MembershipFactory(community=community), by=ines)

    orphan = MembershipFactory()
    assert offer_facilitation(orphan, by=ines).offered_role == Role.FACILITATOR


def test_stepping_down_needs_somebody_who_stays(community):
    sofia = facilitator_of(community)
    with pytest.raises(Refused, match="only facilitator"):
        step_down(community, by=sofia)

    FacilitatorFactory(community=community)
    assert step_down(community, by=sofia).role == Role.CORE


def test_a_facilitator_ends_memberships_but_not_of_facilitators(community):
    sofia, row = facilitator_of(community), MembershipFactory(community=community)

    assert end_membership(row, by=sofia).state == MembershipState.LEFT
    with pytest.raises(Refused):
        end_membership(FacilitatorFactory(community=community), by=sofia)
    with pytest.raises(PermissionDenied):
        end_membership(MembershipFactory(community=community), by=member_of(community))


def test_the_nightly_task_ends_the_visits_that_are_over(community):
    today = timezone.localdate()
    over = MembershipFactory(community=community, guest=True, ends_on=today)
    stays = MembershipFactory(community=community, guest=True, ends_on=today + timedelta(days=1))

    end_expired_guests()
    assert fresh(over).is_active
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        end_expired_guests()
        end_expired_guests()

    assert (fresh(over).state, fresh(stays).state) == (MembershipState.LEFT, MembershipState.ACTIVE)
    event = Event.objects.get()
    assert (event.verb, event.actor, event.source) == (Verb.GUEST_ENDED, None, Source.BOT)


def test_a_guest_whose_day_is_over_stands_in_no_list_even_before_the_nightly_task(community):
    sofia, yesterday = facilitator_of(community), timezone.localdate() - timedelta(days=1)
    over = MembershipFactory(community=community, guest=True, ends_on=yesterday, person__is_guest=True).person
    guest = MembershipFactory(community=community, guest=True, person__is_guest=True).person

    assert set(directory(sofia, Wanted(community=community))) == {sofia, guest}
    assert set(Person.objects.visible_to(guest)) == {sofia, guest}
    Community.objects.update(visibility="private")
    community.refresh_from_db()
    assert set(mentionable(sofia, community)) == {sofia, guest}
    assert over not in offered_mentions(sofia, over.handle, community)
    assert membership_counts(community)["guests"] == 1
    # A guest visits: members are counted without.
    assert membership_at_a_glance(community).total == 1
    assert Community.objects.with_member_count().get().member_count == 1


def test_guests_are_no_alumni(community):
    MembershipFactory(community=community, guest=True, former=True)

    assert community.memberships.alumni().count() == 0


def test_a_visit_is_extended_by_ninety_days_at_most(community):
    sofia, row = facilitator_of(community), MembershipFactory(community=community, guest=True)
    today = timezone.localdate()

    assert extend_guest(row, by=sofia, until=today + timedelta(days=90)).ends_on == today + timedelta(days=90)
    with pytest.raises(Refused, match="90 days"):
        extend_guest(row, by=sofia, until=today + timedelta(days=91))
    with pytest.raises(Refused, match="not a guest"):
        extend_guest(MembershipFactory(community=community), by=sofia, until=today + timedelta(days=9))
    with pytest.raises(PermissionDenied):
        extend_guest(row, by=member_of(community), until=today + timedelta(days=9))


@pytest.mark.parametrize(
    "wrong",
    [
        {"offered_role": "core"},
        {"role": "guest", "ends_on": None},
        {"is_handover": True},
        {"ends_on": "2030-01-01"},
        {"state": "left"},
    ],
)
def test_the_database_keeps_what_a_membership_promises(wrong):
    row = MembershipFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.filter(pk=row.pk).update(**wrong)
    assert is_member(PersonFactory(), row.community) is False


def test_buttons_on_the_members_page_do_what_they_say(client_as, community):
    browser = client_as(facilitator_of(community))
    row = MembershipFactory(community=community)
    address = f"{community.get_absolute_url()}members/{row.pk}"

    browser.post(f"{address}/appoint/")
    assert fresh(row).role == Role.CORE
    browser.post(f"{address}/release/")
    browser.post(f"{address}/hand-over/")
    assert fresh(row).is_handover
    browser.post(f"{address}/end/")
    assert fresh(row).state == MembershipState.LEFT
    assert client_as(member_of(community)).post(f"{address}/appoint/").status_code == 403
