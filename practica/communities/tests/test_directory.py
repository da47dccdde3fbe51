"""Finding communities, and those that sound alike."""

import pytest
from django.db import connection

from practica.communities.models import Community
from practica.communities.queries.directory import DirectoryFilter, directory, look_alikes, topics_in_use
from practica.communities.tests.factories import CommunityFactory, MembershipFactory, facilitator_of
from practica.organisation.models import Unit
from practica.people.tests.factories import GuestPersonFactory, PersonFactory

pytestmark = pytest.mark.django_db


def names(person, **wanted):
    return [one.name for one in directory(person, DirectoryFilter(**wanted))]


@pytest.fixture
def ana():
    return PersonFactory()


@pytest.fixture
def three():
    unit = Unit.objects.create(name="Plants")
    return [
        CommunityFactory(name="Bombas", tagline="Válvulas y sellos", topics=["vibración"], unit=unit, languages=["es"]),
        CommunityFactory(name="Leak detection", stage="maturing", languages=["en"]),
        CommunityFactory(name="Cases", visibility="private", tagline="Válvulas secretas", topics=["valves"]),
    ]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["Bombas", "Cases", "Leak detection"]),
        ({"words": "valvulas"}, ["Bombas"]),
        ({"words": "BÓMBAS sellos"}, ["Bombas"]),
        ({"words": "vibracion"}, ["Bombas"]),
        ({"words": "cases"}, ["Cases"]),
        ({"words": "50%"}, []),
        ({"words": "le"}, ["Leak detection"]),
        ({"words": "ombas vibracion"}, ["Bombas"]),
        ({"stage": "maturing"}, ["Leak detection"]),
        ({"language": "en"}, ["Cases", "Leak detection"]),
        ({"topic": "vibración"}, ["Bombas"]),
        ({"topic": "valves"}, []),
        ({"unit": "not a number"}, ["Bombas", "Cases", "Leak detection"]),
        ({"mine": True}, []),
    ],
)
def test_what_one_looks_for_is_found_and_texts_of_private_ones_are_not_searched(ana, three, wanted, found):
    assert names(ana, **wanted) == found


def test_a_unit_and_ones_own_communities_filter(ana, three):
    MembershipFactory(person=ana, community=three[2])

    assert names(ana, unit=str(three[0].unit_id)) == ["Bombas"]
    assert names(ana, mine=True) == ["Cases"]
    assert names(ana, words="secretas") == ["Cases"]


def test_words_are_looked_up_in_the_indexes_of_names_and_of_texts(ana):
    many = (Community(name=f"Nombre {n}", slug=f"n{n}", tagline="Bombas", domain="y sellos " * 40) for n in range(4000))
    Community.objects.bulk_create(many)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE communities_community")

    plan = Community.objects.with_readable(ana).saying("vacío").explain()

    assert ("community_by_name" in plan, "community_by_words" in plan) == (True, True)
    assert "Seq Scan on communities_community" not in plan.split("SubPlan")[0]


def test_guests_find_only_where_they_are_guests(three):
    guest = GuestPersonFactory()
    assert names(guest) == []

    MembershipFactory(person=guest, community=three[1], guest=True)
    assert names(guest) == ["Leak detection"]


def test_of_a_private_community_a_stranger_gets_name_and_contact_only(client_as, ana):
    community = CommunityFactory(
        name="Cases", visibility="private", tagline="A secret", contact="Call Hugo", topics=["hush"]
    )
    facilitator_of(community)

    page = client_as(ana).get("/communities/").content.decode()

    assert "Cases" in page
    assert "Call Hugo" in page
    assert [word for word in ("A secret", "hush", community.get_absolute_url()) if word in page] == []
    assert topics_in_use(ana) == []


def test_the_list_answers_htmx_with_the_list_alone(client_as, ana):
    CommunityFactory(name="Bombas")

    answer = client_as(ana).get("/communities/", {"q": "bombas"}, headers={"HX-Request": "true"})

    assert next(template.name for template in answer.templates) == "communities/_directory_list.html"


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Quality of data", ["Data quality"]),
        ("Calidad de los datos", []),
        ("Dáta qualitý", ["Data quality"]),
        ("Data", ["Data quality"]),
        ("Pumps", []),
        ("Da", []),
        ("", []),
    ],
)
def test_names_that_sound_alike_are_offered_first(ana, name, found):
    CommunityFactory(name="Data quality", tagline="Numbers one can rely on")
    CommunityFactory(name="Safe entry", tagline="Trenches")

    assert [one.name for one in look_alikes(name, "", ana)] == found


def test_the_hint_says_no_more_of_a_private_one_than_the_directory(client_as, ana):
    CommunityFactory(name="Data quality", visibility="private", tagline="A secret")

    page = client_as(ana).get("/communities/similar/", {"name": "quality of data"}).content.decode()

    assert "Data quality" in page
    assert "A secret" not in page
