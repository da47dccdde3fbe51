"""How a no is shown: over htmx, to scripts, and on a page with a way back."""

import pytest
from django.apps import apps
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path
from django.views.decorators.http import require_POST

from practica.foundation.access import Refused

# The frame asks what the organisation is called.
pytestmark = pytest.mark.django_db


@login_not_required
def close(request: HttpRequest) -> HttpResponse:
    raise Refused("This conversation is <already> closed.")


@login_not_required
def forbid(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@login_not_required
@require_POST
def take(request: HttpRequest) -> HttpResponse:
    return HttpResponse("taken")


# Below `_/`, where the first-run question is not asked.
urlpatterns = [
    path("_/close/", close),
    path("_/forbid/", forbid),
    path("_/fail/", fail),
    path("_/take/", take),
    path("", include("practica.ui.urls")),
]
handler403 = "practica.ui.errors.forbidden"
handler404 = "practica.ui.errors.not_found"
handler500 = "practica.ui.errors.server_error"


@pytest.fixture
def client():
    with override_settings(ROOT_URLCONF=__name__):
        yield Client(raise_request_exception=False)


def test_a_refusal_is_a_page_with_its_reason_and_a_way_back(client: Client):
    answer = client.post("/_/close/", headers={"Referer": "http://testserver/conversations/1/"})

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "This conversation is &lt;already&gt; closed." in page
    assert 'href="http://testserver/conversations/1/"' in page


def test_the_address_of_a_form_opened_by_hand_is_a_page_with_a_way_back(client: Client):
    answer = client.get("/_/take/", headers={"Referer": "http://testserver/conversations/1/"})

    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    page = answer.content.decode()
    assert "There is nothing to read at this address" in page
    assert 'href="http://testserver/conversations/1/"' in page


def test_a_refusal_over_htmx_goes_where_toasts_stand(client: Client):
    answer = client.post("/_/close/", headers={"HX-Request": "true"})

    assert (answer.status_code, answer["HX-Retarget"], answer["HX-Reswap"]) == (409, "#flash", "beforeend")
    assert "<html" not in answer.content.decode()
    assert "This conversation is &lt;already&gt; closed." in answer.content.decode()


def test_a_refusal_to_a_script_is_data(client: Client):
    answer = client.post("/_/close/", headers={"Accept": "application/json"})

    assert (answer.status_code, answer.json()) == (409, {"error": "This conversation is <already> closed."})


@pytest.mark.parametrize(("address", "status"), [("/_/forbid/", 403), ("/_/nowhere/", 404), ("/_/fail/", 500)])
def test_every_error_has_a_page_and_a_toast(client: Client, address: str, status: int):
    page = client.get(address)
    toast = client.get(address, headers={"HX-Request": "true"})

    assert (page.status_code, toast.status_code) == (status, status)
    assert page.content.decode().count("<h1>") == 1
    assert toast["HX-Retarget"] == "#flash"


def test_whoever_is_signed_in_keeps_the_navigation_beside_a_no():
    person = apps.get_model("people.Person").objects.create(name="Ana Torres", handle="ana", email="ana@example.org")
    member, stranger = Client(), Client()
    member.force_login(person)

    assert ['id="rail"' in one.get("/_/nowhere/").content.decode() for one in (member, stranger)] == [True, False]


def test_our_own_fault_keeps_the_theme_and_asks_nothing_of_the_database(client: Client, django_assert_num_queries):
    client.cookies["theme"] = "dark"

    with django_assert_num_queries(0):
        answer = client.get("/_/fail/")

    assert 'data-theme="dark"' in answer.content.decode()


def test_the_way_back_never_leads_to_another_site(client: Client):
    answer = client.post("/_/close/", headers={"Referer": "https://elsewhere.example/"})

    assert "elsewhere" not in answer.content.decode()


def test_a_stale_form_says_what_to_do():
    with override_settings(ROOT_URLCONF=__name__):
        answer = Client(enforce_csrf_checks=True).post("/_/theme/", {"theme": "dark"})

    assert answer.status_code == 403
    assert "This page had been open for a while" in answer.content.decode()
