"""People are found by what they say, and only by those who see them."""

from dataclasses import replace

import pytest
from django.urls import reverse

from practica.people import actions
from practica.people.tests.factories import GuestPersonFactory, PersonFactory, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db
PROFILE = actions.Profile("Ana Pérez", {"Válvulas": "can_help"}, headline="Bombas de vacío")


def found(client, words):
    return client.get(reverse("search:page"), {"q": words}).text


def test_a_person_is_found_by_what_they_say_and_at_once_by_what_they_change(client_as):
    ana = PersonFactory(name="Ana")
    client = client_as(PersonFactory(name="Reader"))
    actions.change_profile(ana, PROFILE, by=ana)
    assert ana.get_absolute_url() in found(client, "valvulas")

    actions.change_profile(ana, replace(PROFILE, expertise={}), by=ana)
    assert ana.get_absolute_url() not in found(client, "valvulas")


def test_who_left_is_not_found(client_as):
    ana, manager = PersonFactory(name="Ana"), ProgrammeManagerFactory()
    actions.change_profile(ana, PROFILE, by=ana)
    actions.deactivate_person(ana, by=manager)

    assert ana.get_absolute_url() not in found(client_as(manager), "valvulas")


def test_a_guest_finds_no_strangers(client_as):
    ana = PersonFactory(name="Ana")
    actions.change_profile(ana, PROFILE, by=ana)

    assert ana.get_absolute_url() not in found(client_as(GuestPersonFactory()), "valvulas")
