"""Found an organisation; make an account, guard it with a second step, and come in again."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from playwright.sync_api import expect

from practica.organisation.models import Joining, Organisation
from practica.people.models import Person
from practica.people.tests.factories import code_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "tres bombas quietas"
LOOKS = [
    {"width": 1280, "theme": "light"},
    {"width": 390, "theme": "dark"},
    {"width": 1280, "theme": "light", "java_script_enabled": False},
]


@pytest.mark.parametrize("look", LOOKS)
def test_four_steps_found_the_organisation(open_page, faults, look):
    scripts = look.get("java_script_enabled", True)
    # "/" leads here until the first yes, which the tests' one process remembers.
    page = open_page("/start/", **look)
    page.locator("[name=name]").fill("Litoral Water")
    if scripts:
        expect(page.locator("[data-preview-name]")).to_have_text("Litoral Water")
        assert faults(page) == []
    page.locator("#go-on").click()
    page.get_by_label("New people start in").select_option("es")
    page.get_by_label("Towns or sites").fill("Puerto Sauce\nVilla Ribera")
    page.locator("label[data-hue=plum]").click()
    if scripts:
        expect(page.get_by_text("Detección de fugas")).to_be_visible()
        expect(page.locator(".preview-card")).to_have_attribute("data-hue", "plum")
        assert faults(page) == []
    page.locator("#go-on").click()
    page.get_by_text("People with an e-mail address of ours").click()
    page.get_by_label("E-mail domains").fill("litoral.example")
    page.locator("#go-on").click()
    page.get_by_label("Your name").fill("Inés Cabrera")
    page.get_by_label("Your e-mail address").fill("ines@litoral.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("#go-on").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Inés"))).to_be_visible()

    if scripts:
        assert faults(page) == []
    assert Person.objects.get().is_programme_manager
    organisation = Organisation.objects.get()
    assert organisation.languages == ["es", "en"]
    assert (organisation.places, organisation.first_hue) == (["Puerto Sauce", "Villa Ribera"], "plum")


@pytest.mark.parametrize("look", LOOKS)
def test_a_new_account_gets_a_second_step_that_is_asked_for(open_page, faults, run_jobs, look):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en"], joining=Joining.OPEN)
    page = open_page("/accounts/signup/", **look)
    page.get_by_label("Your name").fill("Marta Rey")
    page.get_by_label("Email", exact=True).fill("marta@litoral.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("#sign-up").click()
    page.locator("#verify").wait_for()
    run_jobs()
    page.locator("#verify input[name=code]").fill(
        re.search(r"^Code: (\S+)$", mail.outbox[0].body, re.MULTILINE).group(1)
    )
    page.locator("#confirm-code").click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Marta"))).to_be_visible()

    page.goto(page.url + "accounts/2fa/totp/activate/")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()
    secret = page.locator("#authenticator_secret").input_value()
    if look.get("java_script_enabled", True):
        assert faults(page) == []
    page.locator("main input[name=code]").fill(code_of(secret))
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator("#recovery_codes")).to_be_visible()

    page.goto(page.url.split("/accounts/")[0] + "/accounts/logout/")
    page.locator("#sign-out").click()
    page.get_by_label("Email", exact=True).fill("marta@litoral.example")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.locator("#sign-in").click()
    # A code opens once; forgetting which were used stands for waiting half a minute.
    cache.clear()
    page.locator("main input[name=code]").fill(code_of(secret))
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", level=1, name=re.compile("Marta"))).to_be_visible()


@pytest.mark.parametrize("look", LOOKS)
def test_a_stranger_reads_at_the_door_what_this_is_what_is_kept_and_how_one_comes_in(open_page, faults, look):
    Organisation.objects.create(pk=1, name="Litoral Water", languages=["en", "es"], joining=Joining.INVITATION)
    page = open_page("/accounts/login/", **look)
    expect(page.get_by_label("Keep me signed in on this device")).not_to_be_checked()
    for link in ("What is a community of practice?", "Privacy", "Help"):
        page.get_by_role("link", name=link, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(page.get_by_role("link", name=link, exact=True)).to_have_attribute("aria-current", "page")
        if look.get("java_script_enabled", True):
            assert faults(page) == []
