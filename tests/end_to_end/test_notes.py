"""Several people write the notes of one item at once, while the server is killed, started again, and shuts people out."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from practica.communities.actions import leave_community
from practica.meetings.actions import add_item, open_agenda, set_share, take_up
from practica.meetings.models import Notes, Occurrence
from practica.meetings.queries.agenda import items_of
from practica.meetings.tests.factories import meeting, member_of, point, timing
from practica.organisation.models import Organisation
from tests.end_to_end.serving import Server

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
# The test cuts these connections itself.
CUT = ("WebSocket connection to", "Failed to load resource")


@pytest.fixture(scope="session")
def installed(tmp_path_factory, django_db_setup, django_db_blocker) -> Server:
    server = Server(tmp_path_factory.mktemp("served"))
    with django_db_blocker.unblock():
        server.prepare()
    return server


@pytest.fixture
def site(installed, transactional_db):
    """In place of the usual one, which has no web sockets."""
    Organisation.objects.get_or_create(pk=1, defaults={"name": "Litoral Water"})
    installed.start()
    yield installed
    installed.kill()


def in_progress(**fields: Any) -> Occurrence:
    """It began five minutes ago, and its first item has been taken up."""
    began = timezone.now() - timedelta(minutes=5)
    when = timing(first_on=began.date(), at=began.time().replace(microsecond=0), zone="UTC", length=180)
    one = meeting(when=when, **fields)
    by = one.series.created_by
    set_share(one.series, 0, by=by)
    one.refresh_from_db()
    open_agenda(one, by=by)
    for title in ("Two seals in nine days", "Vibration sensors"):
        add_item(one, point(title), by=by)
    one.refresh_from_db()
    take_up(items_of(one)[0], by=by)
    return one


def editor(page: Page) -> Any:
    return page.get_by_role("textbox", name="Shared notes on")


def write(page: Page, words: str, *, at_the_end: bool = True) -> None:
    editor(page).click()
    page.keyboard.press("Control+End" if at_the_end else "Control+Home")
    page.keyboard.type(words, delay=15)


def written(page: Page) -> str:
    """Without the carets of the others, and the names on them."""
    lines = "one => [...one.querySelectorAll('.cm-line')].map((line) => { line = line.cloneNode(true); line.querySelectorAll('.caret').forEach((it) => it.remove()); return line.textContent })"
    return "\n".join(editor(page).evaluate(lines))


def test_two_people_write_while_the_server_is_killed_and_started_again_and_nothing_is_lost(open_page, site):
    one = in_progress()
    ana = member_of(one.community, name="Ana Costa")
    path = f"/meetings/{one.pk}/room/"
    left, right = open_page(path, one.series.created_by, caused=CUT), open_page(path, ana, 390, caused=CUT)
    expect(editor(left)).to_be_editable()
    expect(editor(right)).to_be_editable()
    write(left, "First words. ")
    expect(editor(right)).to_contain_text("First words.")
    write(right, "Ana’s own. ")
    expect(editor(left)).to_contain_text("First words. Ana’s own.")
    expect(left.locator(".caret b")).to_have_text("Ana")
    expect(left.locator(".notes [data-text-state]")).to_contain_text("Ana writes")
    expect(left.locator(".notes [data-text-state]")).to_contain_text("saved")

    site.kill()
    expect(left.locator(".notes [data-text-state]")).to_contain_text("No connection")
    write(left, "Left alone: ñ 👩‍🏫. ", at_the_end=False)
    write(right, "Right alone. ")
    expect(editor(left)).not_to_contain_text("Right alone.")

    site.start()
    for page in (left, right):
        for words in ("Left alone: ñ 👩‍🏫.", "First words.", "Ana’s own.", "Right alone."):
            expect(editor(page)).to_contain_text(words)
        expect(page.locator(".notes [data-text-state]")).to_contain_text("saved")
    assert written(left) == written(right)
    left.wait_for_timeout(2500)
    assert Notes.objects.get().text == "Left alone: ñ 👩‍🏫. First words. Ana’s own. Right alone. "


def test_what_is_written_stays_where_it_is_when_the_room_goes_on(open_page, site):
    one = in_progress()
    first, second = items_of(one)
    host = open_page(f"/meetings/{one.pk}/room/", one.series.created_by)
    guest = open_page(f"/meetings/{one.pk}/room/", member_of(one.community))
    write(host, "## What we know")
    host.get_by_role("button", name="Pause").click()
    expect(guest.get_by_text("Paused by")).to_be_visible()
    expect(editor(host)).to_contain_text("What we know")
    write(host, "\nmore")
    expect(editor(guest)).to_contain_text("more")
    host.locator(".room-agenda li", has_text="Vibration sensors").get_by_role("button").click()
    for page in (host, guest):
        expect(page.get_by_role("textbox", name="Shared notes on Vibration sensors")).to_be_editable()
        expect(editor(page)).not_to_contain_text("What we know")
    write(guest, "Only here")
    expect(editor(host)).to_contain_text("Only here")
    host.wait_for_timeout(2500)

    assert {notes.item_id: notes.text for notes in Notes.objects.all()} == {
        first.pk: "## What we know\nmore",
        second.pk: "Only here",
    }
    host.goto(f"{site.url}/meetings/items/{first.pk}/notes/versions/")
    expect(host.get_by_role("heading", name="What we know")).to_be_visible()


def test_whoever_leaves_the_community_and_a_meeting_that_ends_take_no_more(open_page, site):
    one = in_progress()
    item = items_of(one)[0]
    ana = member_of(one.community)
    path = f"/meetings/items/{item.pk}/notes/"
    page = open_page(path, ana, caused=CUT)
    write(page, "It was said.")
    expect(page.locator(".notes [data-text-state]")).to_contain_text("saved")
    one.community.visibility = "private"
    one.community.save()
    leave_community(one.community, by=ana)
    expect(page.locator(".notes").get_by_text("You can’t read these notes any more.")).to_be_visible()
    expect(page.locator(".notes")).not_to_contain_text("It was said.")

    host = open_page(path, one.series.created_by, caused=CUT)
    expect(editor(host)).to_contain_text("It was said.")
    Occurrence.objects.filter(pk=one.pk).update(held_at=timezone.now(), held_by=one.series.created_by)
    write(host, " Too late.")
    expect(host.locator(".notes").get_by_text("The meeting is over: the notes stay as they are.")).to_be_visible()
    expect(host.locator(".notes .prose")).to_have_text("It was said.")
    expect(host.locator(".notes textarea")).to_have_value(re.compile("^It was said. T"))


@pytest.mark.parametrize(("width", "theme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_the_room_with_its_editor_has_no_faults(open_page, site, faults, width, theme):
    one = in_progress()
    ana = open_page(f"/meetings/{one.pk}/room/", member_of(one.community, name="Ana Costa"))
    page = open_page(f"/meetings/{one.pk}/room/", one.series.created_by, width, theme)
    write(ana, "# Seals\n\n- *two* in **nine** days, [the log](https://example.org) and `bar`\n> somebody")
    expect(page.locator(".caret b")).to_have_text("Ana")
    found = {"room": faults(page)}
    page.goto(f"{site.url}/meetings/items/{items_of(one)[0].pk}/notes/")
    expect(editor(page)).to_be_editable()
    found["notes"] = faults(page)
    assert found == {"room": [], "notes": []}


def test_without_a_script_the_notes_are_a_form_whose_text_is_merged(open_page, site):
    one = in_progress()
    item = items_of(one)[0]
    plain = open_page(f"/meetings/{one.pk}/room/", member_of(one.community), 390, java_script_enabled=False)
    plain.get_by_role("link", name="Write in the notes").click()
    writer = open_page(f"/meetings/{one.pk}/room/", one.series.created_by)
    write(writer, "By the editor.")
    expect(writer.locator(".notes [data-text-state]")).to_contain_text("saved")
    editor(plain).fill("By a form. ")
    plain.get_by_role("button", name="Save the notes").click()
    expect(editor(plain)).to_have_value("By a form. By the editor.")
    expect(editor(writer)).to_contain_text("By a form. By the editor.")

    assert Notes.objects.get(item=item).text == "By a form. By the editor."
