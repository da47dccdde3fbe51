"""How a text ends: the last one leaves, the meeting is over, a server is killed, the database goes away."""

import asyncio

import pytest
from django.db import connection

from practica.coedit.actions import LOCKS, keep_version, tend
from practica.coedit.hub import Hub
from practica.coedit.models import Document, Update, Version
from practica.coedit.tests.browser import Browser, cookies_of, quickly, server, until
from practica.foundation.tests.factories import SomeCommunity, SomeMembership
from practica.live.listener import in_thread

LISTENING = "pg_stat_activity WHERE query = 'LISTEN practica_coedit'"
HOLDING = f"pg_locks WHERE locktype = 'advisory' AND classid = {LOCKS}"
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch):
    quickly(monkeypatch)


@pytest.fixture
def community():
    return SomeCommunity()


def browser(community, **options):
    member = SomeMembership(community=community).person
    return Browser(f"board:{community.pk}", cookies_of(member), **options)


def test_a_server_that_is_killed_loses_nothing_that_was_kept(board, community):
    """Its memory goes, and its connections; the rows stay, and the next server, or the worker, has them."""
    ana = browser(community)

    async def story():
        killed = await begun(ana, "kept before the end")
        ana.type(", and typed while nobody listened")
        async with server() as next_one:
            await ana.come(next_one)
            await until(lambda: ana.kept == ana.sent)
            await ana.go()
        return killed

    asyncio.run(story())
    assert board.kept == {community.pk: "kept before the end, and typed while nobody listened"}


def test_the_worker_finishes_what_a_killed_server_left(board, community):
    ana = browser(community)
    asyncio.run(begun(ana, "kept before the end"))
    board.kept.clear()

    tend(Document.objects.get().pk)

    assert board.kept == {community.pk: "kept before the end"}
    assert [version.text for version in Version.objects.all()] == ["kept before the end"]


async def begun(ana, words):
    """Somebody types, and in the same moment the server ends without a word."""
    hub = Hub()
    await ana.come(hub)
    await ana.type_and_wait(words)
    room = hub.rooms[ana.scope["path"].removeprefix("/live/text/")]
    for task in [ana.task, room.keeper, room.settling, room.showing, *hub.tasks]:
        if task:
            task.cancel()
    hub.leave = forgotten
    await asyncio.gather(ana.task, *hub.tasks, return_exceptions=True)
    await hub.wire.close()


async def forgotten(_room, _guest):
    """A process that is killed says no goodbye."""


def test_a_version_is_kept_when_the_last_one_leaves_on_all_servers(board, community):
    ana, luis = browser(community), browser(community)

    async def story():
        async with server() as one, server() as other:
            await ana.come(one)
            await luis.come(other)
            await ana.type_and_wait("first")
            await ana.go()
            between = await in_thread(Version.objects.count)
            await luis.go()
            return between

    assert asyncio.run(story()) == 0
    assert [version.text for version in Version.objects.all()] == ["first"]


def test_a_version_that_says_the_same_is_not_kept_again(board, community):
    ana = browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await ana.type_and_wait("first")
            await ana.go()
            await ana.come(here)
            await ana.go()

    asyncio.run(story())
    assert keep_version(Document.objects.get().pk) is None
    assert Version.objects.count() == 1


def test_a_text_that_takes_no_writing_any_more_is_closed_and_loses_all_that_tells_hands_apart(board, community):
    ana = browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await ana.type_and_wait("It was said.")
            await ana.go()

    asyncio.run(story())
    board.is_open = False
    tend(Document.objects.get().pk)

    document = Document.objects.get()
    assert document.state is None
    assert not Update.objects.exists()
    assert board.kept == {community.pk: "It was said."}


def test_a_text_that_is_opened_again_begins_with_what_the_feature_has(board, community):
    board.kept[community.pk] = "From before."
    ana = browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await ana.go()

    asyncio.run(story())
    assert str(ana.text) == "From before."


def test_when_the_database_was_away_everybody_comes_back(board, community):
    ana = browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await ana.type_and_wait("before")
            await in_thread(break_connections, LISTENING)
            await until(lambda: ana.code)
            code = ana.code
            ana.type(" after")
            await asyncio.wait_for(ana.task, 5)
            await ana.come(here)
            await until(lambda: ana.kept == ana.sent)
            await ana.go()
            return code

    assert asyncio.run(story()) == 1012
    assert board.kept == {community.pk: "before after"}


def break_connections(which):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_terminate_backend(pid) FROM {which}")


def test_when_the_connection_that_speaks_breaks_everybody_comes_back_too(board, community):
    ana = browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await ana.type_and_wait("before")
            await in_thread(break_connections, HOLDING)
            ana.point({"anchor": 1, "head": 1})
            await until(lambda: ana.code)
            code = ana.code
            await asyncio.wait_for(ana.task, 5)
            await ana.come(here)
            await ana.type_and_wait(" after")
            await ana.go()
            return code

    assert asyncio.run(story()) == 1012
    assert board.kept == {community.pk: "before after"}
    assert [version.text for version in Version.objects.all()][-1] == "before after"


def test_what_cannot_be_kept_is_sent_again_when_it_can(board, community):
    ana, luis = browser(community), browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            board.fails = True
            ana.type("words")
            await until(lambda: ana.code)
            await asyncio.wait_for(ana.task, 5)
            await luis.come(here)
            codes = ana.code, luis.code
            board.fails = False
            await ana.come(here)
            await until(lambda: ana.kept == ana.sent)
            await ana.go()
            return codes

    assert asyncio.run(story()) == (1012, 1012)
    assert board.kept == {community.pk: "words"}
