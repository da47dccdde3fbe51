"""Changing what belongs to everybody."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.organisation.actions import OrganisationChoices, add_unit, change_organisation, merge_unit, rename_unit
from practica.organisation.models import Organisation, Unit
from practica.organisation.queries import may_join
from practica.organisation.tests.factories import a_community, a_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return Organisation.objects.create(pk=1, name="Litoral", languages=["en"])


@pytest.fixture
def manager():
    return a_person(is_programme_manager=True)


def test_the_settings_change(client_as, organisation, manager):
    said = {
        "name": "Litoral Water",
        "languages": ["en", "es"],
        "first_language": "es",
        "time_zone": "America/Montevideo",
        "joining": "domain",
        "email_domains": "litoral.example",
    }
    client_as(manager).post(reverse("organisation:settings"), said)
    organisation.refresh_from_db()

    assert (organisation.name, organisation.languages) == ("Litoral Water", ["es", "en"])
    assert organisation.email_domains == ["litoral.example"]
    assert [event.verb for event in Event.objects.all()] == ["organisation.changed"]


def test_members_change_nothing(client_as, organisation):
    choices = OrganisationChoices("Ours", ["en"], "UTC")
    with pytest.raises(PermissionDenied):
        change_organisation(organisation, choices, by=a_person())
    for action in [lambda p: add_unit("Plants", parent=None, by=p)]:
        with pytest.raises(PermissionDenied):
            action(a_person())
    for name in ["organisation:settings", "organisation:units"]:
        assert client_as(a_person()).get(reverse(name)).status_code == 403


@pytest.mark.parametrize(
    "choices", [OrganisationChoices("X", [], "UTC"), OrganisationChoices("X", ["en"], "UTC", "domain")]
)
def test_choices_that_lock_people_out_are_refused(organisation, manager, choices):
    with pytest.raises(Refused):
        change_organisation(organisation, choices, by=manager)


@pytest.mark.parametrize(
    ("joining", "email", "allowed"),
    [
        ("open", "a@x.example", True),
        ("invitation", "a@litoral.example", False),
        ("domain", "a@LITORAL.example", True),
        ("domain", "a@notlitoral.example", False),
        ("domain", "a@sub.litoral.example", False),
    ],
)
def test_who_may_join(joining, email, allowed):
    assert may_join(Organisation(joining=joining, email_domains=["Litoral.example"]), email) is allowed


def test_a_unit_is_added_renamed_and_named_once(manager):
    unit = add_unit("Plants", parent=None, by=manager)
    rename_unit(unit, "plants", by=manager)
    add_unit("Networks", parent=unit, by=manager)

    with pytest.raises(Refused, match="already a unit"):
        add_unit("PLANTS", parent=None, by=manager)
    with pytest.raises(Refused, match="already a unit"):
        rename_unit(unit, "networks", by=manager)
    with pytest.raises(PermissionDenied):
        rename_unit(unit, "Mine", by=a_person())


def test_a_merged_unit_hands_over_its_people_communities_and_parts(manager):
    old, new = Unit.objects.create(name="Old"), Unit.objects.create(name="New")
    part = Unit.objects.create(name="Part", parent=old)
    ana, community = a_person(unit=old), a_community(name="Leaks", slug="leaks", unit=old)
    merge_unit(old, into=new, by=manager)
    for thing in (ana, community, part):
        thing.refresh_from_db()

    assert (ana.unit, community.unit, part.parent) == (new, new, new)
    assert set(Unit.objects.all()) == {new, part}


def test_a_unit_is_not_merged_into_itself_or_its_parts(manager):
    old = Unit.objects.create(name="Old")
    part = Unit.objects.create(name="Part", parent=old)
    crew = Unit.objects.create(name="Crew", parent=part)

    for into in (old, part, crew):
        with pytest.raises(Refused):
            merge_unit(old, into=into, by=manager)
    with pytest.raises(PermissionDenied):
        merge_unit(part, into=old, by=a_person())


def test_the_page_of_units_adds_renames_and_merges(client_as, manager):
    client = client_as(manager)
    client.post(reverse("organisation:add_unit"), {"name": "Plants"})
    client.post(reverse("organisation:add_unit"), {"name": "Networks"})
    plants, networks = Unit.objects.get(name="Plants"), Unit.objects.get(name="Networks")
    client.post(reverse("organisation:rename_unit", args=[plants.pk]), {"name": "Works"})
    assert client.post(reverse("organisation:add_unit"), {"name": ""}).status_code == 422
    client.post(reverse("organisation:merge_unit", args=[networks.pk]), {"into": plants.pk})

    assert [unit.name for unit in Unit.objects.all()] == ["Works"]
    assert "Works" in client.get(reverse("organisation:units")).text


def test_a_name_that_is_refused_stands_in_its_box_again(client_as, manager):
    unit = add_unit("Plants", parent=None, by=manager)
    answer = client_as(manager).post(reverse("organisation:rename_unit", args=[unit.pk]), {"name": "z" * 121})

    assert (answer.status_code, f'value="{"z" * 121}"' in answer.text, 'class="fold" open' in answer.text) == (
        422,
        True,
        True,
    )
    unit.refresh_from_db()
    assert unit.name == "Plants"


def test_the_list_of_units_has_a_fixed_number_of_queries(client_as, manager, django_assert_max_num_queries):
    client = client_as(manager)
    client.get(reverse("organisation:units"))
    counts = []
    for name in ("One", "Two"):
        Unit.objects.create(name=name)
        with django_assert_max_num_queries(12) as captured:
            client.get(reverse("organisation:units"))
        counts.append(len(captured))
    assert counts[0] == counts[1]
