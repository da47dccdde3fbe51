"""Nobody is added: everybody is asked."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from practica.communities.actions import (
    accept_invitation,
    decline_invitation,
    invite_guest,
    invite_person,
    withdraw_invitation,
)
from practica.communities.models import Membership, MembershipState, Role, Status
from practica.communities.queries import is_member
from practica.communities.queries.people import people_named
from practica.communities.tests.factories import (
    CommunityFactory,
    CoreFactory,
    FacilitatorFactory,
    MembershipFactory,
    facilitator_of,
    member_of,
)
from practica.communities.verbs import Verb
from practica.events.models import Event
from practica.foundation.access import Refused
from practica.mail.models import Letter
from practica.people.tests.factories import GuestPersonFactory, PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def community():
    found = CommunityFactory()
    facilitator_of(found)
    return found


@pytest.mark.parametrize("role", ["member", "core", "facilitator", "programme manager"])
def test_whoever_invites_nobody_is_a_member_before_they_accept(community, role):
    makers = {"member": MembershipFactory, "core": CoreFactory, "facilitator": FacilitatorFactory}
    by = ProgrammeManagerFactory() if role == "programme manager" else makers[role](community=community).person
    eva = PersonFactory()

    row = invite_person(community, eva, by=by)
    assert not is_member(eva, community)
    accept_invitation(row, by=eva)

    assert is_member(eva, community)
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == [Verb.INVITED, Verb.JOINED]


def test_strangers_and_guests_do_not_invite(community):
    for by in (PersonFactory(), MembershipFactory(community=community, guest=True).person):
        with pytest.raises(PermissionDenied):
            invite_person(community, PersonFactory(), by=by)


def test_an_invitation_is_accepted_by_nobody_else(community):
    row = MembershipFactory(community=community, invited=True)

    for by in (facilitator_of(community), ProgrammeManagerFactory()):
        with pytest.raises(PermissionDenied):
            accept_invitation(row, by=by)


def test_who_belongs_waits_or_asked_is_not_invited_again(community):
    sofia = facilitator_of(community)
    for person, words in (
        (member_of(community), "belongs"),
        (MembershipFactory(community=community, invited=True).person, "invited already"),
        (MembershipFactory(community=community, requested=True).person, "answer that request"),
    ):
        with pytest.raises(Refused, match=words):
            invite_person(community, person, by=sofia)


def test_people_who_left_the_organisation_are_not_invited(community):
    gone = PersonFactory()
    gone.is_active = False
    gone.save()

    with pytest.raises(Refused, match="no account"):
        invite_person(community, gone, by=facilitator_of(community))


def test_a_closed_community_invites_nobody():
    community = CommunityFactory(status=Status.CLOSED)

    with pytest.raises(Refused, match="closed"):
        invite_person(community, PersonFactory(), by=facilitator_of(community))


def test_declining_takes_one_step_and_no_reason(community):
    row = MembershipFactory(community=community, invited=True)

    decline_invitation(row, by=row.person)

    row.refresh_from_db()
    assert row.state == MembershipState.DECLINED
    with pytest.raises(Refused, match="answered"):
        accept_invitation(row, by=row.person)


def test_the_inviter_and_the_facilitator_take_an_invitation_back(community):
    for by in (None, facilitator_of(community)):
        row = MembershipFactory(community=community, invited=True)
        assert withdraw_invitation(row, by=by or row.invited_by).state == MembershipState.DECLINED

    row = MembershipFactory(community=community, invited=True)
    with pytest.raises(PermissionDenied):
        withdraw_invitation(row, by=member_of(community))


def test_a_guest_stays_until_the_day_that_was_named(community):
    client = GuestPersonFactory()

    row = invite_guest(community, client, by=facilitator_of(community), until=days(90))
    accept_invitation(row, by=client)

    row.refresh_from_db()
    assert (row.role, row.ends_on, row.state) == (Role.GUEST, days(90), MembershipState.ACTIVE)


@pytest.mark.parametrize(("until", "words"), [(91, "90 days"), (0, "day to come"), (-1, "day to come")])
def test_a_visit_is_at_most_ninety_days(community, until, words):
    with pytest.raises(Refused, match=words):
        invite_guest(community, GuestPersonFactory(), by=facilitator_of(community), until=days(until))


def test_only_the_facilitator_invites_guests(community):
    for by in (member_of(community), CoreFactory(community=community).person, ProgrammeManagerFactory()):
        with pytest.raises(PermissionDenied):
            invite_guest(community, GuestPersonFactory(), by=by, until=days(5))


def test_guests_of_the_organisation_become_no_members(community):
    with pytest.raises(Refused, match="invite them as a guest"):
        invite_person(community, GuestPersonFactory(), by=facilitator_of(community))


def test_an_invitation_of_a_guest_runs_out(community):
    row = MembershipFactory(community=community, invited=True, role=Role.GUEST, ends_on=days(-1))

    with pytest.raises(Refused, match="run out"):
        accept_invitation(row, by=row.person)


def test_an_invitation_goes_out_as_a_letter_once(community, run_jobs):
    eva = PersonFactory()
    invite_person(community, eva, by=facilitator_of(community), message="You know seals")

    run_jobs()

    letter = Letter.objects.get(kind="communities.invited")
    assert letter.person == eva
    assert "You know seals" in letter.text


def test_people_are_found_and_invited_on_the_page(client_as, community):
    eva = PersonFactory(name="Eva Márquez")
    browser = client_as(facilitator_of(community))
    address = f"{community.get_absolute_url()}invite/"

    found = browser.get(address, {"q": "marquez"})
    assert [one.pk for one in found.context["found"]] == [eva.pk]
    browser.post(address, {"person": eva.pk, "message": "Come"})

    assert Membership.objects.get(person=eva).state == MembershipState.INVITED
    assert list(browser.get(address, {"q": "marquez"}).context["found"]) == []


def test_the_invited_see_the_question_on_the_page_and_answer_it(client_as, community):
    row = MembershipFactory(community=community, invited=True)
    browser = client_as(row.person)

    assert f"/communities/invitations/{row.pk}/accept/" in browser.get(community.get_absolute_url()).content.decode()
    assert browser.post(f"/communities/invitations/{row.pk}/accept/").url == f"{community.get_absolute_url()}welcome/"
    assert client_as(PersonFactory()).post(f"/communities/invitations/{row.pk}/accept/").status_code == 404


def test_whom_to_invite_is_looked_up_in_the_index_of_people():
    reader, zoe = PersonFactory(), PersonFactory(name="Zoé Núñez")

    found = people_named("nuñez zo", reader)

    assert "practica_plain" in str(found.query)
    assert list(found) == [zoe]
