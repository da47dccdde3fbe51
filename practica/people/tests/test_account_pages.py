"""Every page of the account library that one can reach has our frame, in both languages."""

import copy
import json
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import quote

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone

from practica.organisation.models import Organisation
from practica.people.models import Person
from practica.people.tasks import forget_ended_sessions
from practica.people.tests.factories import PersonFactory, code_of

pytestmark = pytest.mark.django_db
PASSWORD = "tres bombas quietas"
STRANGERS = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_inactive",
]
MEMBERS = [
    "account_logout",
    "account_email",
    "account_change_password",
    "account_reauthenticate",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_generate_recovery_codes",
    "mfa_list_webauthn",
    "mfa_add_webauthn",
    "usersessions_list",
    "socialaccount_connections",
    "socialaccount_login_cancelled",
]
OIDC = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "litoral",
                "name": "Litoral",
                "client_id": "practica",
                "secret": "hush",
                "settings": {"server_url": "http://127.0.0.1:1"},
            }
        ]
    }
}
SAML = {
    "saml": {
        "APPS": [
            {
                "provider_id": "urn:litoral",
                "client_id": "litoral",
                "name": "Litoral SAML",
                "settings": {
                    "idp": {
                        "entity_id": "urn:litoral",
                        "sso_url": "https://id.litoral.example/sso",
                        "x509cert": "MIIB",
                    }
                },
            }
        ]
    }
}


@pytest.fixture
def organisation():
    return Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"], joining="open")


@pytest.fixture
def member(client, organisation):
    """Signed in, with the password typed again: the library asks for that before it shows what is secret."""
    person = PersonFactory(password=PASSWORD)
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return person


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", STRANGERS)
def test_pages_at_the_door_wear_our_frame(client, organisation, name, language):
    response = client.get(reverse(name), headers={"accept-language": language})

    assert response.status_code == 200
    assert f'<html lang="{language}"' in response.text
    assert "people/door.css" in response.text
    assert "placeholder" not in response.text
    assert response.text.count("<h1") == 1


@pytest.mark.parametrize(("ticked", "seconds"), [(False, ""), (True, 60 * 60 * 24 * 30)])
def test_a_password_opens_until_the_browser_closes_or_for_thirty_days_if_one_says_so(
    client, organisation, ticked, seconds
):
    person = PersonFactory(password=PASSWORD)
    assert "Keep me signed in on this device" in client.get(reverse("account_login")).text

    client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD} | ({"remember": "on"} if ticked else {})
    )

    assert client.session["_auth_user_id"] == str(person.pk)
    assert client.cookies["sessionid"]["max-age"] == seconds


def test_where_one_was_signed_in_is_forgotten_the_night_after(client, organisation):
    ana, luis = PersonFactory(password=PASSWORD), PersonFactory(password=PASSWORD)
    with time_machine.travel(timezone.now() - timedelta(days=31)):
        client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    Client().post(reverse("account_login"), {"login": luis.email, "password": PASSWORD})

    forget_ended_sessions()

    assert [session.user for session in UserSession.objects.all()] == [luis]
    assert Session.objects.count() == 1


@pytest.mark.parametrize("name", MEMBERS)
def test_pages_of_ones_account_wear_our_frame(client, member, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert "ui/practica.css" in response.text
    assert response.text.count("<h1") == 1
    assert "Menu:" not in response.text
    # The palette's own box has one; the account library's have none.
    assert response.text.partition("<main")[2].partition("</main>")[0].count("placeholder") == 0


def test_a_passkey_is_renamed_and_removed_only_after_a_question(client, member):
    key = Authenticator.objects.create(user=member, type="webauthn", data={"name": "My phone", "credential": {}})
    pages = [client.get(reverse(f"mfa_{name}_webauthn", args=[key.pk])) for name in ("edit", "remove")]

    assert [page.status_code for page in pages] == [200, 200]
    assert "Remove “My phone”?" in pages[1].text


def test_at_the_door_a_message_stands_once(client, member):
    client.post(reverse("account_logout"))

    assert client.get(reverse("account_login")).text.count("You have signed out.") == 1


def test_a_provider_that_fails_is_explained_in_our_frame(client, organisation):
    response = client.get(reverse("socialaccount_login_error"))

    assert response.status_code == 401
    assert "people/door.css" in response.text


def test_a_second_step_by_app_is_switched_on_and_asked_for(client, member):
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    response = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert response.url == reverse("mfa_view_recovery_codes")
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    page = client.get(response.url)
    assert [page.text.count(f"<li>{code}</li>") for code in codes] == [1] * 10

    client.post(reverse("account_logout"))
    response = client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})

    assert response.url == reverse("mfa_authenticate")
    assert client.get(response.url).status_code == 200
    assert "_auth_user_id" not in client.session


def test_a_code_typed_as_the_next_one_appears_still_opens_once(client, member):
    secret = generate_totp_secret()
    TOTP.activate(member, secret)
    code = code_of(secret)
    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})

    with time_machine.travel(timezone.now() + timedelta(seconds=30), tick=False):
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert client.session["_auth_user_id"] == str(member.pk)

        client.post(reverse("account_logout"))
        client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
        client.post(reverse("mfa_authenticate"), {"code": code})
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_opens_once(client, member):
    TOTP.activate(member, generate_totp_secret())
    client.post(reverse("mfa_generate_recovery_codes"))
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()

    client.post(reverse("account_logout"))
    client.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": codes[0]})

    assert client.session["_auth_user_id"] == str(member.pk)
    assert len(Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()) == len(codes) - 1


def test_a_passkey_can_be_asked_for_at_the_door(client, organisation):
    answer = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})

    assert list(json.loads(answer.content)) == ["request_options"]
    assert 'id="passkey_login"' in client.get(reverse("account_login")).text


def test_the_pages_run_no_script_of_their_own(client, member):
    for name in ["mfa_add_webauthn", "account_email", "usersessions_list"]:
        text = client.get(reverse(name)).text
        assert "onclick" not in text
        assert "<script>" not in text
        assert "style=" not in text


def test_other_devices_can_be_signed_out(client, member, django_user_model):
    other = type(client)()
    other.post(reverse("account_login"), {"login": member.email, "password": PASSWORD})
    client.get(reverse("usersessions_list"))
    client.post(reverse("usersessions_list"))

    assert "_auth_user_id" in client.session
    assert other.get(reverse("usersessions_list")).status_code == 302


@pytest.fixture
def identity_provider():
    """A provider on this machine that says where it lets people sign in."""

    class Discovery(BaseHTTPRequestHandler):
        def do_GET(self):
            here = f"http://127.0.0.1:{self.server.server_port}"
            body = json.dumps({"authorization_endpoint": f"{here}/authorize", "token_endpoint": f"{here}/token"})
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *words):
            pass

    server = HTTPServer(("127.0.0.1", 0), Discovery)
    thread = Thread(target=server.handle_request, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.server_close()
    thread.join(timeout=5)


def test_an_oidc_provider_that_is_set_shows_its_button_and_leads_there(client, organisation, identity_provider):
    providers = copy.deepcopy(OIDC)
    providers["openid_connect"]["APPS"][0]["settings"]["server_url"] = identity_provider
    with override_settings(SOCIALACCOUNT_PROVIDERS=providers):
        page = client.get(reverse("account_login"))
        answer = client.get("/accounts/oidc/litoral/login/")

    assert "Use your Litoral account" in page.text
    assert answer.url.startswith(f"{identity_provider}/authorize?client_id=practica")


@override_settings(SOCIALACCOUNT_PROVIDERS=SAML)
def test_a_saml_provider_that_is_set_shows_its_button_and_leads_there(client, organisation):
    page = client.get(reverse("account_login"))

    assert "Use your Litoral SAML account" in page.text
    answer = client.get("/accounts/saml/litoral/login/", headers={"host": "practica.litoral.example"})
    assert answer.url.startswith("https://id.litoral.example/sso?SAMLRequest=")


def test_a_member_of_another_language_reads_theirs(client, member):
    Person.objects.update(language="es")

    assert '<html lang="es"' in client.get(reverse("account_email")).text


def test_a_form_sent_after_the_session_ended_leads_back_to_the_page_it_stood_on(client, organisation):
    stood_on = "http://testserver/people/"

    answer = client.post(reverse("people:edit"), {"name": "Marta"}, headers={"Referer": stood_on})

    assert answer.url == f"{reverse('account_login')}?next={quote(stood_on, safe='/')}"
    assert 'value="http://testserver/people/"' in client.get(answer.url).text
