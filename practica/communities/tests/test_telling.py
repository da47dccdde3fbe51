"""Who hears of what, and what waits for whom."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from practica.communities.actions import invite_person, leave_community, request_membership
from practica.communities.notices import everyone, facilitators, themselves
from practica.communities.tests.factories import (
    CommunityFactory,
    FacilitatorFactory,
    MembershipFactory,
    facilitator_of,
    member_of,
)
from practica.communities.verbs import Verb
from practica.notices.registry import telling_of
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


def people(pairs):
    return {person for person, _reason in pairs}


def test_a_request_is_told_to_the_facilitators_and_to_the_programme_where_there_are_none():
    row = MembershipFactory(requested=True)
    ines = ProgrammeManagerFactory()
    assert people(facilitators(None, row)) == {ines}

    sofia = facilitator_of(row.community)
    assert people(facilitators(None, row)) == {sofia}


def test_an_invitation_is_told_to_the_invited_and_news_to_the_members_but_not_to_guests():
    row = MembershipFactory(invited=True)
    ana = member_of(row.community)
    MembershipFactory(community=row.community, guest=True)

    assert people(themselves(None, row)) == {row.person}
    assert people(everyone(None, row.community)) == {ana}


def test_every_telling_leads_to_a_page_that_its_reader_can_open(client_as):
    """An invitation to a private community can't lead to its home, which strangers don't see."""
    community = CommunityFactory(visibility="private")
    row = invite_person(community, PersonFactory(), by=facilitator_of(community))

    address = telling_of(Verb.INVITED).url(row)

    assert client_as(row.person).get(address).status_code == 200


def test_what_waits_is_shown_to_the_one_it_waits_for(client_as):
    community = CommunityFactory(visibility="request")
    sofia, marta = facilitator_of(community), PersonFactory(name="Marta Rey")
    request_membership(community, by=marta)
    invited = MembershipFactory(community=community, invited=True).person
    asked = MembershipFactory(community=community, offered_role="facilitator", offered_by=sofia).person

    def shown(person):
        return client_as(person).get("/communities/invitations/").content.decode()

    assert "Marta Rey would like to join" in shown(sofia)
    assert f"You are invited to {community.name}" in shown(invited)
    assert f"You are asked to facilitate {community.name}" in shown(asked)
    nobody = shown(marta)
    assert [word for word in ("Marta Rey would", "You are invited to ", "You are asked ") if word in nobody] == []


def test_who_left_hears_no_more_of_it():
    row = FacilitatorFactory()
    other = FacilitatorFactory(community=row.community)

    leave_community(row.community, by=row.person)

    assert people(everyone(None, row.community)) == {other.person}


@pytest.mark.parametrize("page", ["/communities/", "/communities/programme/", "/communities/invitations/"])
def test_a_list_asks_at_most_twelve_queries(client_as, page):
    ines = ProgrammeManagerFactory()
    for _ in range(3):
        FacilitatorFactory()
        MembershipFactory(person=ines)
    browser = client_as(ines)
    browser.get(page)

    with CaptureQueriesContext(connection) as counted:
        browser.get(page)

    assert len(counted) <= 12, [query["sql"][:120] for query in counted]
