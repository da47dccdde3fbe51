"""A calendar program is let in with a token of its own, reads, answers, and is shut out again."""

import re
from datetime import timedelta

import caldav
import pytest
from caldav.lib.error import AuthorizationError
from django.utils import timezone
from playwright.sync_api import expect

from practica.meetings.models import Choice
from practica.meetings.tests.factories import meeting, member_of, timing
from practica.organisation.models import Organisation
from practica.work.tests.factories import a_commitment, a_task

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "tres bombas quietas"


@pytest.fixture(autouse=True)
def _founded(db):
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})


def ana_of(one):
    ana = member_of(one.community, email="ana@litoral.example")
    ana.set_password(PASSWORD)
    ana.save()
    return ana


def get_a_token(page):
    page.get_by_role("link", name="New token").click()
    page.get_by_label("Which program is it for?").fill("Laptop")
    page.get_by_role("button", name="New token").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name=re.compile("Confirm|Continue|Go on|Sign in")).click()
    return page.get_by_label("Token, in place of a password").input_value()


@pytest.mark.parametrize(("width", "script"), [(1280, True), (390, False)])
def test_a_program_gets_a_token_answers_with_it_and_is_shut_out(open_page, live_server, width, script):
    one = meeting(when=timing(first_on=timezone.now().date() + timedelta(days=3)))
    ana = ana_of(one)
    page = open_page("/meetings/subscribe/", ana, width, java_script_enabled=script)
    address = page.get_by_label("CalDAV address").input_value()
    secret = get_a_token(page)

    with caldav.DAVClient(url=address, username=ana.email, password=secret) as program:
        (_mine, calendar) = program.principal().calendars()
        (event,) = calendar.events()
        event.icalendar_component["ATTENDEE"].params["PARTSTAT"] = "ACCEPTED"
        event.save()
        page.goto(f"{live_server.url}/people/me/programs/")
        expect(page.get_by_text("last asked just now")).to_be_visible()
        expect(page.get_by_text(secret)).to_have_count(0)
        page.get_by_role("button", name="Revoke Laptop").click()
        expect(page.get_by_text("“Laptop” is let in no more.")).to_be_visible()
        with pytest.raises(AuthorizationError):
            calendar.events()
    assert one.answers.get().choice == Choice.YES


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_pages_of_programs_and_of_what_is_due_are_accessible_and_fit(open_page, faults, width, theme):
    one = meeting(when=timing(first_on=timezone.now().date() + timedelta(days=3)))
    ana = ana_of(one)
    for days in (0, 0, 0, 0, 3):
        a_commitment(one.community, by=ana, text="bring the grease results of all four pumps", days=days)
        a_task(one.community, days=days)
    page = open_page("/meetings/subscribe/", ana, width, theme)
    get_a_token(page)
    paths = [
        "/people/me/programs/",
        "/meetings/subscribe/",
        "/meetings/",
        "/meetings/?view=week",
        "/meetings/?view=list",
    ]

    assert faults(page) == []
    assert {path: faults(open_page(path, ana, width, theme)) for path in paths} == {path: [] for path in paths}
