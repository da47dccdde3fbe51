"""Who may make an account, and what a new one is."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from practica.events.models import Event
from practica.organisation.models import Joining, Organisation
from practica.people.models import Person
from practica.people.tasks import forget_sign_ups
from practica.people.tests.factories import ImportedPersonFactory, PersonFactory

pytestmark = pytest.mark.django_db
PASSWORD = "tres bombas quietas"


@pytest.fixture
def organisation():
    return Organisation.objects.create(
        pk=1, name="Litoral Water", languages=["en"], joining=Joining.DOMAIN, email_domains=["litoral.example"]
    )


def sign_up(client, email="Ana.Perez@litoral.example", name="Ana Pérez", password=PASSWORD):
    return client.post(reverse("account_signup"), {"name": name, "email": email, "password1": password})


def code_in(letter):
    return re.search(r"^Code: (\S+)$", letter.body, re.MULTILINE).group(1)


def test_signing_up_waits_for_the_code_and_then_makes_a_person(client, organisation, run_jobs):
    client.cookies["zone"] = "America/Montevideo"
    response = sign_up(client)
    person = Person.objects.get()
    assert response.url == reverse("account_email_verification_sent")
    assert person.unconfirmed_since is not None
    assert not Person.objects.active().exists()

    run_jobs()
    client.post(reverse("account_email_verification_sent"), {"code": code_in(mail.outbox[0])})

    person.refresh_from_db()
    assert client.session["_auth_user_id"] == str(person.pk)
    assert (person.name, person.handle, person.email) == ("Ana Pérez", "ana-perez", "ana.perez@litoral.example")
    assert (person.language, person.time_zone) == ("en", "America/Montevideo")
    assert person.has_account
    assert person.unconfirmed_since is None
    assert [event.verb for event in Event.objects.all()] == ["people.joined"]


def test_a_foreign_address_is_told_kindly_beside_the_field(client, organisation):
    response = sign_up(client, email="ana@elsewhere.example")

    assert response.context["form"].errors == {
        "email": ["Accounts are for addresses of our organisation. Ask a colleague to invite this one."]
    }
    assert not Person.objects.exists()


def test_with_invitations_only_nobody_signs_up_alone(client, organisation):
    Organisation.objects.update(joining=Joining.INVITATION)
    response = sign_up(client)

    assert "account/signup_closed.html" in [template.name for template in response.templates]
    assert not Person.objects.exists()


def test_an_open_organisation_takes_any_address(client, organisation):
    Organisation.objects.update(joining=Joining.OPEN)
    sign_up(client, email="ana@elsewhere.example")

    assert Person.objects.get().email == "ana@elsewhere.example"


def test_an_address_that_is_taken_gets_a_letter_and_no_second_account(client, organisation, run_jobs):
    PersonFactory(email="ana.perez@litoral.example", password=PASSWORD)
    response = sign_up(client)
    run_jobs()

    assert response.url == reverse("account_email_verification_sent")
    assert Person.objects.count() == 1
    assert [letter.subject for letter in mail.outbox] == ["Litoral Water: You have an account already"]


def test_namesakes_get_handles_of_their_own(client, organisation):
    ImportedPersonFactory(handle="ana-perez")
    sign_up(client)

    assert Person.objects.get(email="ana.perez@litoral.example").handle == "ana-perez-2"


@pytest.mark.parametrize("name", ["Ω", "李", "admin", "<script>", "  a  "])
def test_any_name_gets_a_handle_one_can_type(client, organisation, name):
    sign_up(client, name=name)

    assert re.fullmatch(r"[a-z0-9][a-z0-9-]*[a-z0-9]", Person.objects.get().handle)


def test_signing_in_with_a_password(client, organisation):
    person = PersonFactory(password=PASSWORD)
    response = client.post(reverse("account_login"), {"login": person.email.upper(), "password": PASSWORD})

    assert response.url == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_wrong_address_and_wrong_password_sound_the_same(client, organisation):
    person = PersonFactory(password=PASSWORD)
    wrong = [{"login": person.email, "password": "x"}, {"login": "nobody@litoral.example", "password": "x"}]
    answers = [client.post(reverse("account_login"), one).context["form"].errors.as_text() for one in wrong]

    assert answers[0] == answers[1]


def test_signing_in_is_limited(client, organisation):
    person = PersonFactory(password=PASSWORD)
    for _attempt in range(12):
        response = client.post(reverse("account_login"), {"login": person.email, "password": "x"})

    assert "Too many" in response.context["form"].errors.as_text()


def test_a_closed_account_does_not_open(client, organisation):
    person = PersonFactory(password=PASSWORD)
    person.is_active = False
    person.save()
    response = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert response.url == reverse("account_inactive")
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_chosen_anew_by_letter(client, organisation, run_jobs):
    person = PersonFactory(password=PASSWORD)
    client.post(reverse("account_reset_password"), {"email": person.email})
    run_jobs()
    address = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body).group(0)
    form = client.get(address, follow=True)
    response = client.post(
        form.request["PATH_INFO"], {"password1": "otra bomba quieta", "password2": "otra bomba quieta"}
    )
    person.refresh_from_db()

    assert response.url == reverse("account_reset_password_from_key_done")
    assert person.check_password("otra bomba quieta")


def test_a_sign_up_nobody_confirms_is_forgotten_after_a_week(client, organisation):
    sign_up(client)
    sign_up(type(client)(), email="eva@litoral.example", name="Eva")
    Person.objects.filter(name="Eva").update(unconfirmed_since=timezone.now() - timedelta(days=8))
    kept = PersonFactory()
    forget_sign_ups()

    assert set(Person.objects.values_list("name", flat=True)) == {"Ana Pérez", kept.name}
