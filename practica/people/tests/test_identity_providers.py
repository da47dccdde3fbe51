"""The way back from the organisation's identity provider: who is signed in, who is joined to whom, who stays outside."""

from threading import Thread
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.urls import reverse

from practica.events.models import Event
from practica.organisation.models import Joining, Organisation
from practica.people.actions import deactivate_person
from practica.people.models import Person
from practica.people.tests.factories import PersonFactory, ProgrammeManagerFactory
from practica.people.tests.identity import CODE, HOST, OidcProvider, SamlProvider, certified
from practica.people.verbs import Verb

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation():
    return Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"], joining=Joining.OPEN)


@pytest.fixture
def oidc(settings):
    with OidcProvider() as provider:
        Thread(target=provider.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
        yield provider
        provider.shutdown()


@pytest.fixture
def saml(settings):
    provider = SamlProvider()
    settings.SOCIALACCOUNT_PROVIDERS = provider.settings()
    return provider


def come_by_oidc(client, code=CODE):
    asked = client.get("/accounts/oidc/litoral/login/?next=/people/")
    state = parse_qs(urlsplit(asked.url).query)["state"][0]
    return client.get("/accounts/oidc/litoral/login/callback/", {"code": code, "state": state})


def come_by_saml(client, provider, **options):
    there = {"host": HOST}
    asked = client.get("/accounts/saml/litoral/login/?next=/people/", headers=there)
    brought = {"SAMLResponse": provider.answer(asked.url, **options)}
    finish = client.post("/accounts/saml/litoral/acs/", brought, headers=there)
    return client.get(finish.url, headers=there)


def signed_in(client):
    key = client.session.get("_auth_user_id")
    return Person.objects.get(pk=key) if key else None


def test_whom_oidc_sends_the_first_time_gets_an_account_and_is_where_they_wanted_to_be(client, organisation, oidc):
    answer = come_by_oidc(client)

    person = signed_in(client)
    assert answer.url == "/people/"
    assert (person.name, person.email, person.unconfirmed_since) == ("Ana Perez", "ana@litoral.example", None)
    assert not person.has_usable_password()
    assert [event.verb for event in Event.objects.all()] == [Verb.JOINED]


def test_whom_oidc_sends_again_is_the_same_person_even_with_another_address(client, organisation, oidc):
    come_by_oidc(client)
    client.logout()
    oidc.claims |= {"email": "ana.perez@litoral.example"}

    come_by_oidc(client)

    assert signed_in(client) == Person.objects.get()


def test_an_address_that_oidc_calls_verified_joins_the_account_that_has_it(client, organisation, oidc):
    person = PersonFactory(email="ana@litoral.example", password="tres bombas quietas")

    come_by_oidc(client)

    assert signed_in(client) == person
    assert Person.objects.count() == 1


def test_an_address_that_oidc_does_not_call_verified_joins_nobody(client, organisation, oidc):
    PersonFactory(email="ana@litoral.example", password="tres bombas quietas")
    oidc.claims |= {"email_verified": False}

    come_by_oidc(client)

    assert signed_in(client) is None
    assert not SocialAccount.objects.exists()


def test_a_new_person_whose_address_is_not_verified_proves_it_first(client, organisation, oidc):
    oidc.claims |= {"email_verified": False}

    answer = come_by_oidc(client)

    assert answer.url == reverse("account_email_verification_sent")
    assert signed_in(client) is None
    assert Person.objects.get().unconfirmed_since is not None


def test_where_joining_is_by_invitation_oidc_opens_no_account(client, organisation, oidc):
    Organisation.objects.update(joining=Joining.INVITATION)

    answer = come_by_oidc(client)

    assert "New people come in when a colleague invites them." in answer.text
    assert signed_in(client) is None
    assert not Person.objects.exists()


def test_where_joining_is_by_invitation_oidc_signs_in_who_has_an_account(client, organisation, oidc):
    Organisation.objects.update(joining=Joining.INVITATION)
    person = PersonFactory(email="ana@litoral.example", password="tres bombas quietas")

    come_by_oidc(client)

    assert signed_in(client) == person


def test_a_closed_account_stays_closed_to_oidc(client, organisation, oidc):
    come_by_oidc(client)
    client.logout()
    deactivate_person(Person.objects.get(), by=ProgrammeManagerFactory())

    answer = come_by_oidc(client)

    assert answer.url == reverse("account_inactive")
    assert signed_in(client) is None


def test_a_code_that_the_provider_does_not_know_lets_nobody_in(client, organisation, oidc):
    answer = come_by_oidc(client, code="guessed")

    assert signed_in(client) is None
    assert answer.text.count("<h1") == 1
    assert not Person.objects.exists()


def test_a_token_for_another_product_lets_nobody_in(client, organisation, oidc):
    oidc.audience = "somebody-else"

    come_by_oidc(client)

    assert signed_in(client) is None
    assert not Person.objects.exists()


def test_an_answer_that_was_not_asked_for_lets_nobody_in(client, organisation, oidc):
    client.get("/accounts/oidc/litoral/login/callback/", {"code": CODE, "state": "made-up"})

    assert signed_in(client) is None


def test_whom_saml_sends_the_first_time_gets_an_account_and_is_where_they_wanted_to_be(client, organisation, saml):
    answer = come_by_saml(client, saml)

    person = signed_in(client)
    assert answer.url == "/people/"
    assert (person.name, person.email, person.unconfirmed_since) == ("Ana", "ana@litoral.example", None)
    assert EmailAddress.objects.get().verified


def test_an_address_that_saml_calls_verified_joins_the_account_that_has_it(client, organisation, saml):
    Organisation.objects.update(joining=Joining.INVITATION)
    person = PersonFactory(email="ana@litoral.example", password="tres bombas quietas")

    come_by_saml(client, saml)

    assert signed_in(client) == person
    assert Person.objects.count() == 1


def test_where_joining_is_by_invitation_saml_opens_no_account(client, organisation, saml):
    Organisation.objects.update(joining=Joining.INVITATION)

    answer = come_by_saml(client, saml)

    assert "New people come in when a colleague invites them." in answer.text
    assert not Person.objects.exists()


def test_an_answer_that_another_key_signed_lets_nobody_in(client, organisation, saml):
    key, _ = certified()

    answer = come_by_saml(client, saml, key=key)

    assert signed_in(client) is None
    assert answer.text.count("<h1") == 1
    assert not Person.objects.exists()


def test_saml_metadata_say_where_answers_go(client, organisation, saml):
    answer = client.get("/accounts/saml/litoral/metadata/", headers={"host": HOST})

    assert f'Location="http://{HOST}/accounts/saml/litoral/acs/"' in answer.text
