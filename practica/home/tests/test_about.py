"""The pages one may read before one comes in, and finds again inside."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

import practica
from practica.files.forsaken import PATIENCE
from practica.organisation.models import Organisation
from practica.people.tests.factories import PersonFactory

pytestmark = pytest.mark.django_db
PAGES = ["communities:what-is", "home:privacy", "home:help"]


@pytest.fixture(autouse=True)
def organisation(db):
    return Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"])


def links_of(text):
    return [reverse(name) for name in PAGES if f'href="{reverse(name)}' in text]


def test_the_door_leads_to_what_one_may_want_to_know_first(client):
    door = client.get(reverse("account_login"))

    assert links_of(door.text) == [reverse(name) for name in PAGES]
    assert f'href="{reverse("home:help")}#no-account"' in door.text


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", PAGES)
def test_a_stranger_reads_it_in_both_languages_without_the_rail(client, name, language):
    page = client.get(reverse(name), headers={"accept-language": language})

    assert page.status_code == 200
    assert f'<html lang="{language}"' in page.text
    assert page.text.count("<h1") == 1
    assert 'class="rail"' not in page.text
    assert links_of(page.text) == [reverse(one) for one in PAGES]
    assert page.text.count('aria-current="page"') == 1


@pytest.mark.parametrize("name", PAGES)
def test_whoever_is_signed_in_reads_it_inside_and_finds_it_in_their_menu(client_as, name):
    page = client_as(PersonFactory()).get(reverse(name))
    menu = re.findall(r'<div class="pop menu me-menu".*?</div>', page.text, re.DOTALL)

    assert page.status_code == 200
    assert 'class="rail"' in page.text
    assert [links_of(one) for one in menu] == [[reverse("home:privacy"), reverse("home:help")]] * 2


@pytest.mark.parametrize("name", PAGES)
def test_for_a_stranger_it_asks_the_database_nothing(client, name, django_assert_num_queries):
    client.get(reverse(name))

    with django_assert_num_queries(0):
        client.get(reverse(name))


def test_the_numbers_on_the_page_are_those_the_product_goes_by(client):
    page = client.get(reverse("home:privacy"))

    assert f"for {settings.SESSION_COOKIE_AGE // 86400} days" in page.text
    assert f"deleted after {PATIENCE.days} days" in page.text


def test_it_is_true_that_only_these_cookies_are_set_by_our_own_code():
    """Sign-in and forms have the framework's two; whoever adds a third of ours changes the page on privacy."""
    package = Path(practica.__file__).parent
    written = re.compile(r'set_cookie\(\s*(?:"(\w+)"|(?:\w+\.)?([A-Z_]+))|document\.cookie = `(\w+)=')
    files = [path for path in [*package.rglob("*.py"), *package.rglob("*.js")] if "tests" not in path.parts]
    named = {next(filter(None, match)) for path in files for match in written.findall(path.read_text())}

    assert named == {"theme", "zone", "LANGUAGE_COOKIE_NAME"}
