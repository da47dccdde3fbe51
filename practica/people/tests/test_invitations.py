"""Bringing people in by letter, and handing over what was imported for them."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.organisation.models import Organisation
from practica.people.actions import (
    NewAccount,
    accept_invitation,
    claim_person,
    invite_guest,
    invite_person,
    rename_imported_person,
    send_claim,
    withdraw_invitation,
)
from practica.people.models import Invitation, Person
from practica.people.tests.factories import (
    AdministratorFactory,
    ImportedPersonFactory,
    InvitationFactory,
    PersonFactory,
    ProgrammeManagerFactory,
)

pytestmark = pytest.mark.django_db
ACCOUNT = NewAccount("Marta Rey", "ignored@elsewhere.example", "tres bombas quietas", "es", "Europe/Madrid")


@pytest.fixture
def organisation():
    return Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])


@pytest.fixture
def manager():
    return ProgrammeManagerFactory(name="Inés Cabrera")


def link_in(letter):
    return re.search(r"/people/join/\S+", letter.body).group(0)


def test_an_invitation_is_a_letter_whose_link_opens_an_account(client, organisation, manager, run_jobs):
    invite_person("Marta@elsewhere.example", by=manager)
    run_jobs()
    letter = mail.outbox[0]
    assert letter.subject == "Inés Cabrera invites you to Litoral Water"
    assert letter.to == ["marta@elsewhere.example"]

    assert client.get(link_in(letter)).status_code == 200
    response = client.post(link_in(letter), {"name": "Marta Rey", "password": "tres bombas quietas"})

    marta = Person.objects.get(email="marta@elsewhere.example")
    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(marta.pk)
    assert (marta.name, marta.handle, marta.has_account, marta.is_guest) == ("Marta Rey", "marta-rey", True, False)
    assert client.get(link_in(letter)).status_code == 404


def test_only_those_who_look_after_people_invite():
    with pytest.raises(PermissionDenied):
        invite_person("marta@elsewhere.example", by=PersonFactory())

    assert not Invitation.objects.exists()


def test_nobody_is_invited_who_is_here(manager):
    PersonFactory(email="marta@elsewhere.example")

    with pytest.raises(Refused, match="already uses"):
        invite_person("MARTA@elsewhere.example", by=manager)


def test_inviting_again_renews_the_letter(manager):
    with time_machine.travel("2026-11-01T10:00:00Z"):
        first = invite_person("marta@elsewhere.example", by=manager)
    second = invite_guest("marta@elsewhere.example", by=manager)

    assert first.pk == second.pk
    assert second.as_guest
    assert not second.has_expired


def test_a_guest_stays_a_guest(manager):
    invitation = invite_guest("marta@elsewhere.example", by=manager)

    assert accept_invitation(invitation, ACCOUNT).is_guest


def test_the_letter_decides_the_address(manager):
    person = accept_invitation(invite_person("marta@elsewhere.example", by=manager), ACCOUNT)

    assert person.email == "marta@elsewhere.example"
    assert (person.language, person.time_zone) == ("es", "Europe/Madrid")


def test_an_invitation_opens_one_account_only(manager):
    invitation = invite_person("marta@elsewhere.example", by=manager)
    accept_invitation(invitation, ACCOUNT)

    with pytest.raises(Refused, match="has been used"):
        accept_invitation(invitation, ACCOUNT)


def test_an_old_link_is_closed(client, organisation):
    invitation = InvitationFactory()
    with time_machine.travel(timezone.now() + timezone.timedelta(days=15)):
        assert client.get(invitation.get_absolute_url()).status_code == 404
        with pytest.raises(Refused):
            accept_invitation(invitation, ACCOUNT)


def test_a_link_nobody_signed_is_closed(client, organisation):
    InvitationFactory()

    assert client.get(reverse("people:join", args=["1"])).status_code == 404
    assert client.get(reverse("people:join", args=["x:y:z"])).status_code == 404


def test_a_withdrawn_invitation_is_closed(manager):
    invitation = invite_person("marta@elsewhere.example", by=manager)
    withdraw_invitation(invitation, by=manager)

    with pytest.raises(Refused):
        accept_invitation(invitation, ACCOUNT)
    with pytest.raises(Refused, match="already been used or withdrawn"):
        withdraw_invitation(invitation, by=manager)
    assert [event.verb for event in Event.objects.order_by("pk")] == ["people.invited", "people.invitation_withdrawn"]


def test_members_do_not_withdraw_invitations():
    with pytest.raises(PermissionDenied):
        withdraw_invitation(InvitationFactory(), by=PersonFactory())


def test_no_letter_leaves_after_it_was_withdrawn(organisation, manager, run_jobs):
    withdraw_invitation(invite_person("marta@elsewhere.example", by=manager), by=manager)
    run_jobs()

    assert not mail.outbox


def test_an_imported_person_takes_over_what_is_theirs(client, organisation, run_jobs):
    marta = ImportedPersonFactory(name="marta-r", handle="marta-r")
    send_claim(marta, "marta@elsewhere.example", by=AdministratorFactory())
    run_jobs()
    assert mail.outbox[0].subject == "Your profile at Litoral Water"

    client.post(link_in(mail.outbox[0]), {"name": "Marta Rey", "password": "tres bombas quietas"})

    marta.refresh_from_db()
    assert (marta.name, marta.handle, marta.email) == ("Marta Rey", "marta-r", "marta@elsewhere.example")
    assert marta.has_account
    assert marta.check_password("tres bombas quietas")
    assert client.session["_auth_user_id"] == str(marta.pk)
    assert [e.verb for e in Event.objects.order_by("pk")] == ["people.claim_sent", "people.claimed"]


def test_only_those_who_look_after_people_send_claims():
    with pytest.raises(PermissionDenied):
        send_claim(ImportedPersonFactory(), "marta@elsewhere.example", by=PersonFactory())


def test_nobody_claims_an_account_that_somebody_has(manager):
    with pytest.raises(Refused, match="already has an account"):
        send_claim(PersonFactory(name="Ana"), "ana@elsewhere.example", by=manager)


def test_a_claim_goes_to_one_address_at_a_time(manager):
    marta = ImportedPersonFactory()
    first = send_claim(marta, "wrong@elsewhere.example", by=manager)
    second = send_claim(marta, "marta@elsewhere.example", by=manager)

    with pytest.raises(Refused):
        claim_person(first, ACCOUNT)
    assert claim_person(second, ACCOUNT) == marta


def test_the_page_sends_a_letter_to_each_address(client_as, manager):
    PersonFactory(email="here@litoral.example")
    client = client_as(manager)
    typed = {"addresses": "a@x.example, here@litoral.example\nb@x.example", "kind": "colleague"}
    response = client.post(reverse("people:invite"), typed, follow=True)

    assert sorted(Invitation.objects.values_list("email", flat=True)) == ["a@x.example", "b@x.example"]
    assert [str(message) for message in response.context["messages"]] == [
        "here@litoral.example: Somebody here already uses this e-mail address.",
        "2 letters are on their way.",
    ]


def test_a_wrong_address_is_named(client_as, manager):
    response = client_as(manager).post(reverse("people:invite"), {"addresses": "a@x.example nonsense", "kind": "guest"})

    assert response.status_code == 422
    assert response.context["form"].errors == {"addresses": ["“nonsense” is not an e-mail address."]}


def test_inviting_is_limited(client_as, manager):
    client = client_as(manager)
    for _attempt in range(31):
        response = client.post(reverse("people:invite"), {"addresses": "", "kind": "guest"})

    assert response.status_code == 429
    assert "A little slower, please" in response.text


@pytest.mark.parametrize("name", ["people:invitations", "people:administration"])
def test_members_see_no_page_of_administration(client_as, name):
    assert client_as(PersonFactory()).get(reverse(name)).status_code == 403


def test_a_profile_that_was_claimed_meanwhile_is_not_claimed_again(manager):
    marta = ImportedPersonFactory(name="Marta")
    claim = send_claim(marta, "marta@elsewhere.example", by=manager)
    Person.objects.filter(pk=marta.pk).update(claimed_at=timezone.now(), email="marta@litoral.example")

    with pytest.raises(Refused, match="Marta already has an account"):
        claim_person(claim, ACCOUNT)


def test_what_is_said_of_somebody_with_an_account_is_theirs(manager):
    with pytest.raises(Refused, match="Ana already has an account"):
        rename_imported_person(PersonFactory(name="Ana"), "Anna", "", by=manager)


def test_the_page_takes_a_letter_back(client_as, manager):
    invitation = invite_person("a@x.example", by=manager)

    response = client_as(manager).post(reverse("people:withdraw_invitation", args=[invitation.pk]), follow=True)

    assert [str(message) for message in response.context["messages"]] == ["The link in that letter no longer works."]
    invitation.refresh_from_db()
    assert invitation.withdrawn_at is not None


def test_the_page_hands_an_imported_person_over(client_as, manager):
    marta = ImportedPersonFactory(name="Marta")
    client = client_as(manager)
    wrong = client.post(reverse("people:send_claim", args=[marta.handle]), {"email": "nonsense"})
    right = client.post(reverse("people:send_claim", args=[marta.handle]), {"email": "marta@x.example"}, follow=True)

    assert wrong.status_code == 422
    assert [str(message) for message in right.context["messages"]] == ["A letter to Marta is on its way."]
    assert Invitation.objects.get().person == marta
