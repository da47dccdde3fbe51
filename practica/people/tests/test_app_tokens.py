"""Tokens for one's programs: made, shown once, listed, revoked."""

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from practica.events.models import Event
from practica.foundation.access import Refused
from practica.people.actions import make_app_token, note_refusal, note_use, revoke_app_token
from practica.people.models import AppToken
from practica.people.queries.app_tokens import token_for
from practica.people.tests.factories import PersonFactory
from practica.people.verbs import Verb

pytestmark = pytest.mark.django_db
PASSWORD = "tres bombas quietas"
SECRET = r"([a-z2-9]{5}-){4}[a-z2-9]{5}"


def test_a_token_lets_its_program_in_and_only_its_digest_is_kept():
    ana = PersonFactory(email="Ana@example.org")
    token, secret = make_app_token(" Phone ", by=ana)

    assert re.fullmatch(SECRET, secret)
    assert token_for("ana@EXAMPLE.org", f" {secret.upper()} ") == token
    assert secret not in repr(list(AppToken.objects.values()))
    assert (token.name, token.used_at) == ("Phone", None)
    assert token_for("eva@example.org", secret) is None
    assert token_for("ana@example.org", "") is None


def test_a_revoked_token_lets_nobody_in_and_is_revoked_once_by_its_person():
    ana, eva = PersonFactory(), PersonFactory()
    token, secret = make_app_token("Phone", by=ana)

    with pytest.raises(PermissionDenied):
        revoke_app_token(token, by=eva)
    revoke_app_token(token, by=ana)

    assert token_for(ana.email, secret) is None
    assert [event.verb for event in Event.objects.order_by("pk")] == [Verb.PROGRAM_LET_IN, Verb.PROGRAM_SHUT_OUT]
    with pytest.raises(Refused, match="revoked already"):
        revoke_app_token(token, by=ana)


def test_a_token_ends_with_its_person_s_account():
    ana = PersonFactory()
    _token, secret = make_app_token("Phone", by=ana)
    ana.deactivated_at = timezone.now()
    ana.save()

    assert token_for(ana.email, secret) is None


def test_a_token_has_a_name_and_twenty_are_enough():
    ana = PersonFactory()
    for _ in range(20):
        make_app_token("Phone", by=ana)
    with pytest.raises(Refused, match="20 programs"):
        make_app_token("One more", by=ana)
    with pytest.raises(Refused, match="which program"):
        make_app_token("  ", by=ana)


def test_use_and_refusal_are_remembered():
    token, _secret = make_app_token("Phone", by=PersonFactory())
    note_use(token)
    note_refusal(token, "")
    token.refresh_from_db()
    assert (token.used_at is not None, token.refused_because) == (True, "?")
    note_refusal(token, "It was cancelled.")
    token.refresh_from_db()
    assert token.refused_because == "It was cancelled."


def just_signed_in(client_as, person):
    person.set_password(PASSWORD)
    person.save()
    browser = client_as(person)
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


def test_the_page_shows_a_token_once_lists_it_and_revokes_it(client_as):
    browser = just_signed_in(client_as, PersonFactory())
    url = reverse("people:app_tokens")

    made = browser.post(url, {"name": "Phone"})
    again = browser.get(url).content.decode()
    token = AppToken.objects.get()
    nameless = browser.post(url, {"name": " "})
    stranger = client_as(PersonFactory()).post(reverse("people:revoke_app_token", args=[token.pk]))
    revoked = browser.post(reverse("people:revoke_app_token", args=[token.pk]), follow=True)

    assert re.search(SECRET, made.content.decode())
    assert "no-store" in made["Cache-Control"]
    assert (re.search(SECRET, again), "Phone" in again) == (None, True)
    assert (nameless.status_code, stranger.status_code) == (422, 404)
    assert "“Phone” is let in no more." in revoked.content.decode()
    assert "has not asked yet" not in revoked.content.decode()


def test_a_twenty_first_token_is_refused_beside_its_field(client_as):
    ana = PersonFactory()
    for _ in range(20):
        make_app_token("Phone", by=ana)

    page = just_signed_in(client_as, ana).post(reverse("people:app_tokens"), {"name": "One more"})

    assert (page.status_code, "20 programs have a token" in page.content.decode()) == (422, True)


def test_the_password_is_asked_for_again_before_a_token_is_made(client_as, settings):
    ana = PersonFactory(password=PASSWORD)
    browser = client_as(ana)
    url = reverse("people:app_tokens")

    asked = browser.post(url, {"name": "Phone"})

    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, reverse("account_reauthenticate"))
    assert (browser.get(url).status_code, AppToken.objects.count()) == (200, 0)
    settings.DEMO = True
    assert re.search(SECRET, browser.post(url, {"name": "Phone"}).content.decode())
