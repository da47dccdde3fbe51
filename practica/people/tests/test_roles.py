"""Who runs the programme, who administers, and who is here at all."""

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.actions import (
    confirm_account,
    create_administrator,
    deactivate_person,
    end_administrator,
    end_programme_manager,
    make_administrator,
    make_programme_manager,
    reactivate_person,
)
from practica.people.models import Person
from practica.people.tests.factories import (
    AdministratorFactory,
    GuestPersonFactory,
    ImportedPersonFactory,
    PersonFactory,
    ProgrammeManagerFactory,
)
from practica.people.verbs import Verb

pytestmark = pytest.mark.django_db


def test_a_programme_manager_names_another():
    ines, ana = ProgrammeManagerFactory(), PersonFactory()
    assert make_programme_manager(ana, by=ines).is_programme_manager

    event = Event.objects.get()
    assert (event.verb, event.actor_id, event.target_id) == ("people.programme_manager_made", ines.pk, ana.pk)


def test_members_give_no_roles():
    ana = PersonFactory()
    for action in [make_programme_manager, make_administrator, deactivate_person]:
        with pytest.raises(PermissionDenied):
            action(PersonFactory(), by=ana)


def test_only_administrators_make_and_end_administrators():
    manager = ProgrammeManagerFactory()
    with pytest.raises(PermissionDenied):
        make_administrator(PersonFactory(), by=manager)
    with pytest.raises(PermissionDenied):
        end_administrator(AdministratorFactory(), by=manager)
    with pytest.raises(PermissionDenied):
        deactivate_person(AdministratorFactory(), by=manager)


@pytest.mark.parametrize("factory", [ImportedPersonFactory, GuestPersonFactory])
def test_a_role_needs_an_account_of_a_colleague(factory):
    with pytest.raises(Refused):
        make_programme_manager(factory(), by=ProgrammeManagerFactory())


def test_a_role_is_given_once():
    with pytest.raises(Refused, match="already has this role"):
        make_programme_manager(ProgrammeManagerFactory(), by=AdministratorFactory())


def test_the_last_programme_manager_stays():
    ines = ProgrammeManagerFactory(name="Inés")
    ProgrammeManagerFactory(deactivated_at="2026-01-01T00:00Z")

    with pytest.raises(Refused, match="Inés is the last programme manager"):
        end_programme_manager(ines, by=ines)
    with pytest.raises(Refused, match="last programme manager"):
        deactivate_person(ines, by=ines)


def test_the_last_administrator_stays():
    hugo = AdministratorFactory()

    with pytest.raises(Refused, match="last administrator"):
        end_administrator(hugo, by=hugo)
    with pytest.raises(Refused, match="last administrator"):
        deactivate_person(hugo, by=hugo)


def test_one_of_two_may_step_down():
    ines, hugo = ProgrammeManagerFactory(), ProgrammeManagerFactory()

    assert not end_programme_manager(ines, by=hugo).is_programme_manager
    assert not end_administrator(AdministratorFactory(), by=AdministratorFactory()).is_administrator


def test_a_role_one_does_not_have_does_not_end():
    with pytest.raises(Refused, match="does not have this role"):
        end_programme_manager(PersonFactory(), by=ProgrammeManagerFactory())


def test_a_closed_account_is_signed_out_and_not_listed(client_as):
    ana, manager = PersonFactory(), ProgrammeManagerFactory()
    client = client_as(ana)
    deactivate_person(ana, by=manager)

    assert client.get(reverse("people:directory")).status_code == 302
    assert list(Person.objects.visible_to(manager)) == [manager]
    with pytest.raises(Refused, match="already closed"):
        deactivate_person(ana, by=manager)


def test_a_closed_account_opens_again():
    manager, ana = ProgrammeManagerFactory(), PersonFactory(deactivated_at="2026-01-01T00:00Z")

    assert reactivate_person(ana, by=manager).is_active
    with pytest.raises(Refused, match="is open"):
        reactivate_person(ana, by=manager)
    with pytest.raises(PermissionDenied):
        reactivate_person(ana, by=PersonFactory())


def test_the_command_line_makes_an_administrator(client):
    person = create_administrator("Hugo Lindgren", "Hugo@litoral.example", "tres bombas quietas")

    assert person.is_administrator
    assert (person.email, person.handle) == ("hugo@litoral.example", "hugo-lindgren")


def test_the_command_line_lets_somebody_in_again():
    ana = PersonFactory(email="ana@litoral.example", deactivated_at="2026-01-01T00:00Z")
    person = create_administrator("Ignored", "ANA@litoral.example", "tres bombas quietas")

    assert person == ana
    assert person.is_active
    assert person.is_administrator
    assert person.check_password("tres bombas quietas")


def test_the_page_presses_the_same_actions(client_as):
    manager, ana = AdministratorFactory(), PersonFactory()
    client = client_as(manager)
    page = reverse("people:administer", args=[ana.handle])

    assert client.get(page).status_code == 200
    response = client.post(reverse("people:change_role", args=[ana.handle, "make-administrator"]))
    ana.refresh_from_db()

    assert response.url == page
    assert ana.is_administrator
    assert client.post(reverse("people:change_role", args=[ana.handle, "make-king"])).status_code == 404
    assert client_as(PersonFactory()).get(page).status_code == 403


def test_the_list_of_accounts_has_a_fixed_number_of_queries(client_as, django_assert_max_num_queries):
    client = client_as(AdministratorFactory())
    client.get(reverse("people:administration"))
    counts = []
    for _round in range(2):
        PersonFactory()
        with django_assert_max_num_queries(12) as captured:
            client.get(reverse("people:administration"))
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_a_closed_account_is_remembered_by_colleagues_and_not_by_guests(client_as):
    ana = PersonFactory(name="Ana", headline="Pumps", deactivated_at="2026-01-01T00:00Z")
    page = client_as(PersonFactory()).get(ana.get_absolute_url())

    assert "This account is closed" in page.text
    assert "Pumps" not in page.text
    assert client_as(GuestPersonFactory()).get(ana.get_absolute_url()).status_code == 404


def test_making_an_administrator_twice_is_one_event():
    for word in ("tres bombas quietas", "cuatro bombas quietas"):
        person = create_administrator("Hugo Lindgren", "hugo@litoral.example", word)

    assert person.check_password("cuatro bombas quietas")
    assert Event.objects.filter(verb=Verb.ADMINISTRATOR_MADE).count() == 1


def test_an_address_that_is_proved_twice_is_one_event():
    person = PersonFactory(claimed_at=None, unconfirmed_since=timezone.now())

    confirm_account(person)
    confirm_account(person)

    assert Event.objects.filter(verb=Verb.JOINED).count() == 1
