"""How much one may write, and what of it is kept; for how long one may be silent, and how many may come."""

import asyncio

import pytest

from practica.coedit import actions as coedit_actions
from practica.coedit import hub as hubs
from practica.coedit import room as rooms
from practica.coedit.guest import HAVE, TAKE
from practica.coedit.models import Document, Update, Version
from practica.coedit.tests.browser import POISON, Browser, cookies_of, quickly, server, until
from practica.coedit.tests.conftest import LONGEST
from practica.foundation.tests.factories import SomeMembership

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch):
    quickly(monkeypatch)


@pytest.fixture
def membership():
    return SomeMembership()


def of_member(membership):
    return Browser(f"board:{membership.community_id}", cookies_of(membership.person))


def test_a_text_has_an_end(board, membership):
    browser, other = of_member(membership), of_member(SomeMembership(community=membership.community))

    async def story():
        async with server() as here:
            await browser.come(here)
            await other.come(here)
            await browser.type_and_wait("x" * LONGEST)
            await until(lambda: len(str(other.text)) == LONGEST)
            other.type("y")
            await until(lambda: other.code)
            await asyncio.wait_for(other.task, 5)
            # What takes away is taken still.
            before = browser.doc.get_state()
            del browser.text[:10]
            browser.give(browser.doc.get_update(before))
            await until(lambda: browser.kept == browser.sent)
            await browser.go()

    asyncio.run(story())
    assert browser.longest == LONGEST
    assert other.code == 4413
    assert board.kept == {membership.community_id: "x" * (LONGEST - 10)}


def test_an_update_has_an_end_and_so_has_all_that_belongs_to_a_text(board, membership, monkeypatch):
    monkeypatch.setattr(coedit_actions, "MOST_BYTES", 500)
    monkeypatch.setattr(rooms, "MOST_BYTES", 500)
    many, much = of_member(membership), of_member(membership)

    async def story():
        async with server() as here:
            await many.come(here)
            await much.come(here)
            much.tell(bytes=TAKE + bytes(400_000))
            await until(lambda: much.code)
            for _time in range(60):
                many.type("ab ", at=0)
            await until(lambda: many.code)
            await asyncio.gather(many.task, much.task)

    asyncio.run(story())
    assert (many.code, much.code) == (4413, 4413)
    assert not Update.objects.exists()


@pytest.mark.parametrize(
    "message",
    [
        {"bytes": TAKE + b"\xff\xff\xff"},
        {"bytes": TAKE + POISON},
        {"bytes": HAVE + b"\xff\xff\xff"},
        {"bytes": b"\x07what"},
        {"text": "nonsense"},
        {"text": '{"name": "Sofía"}'},
        {"text": '{"cursor": "' + "x" * 2000 + '"}'},
    ],
)
def test_what_no_editor_sends_ends_the_connection(board, membership, message):
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            browser.tell(**message)
            await until(lambda: browser.code)
            await asyncio.wait_for(browser.task, 8)

    asyncio.run(story())
    assert browser.code == 4400


def test_no_row_says_who_wrote_and_where_nobody_shall_know_no_minute_does(board, membership):
    board.hides_who = True
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            await browser.type_and_wait("It was said.")
            browser.point({"anchor": 1, "head": 1})
            await browser.go()

    asyncio.run(story())
    names = {field.name for model in (Document, Update, Version) for field in model._meta.get_fields()}
    assert names == {
        *("id", "kind", "number", "community", "born", "state", "through"),
        *("updates", "versions", "document", "body", "text", "kept_at"),
    }
    kept = Version.objects.get().kept_at
    assert (kept.minute, kept.second) == (0, 0)


def test_who_gives_no_sign_of_life_is_not_there_any_more(board, membership, monkeypatch):
    monkeypatch.setattr(hubs, "LOOK_SECONDS", 0.05)
    monkeypatch.setattr(hubs, "SILENT_SECONDS", 0.3)
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            await until(lambda: browser.code)
            await asyncio.wait_for(browser.task, 5)

    asyncio.run(story())
    assert browser.code == 1012


def test_a_crowd_that_is_too_big_waits_outside(board, membership, monkeypatch):
    monkeypatch.setattr(rooms, "MOST_GUESTS", 1)
    first, second = of_member(membership), of_member(membership)

    async def story():
        async with server() as here:
            await first.come(here)
            await second.come(here)
            await asyncio.wait_for(second.task, 5)
            await first.type_and_wait("words")
            await first.go()

    asyncio.run(story())
    assert second.code == 1013
    assert board.kept == {membership.community_id: "words"}
