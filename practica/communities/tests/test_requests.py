"""Asking to join, and being answered."""

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.communities.actions import (
    accept_request,
    decline_request,
    join_community,
    offer_facilitation,
    request_membership,
    withdraw_request,
)
from practica.communities.models import Membership, MembershipState, Role, Visibility
from practica.communities.queries import is_member
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


def verbs():
    return list(Event.objects.order_by("id").values_list("verb", flat=True))


@pytest.fixture
def community():
    found = CommunityFactory(visibility="request")
    facilitator_of(found)
    return found


def test_who_asks_is_no_member_until_let_in(community):
    marta = PersonFactory()

    row = request_membership(community, by=marta, message="I start next month")
    assert not is_member(marta, community)
    accept_request(row, by=facilitator_of(community), answer="Welcome")

    row.refresh_from_db()
    assert (row.state, row.role, row.answer) == (MembershipState.ACTIVE, Role.MEMBER, "Welcome")
    assert verbs() == [Verb.REQUESTED, Verb.JOINED, Verb.REQUEST_ACCEPTED]


def test_an_open_community_is_joined_and_a_private_one_is_not_asked():
    for visibility in ("open", "private"):
        with pytest.raises(PermissionDenied):
            request_membership(CommunityFactory(visibility=visibility), by=PersonFactory())


def test_guests_of_the_organisation_do_not_ask(community):
    with pytest.raises(PermissionDenied):
        request_membership(community, by=GuestPersonFactory())


def test_one_asks_once(community):
    marta = PersonFactory()
    request_membership(community, by=marta)

    with pytest.raises(Refused, match="asked already"):
        request_membership(community, by=marta)


def test_members_and_invited_people_have_nothing_to_ask(community):
    with pytest.raises(Refused, match="already"):
        request_membership(community, by=member_of(community))
    with pytest.raises(Refused, match="accept the invitation"):
        request_membership(community, by=MembershipFactory(community=community, invited=True).person)


def test_a_no_needs_a_word(community):
    row = MembershipFactory(community=community, requested=True)

    with pytest.raises(Refused, match="Write a line"):
        decline_request(row, by=facilitator_of(community), answer="  ")
    decline_request(row, by=facilitator_of(community), answer="We are full until spring")

    row.refresh_from_db()
    assert (row.state, row.answer) == (MembershipState.DECLINED, "We are full until spring")


def test_a_request_is_answered_once(community):
    row = MembershipFactory(community=community, requested=True)
    accept_request(row, by=facilitator_of(community))

    with pytest.raises(Refused, match="answered already"):
        decline_request(row, by=facilitator_of(community), answer="No")
    with pytest.raises(Refused, match="answered already"):
        withdraw_request(row, by=row.person)


@pytest.mark.parametrize("factory", [MembershipFactory, CoreFactory])
def test_members_and_the_core_group_do_not_answer_requests(community, factory):
    row = MembershipFactory(community=community, requested=True)

    with pytest.raises(PermissionDenied):
        accept_request(row, by=factory(community=community).person)


def test_the_programme_manager_answers_only_where_nobody_facilitates(community):
    ines = ProgrammeManagerFactory()
    with pytest.raises(PermissionDenied):
        accept_request(MembershipFactory(community=community, requested=True), by=ines)

    orphan = MembershipFactory(community=CommunityFactory(visibility="request"), requested=True)
    assert accept_request(orphan, by=ines).is_active


def test_only_who_asked_takes_a_request_back(community):
    row = MembershipFactory(community=community, requested=True)

    with pytest.raises(PermissionDenied):
        withdraw_request(row, by=facilitator_of(community))
    assert withdraw_request(row, by=row.person).state == MembershipState.DECLINED


def test_after_a_no_one_may_ask_again(community):
    row = MembershipFactory(community=community, state=MembershipState.DECLINED)

    assert request_membership(community, by=row.person).state == MembershipState.REQUESTED


def test_who_asked_may_walk_in_when_the_door_opens(community):
    row = MembershipFactory(community=community, requested=True)
    community.visibility = "open"
    community.save()

    assert join_community(community, by=row.person).is_active


def test_the_facilitator_gets_a_letter_and_the_asker_the_answer(community, run_jobs):
    sofia, marta = facilitator_of(community), PersonFactory(language="es")
    row = request_membership(community, by=marta, message="I start next month")
    run_jobs()
    accept_request(row, by=sofia, answer="Welcome")
    run_jobs()

    letters = Letter.objects.filter(kind__startswith="communities.").order_by("pk")
    assert [(one.kind, one.person) for one in letters] == [
        ("communities.requested", sofia),
        ("communities.request_accepted", marta),
    ]
    assert "I start next month" in letters[0].text
    assert letters[1].language == "es"


def test_the_facilitator_answers_on_the_members_page(client_as, community):
    row = MembershipFactory(community=community, requested=True)
    browser = client_as(facilitator_of(community))
    address = f"{community.get_absolute_url()}members/{row.pk}/answer/"

    assert browser.post(address, {"decision": "decline"}).status_code == 409
    assert browser.post(address, {"decision": "accept"}).url == f"{community.get_absolute_url()}members/"
    assert Membership.objects.get(pk=row.pk).is_active


def test_a_request_to_another_community_is_not_found_here(client_as, community):
    other = MembershipFactory(requested=True, community__visibility="request")
    browser = client_as(facilitator_of(community))

    answer = browser.post(f"{community.get_absolute_url()}members/{other.pk}/answer/", {"decision": "accept"})

    assert answer.status_code == 404
    assert not Membership.objects.get(pk=other.pk).is_active


def said(response):
    return [str(message) for message in response.context["messages"]]


def test_one_asks_on_the_page_and_may_take_it_back(client_as):
    community = FacilitatorFactory(community__visibility=Visibility.REQUEST).community
    ana = PersonFactory()
    client = client_as(ana)

    page = client.get(reverse("communities:ask", args=[community.slug]))
    asked = client.post(reverse("communities:ask", args=[community.slug]), {"message": "I mend pumps."}, follow=True)
    row = community.memberships.get(person=ana)
    back = client.post(reverse("communities:withdraw", args=[row.pk]), follow=True)

    assert page.status_code == 200
    assert said(asked) == ["Your request is on its way. The facilitator will answer."]
    assert said(back) == ["Your request is taken back."]
    row.refresh_from_db()
    assert row.state != MembershipState.REQUESTED


def test_whoever_asked_and_who_answers_get_letters(run_jobs):
    sofia = FacilitatorFactory(community__visibility=Visibility.REQUEST, community__name="Pumps")
    ana, luis = PersonFactory(name="Ana"), PersonFactory(name="Luis")
    accept_request(request_membership(sofia.community, by=ana, message="I mend pumps."), by=sofia.person)
    row = request_membership(sofia.community, by=luis, message="")
    run_jobs()
    decline_request(row, by=sofia.person, answer="We are full until May.")
    run_jobs()

    letters = {(letter.to[0], letter.subject) for letter in mail.outbox}
    assert {
        (ana.email, "Welcome to Pumps"),
        (sofia.person.email, "Luis would like to join Pumps"),
        (luis.email, "Your request to join Pumps"),
    } <= letters
    assert any("We are full until May." in letter.body for letter in mail.outbox)


def test_an_offer_to_facilitate_is_a_letter_and_is_answered_on_the_page(client_as, run_jobs):
    sofia = FacilitatorFactory(community__name="Pumps")
    rows = [MembershipFactory(community=sofia.community) for _ in range(2)]
    for row in rows:
        offer_facilitation(row, by=sofia.person)
    run_jobs()

    yes = client_as(rows[0].person).post(reverse("communities:accept-post", args=[rows[0].pk]), follow=True)
    no = client_as(rows[1].person).post(reverse("communities:decline-post", args=[rows[1].pk]), follow=True)

    assert "Would you facilitate Pumps?" in {letter.subject for letter in mail.outbox}
    assert said(yes) == ["You facilitate Pumps now. Thank you."]
    assert said(no) == ["You have said no, which is fine."]
    assert {row.person for row in sofia.community.facilitators} == {sofia.person, rows[0].person}


def test_a_learning_goal_is_kept_on_the_page_and_one_too_long_is_named(client_as):
    row = MembershipFactory()
    client = client_as(row.person)
    address = reverse("communities:goal", args=[row.community.slug])

    kept = client.post(address, {"learning_goal": "To hear a bearing"}, follow=True)
    long = client.post(address, {"learning_goal": "x" * 5000})

    assert said(kept) == ["Good to know. Others can help you now."]
    assert long.status_code == 422
    row.refresh_from_db()
    assert row.learning_goal == "To hear a bearing"
