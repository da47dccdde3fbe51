"""Lists of people stay readable, and ask the same number of questions, however many there are."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from practica.communities.models import Membership
from practica.communities.queries.people import people_to_meet
from practica.communities.tests.factories import CommunityFactory, facilitator_of, member_of
from practica.people.models import Person
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
STATES = {
    "members": {"state": "active", "role": "member"},
    "guests": {"state": "active", "role": "guest", "ends_on": "2999-01-01"},
    "requests": {"state": "requested"},
    "invited": {"state": "invited"},
}


@pytest.fixture
def community():
    return CommunityFactory()


def fill(community, state, many):
    begin = Person.objects.count()
    made = Person.objects.bulk_create(Person(handle=f"p{begin + n}", name=f"Nombre {n:03}") for n in range(many))
    fields = {"joined_at": timezone.now(), **STATES[state]}
    Membership.objects.bulk_create(Membership(community=community, person=one, **fields) for one in made)


def members_page(client, community, **asked):
    return client.get(reverse("communities:members", args=[community.slug]), asked)


@pytest.mark.parametrize(("state", "name"), [("guests", "guests"), ("requests", "asking"), ("invited", "invited")])
def test_each_list_of_the_members_page_turns_its_own_pages(client_as, community, state, name):
    client = client_as(facilitator_of(community))
    fill(community, state, 51)

    first, second = members_page(client, community), members_page(client, community, **{name: 2})

    assert [len(page.context[state]) for page in (first, second)] == [50, 1]
    assert f"?{name}=2" in first.content.decode()
    assert len(second.context["members"]) == 1


def test_members_turn_pages_and_are_found_by_words(client_as, community):
    client = client_as(facilitator_of(community))
    fill(community, "members", 60)

    first, found = members_page(client, community), members_page(client, community, q="nombre 007")

    assert (len(first.context["members"]), first.context["member_count"]) == (50, 61)
    assert [row.person.name for row in found.context["members"]] == ["Nombre 007"]
    assert "No member is found by these words." in members_page(client, community, q="zzz").content.decode()


def test_somebody_of_another_community_is_not_found_among_the_members(client_as, community):
    PersonFactory(name="Zoe")

    page = members_page(client_as(facilitator_of(community)), community, q="zoe")

    assert list(page.context["members"]) == []


def test_the_members_page_asks_the_same_number_of_questions(client_as, community):
    client, counts = client_as(facilitator_of(community)), []
    members_page(client, community)
    for many in (1, 2):
        for state in STATES:
            fill(community, state, many)
        with CaptureQueriesContext(connection) as asked:
            members_page(client, community)
        counts.append(len(asked))

    # Four lists stand on it, and it asks no more than a page of one may.
    assert counts == [12, 12]


def test_what_waits_on_the_start_page_stays_short(client_as, community):
    client = client_as(facilitator_of(community))
    fill(community, "requests", 25)

    page = client.get(reverse("communities:invitations")).content.decode()

    assert page.count('class="wait"') == 20
    assert "Those who have waited longest are shown first" in page


def test_versions_of_a_charter_turn_pages(client_as, community):
    facilitator = facilitator_of(community)
    past = {"state": "superseded", "in_force_at": timezone.now(), "superseded_at": timezone.now()}
    for number in range(1, 15):
        community.charters.create(version=number, created_by=facilitator, **past)

    page = client_as(facilitator).get(reverse("communities:charter", args=[community.slug]), {"versions": 2})

    assert [one.version for one in page.context["versions"]] == [2, 1]


def test_who_left_the_organisation_is_marked_and_nobody_is_asked_to_say_hello_to_them(client_as, community):
    facilitator, gone = facilitator_of(community), member_of(community)
    Person.objects.filter(pk=gone.pk).update(deactivated_at=timezone.now())
    client = client_as(facilitator)

    pages = [client.get(reverse(f"communities:{name}", args=[community.slug])) for name in ("members", "people")]

    assert [page.content.decode().count("No longer in the organisation") for page in pages] == [1, 1]
    assert people_to_meet(community, facilitator) == []
