"""Two or three people write one text at once, on one server or on several."""

import asyncio

import pytest
from django.db import connection

from practica.coedit.actions import LOCKS, keep_version, merge_text, tend
from practica.coedit.hub import Hub
from practica.coedit.models import Document, Update, Version
from practica.coedit.registry import kind_of
from practica.coedit.tests.browser import Browser, cookies_of, quickly, server, until
from practica.coedit.wire import Wire
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


def test_what_one_types_the_other_has_and_the_feature_too(board, community):
    ana, luis = browser(community), browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await luis.come(here)
            await ana.type_and_wait("Año nuevo 👩‍🏫: ")
            await until(lambda: str(luis.text) == "Año nuevo 👩‍🏫: ")
            await luis.type_and_wait("bombas")
            await until(lambda: str(ana.text) == "Año nuevo 👩‍🏫: bombas")
            await ana.go()
            await luis.go()

    asyncio.run(story())
    assert board.kept == {community.pk: "Año nuevo 👩‍🏫: bombas"}
    assert not Update.objects.exists()


def test_people_on_two_servers_write_one_text(board, community):
    ana, luis = browser(community), browser(community)

    async def story():
        async with server() as one, server() as other:
            await ana.come(one)
            await luis.come(other)
            for number in range(20):
                ana.type(f"a{number} ", at=0)
                luis.type(f"b{number} ")
                await asyncio.sleep(0.01)
            await until(lambda: ana.kept == ana.sent and luis.kept == luis.sent)
            await until(lambda: str(ana.text) == str(luis.text))
            await ana.go()
            await luis.go()

    asyncio.run(story())
    words = board.kept[community.pk].split()
    assert sorted(words) == sorted(f"{who}{number}" for who in "ab" for number in range(20))
    assert board.kept[community.pk] == str(ana.text)


def test_what_is_written_without_a_connection_is_merged_when_it_is_back(board, community):
    ana, luis = browser(community), browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await luis.come(here)
            await ana.type_and_wait("middle")
            await until(lambda: str(luis.text) == "middle")
            await luis.go()
            luis.type(" after")
            ana.type("before ", at=0)
            await until(lambda: ana.kept == ana.sent)
            await luis.come(here)
            await until(lambda: str(ana.text) == str(luis.text) == "before middle after")
            await ana.go()
            await luis.go()

    asyncio.run(story())
    assert board.kept == {community.pk: "before middle after"}


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


def test_people_hear_of_each_other_by_name_also_across_servers(board, community):
    ana, luis, eva = browser(community), browser(community), browser(community)

    async def story():
        async with server() as one, server() as other:
            await ana.come(one)
            await luis.come(one)
            await eva.come(other)
            luis.point({"anchor": 1, "head": 2})
            await until(lambda: where(eva) == [None, {"anchor": 1, "head": 2}])
            await until(lambda: len(ana.here) == 2)
            seen = [sorted(one["name"] for one in browser.here) for browser in (ana, luis, eva)]
            await luis.go()
            await until(lambda: len(eva.here) == 1)
            await ana.go()
            await eva.go()
            return seen

    def where(browser):
        return sorted((one["cursor"] for one in browser.here), key=str)

    seen = asyncio.run(story())
    assert [len(names) for names in seen] == [2, 2, 2]
    assert {name for names in seen for name in names} == {"Person"}


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


def test_a_form_is_merged_into_what_others_write_at_that_moment(board, community):
    ana = browser(community)

    async def story():
        async with server() as here:
            await ana.come(here)
            await ana.type_and_wait("Two pumps run dry.")
            await until(lambda: board.kept.get(community.pk))
            base = board.kept[community.pk]
            ana.type(" At night.")
            await until(lambda: ana.kept == ana.sent)
            await in_thread(save, community, base, "Three pumps run dry.")
            await until(lambda: str(ana.text) == "Three pumps run dry. At night.")
            await ana.go()

    asyncio.run(story())
    assert board.kept == {community.pk: "Three pumps run dry. At night."}


def save(community, base, text):
    return merge_text(kind_of("board"), community.pk, base=base, text=text)


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


def test_what_is_gone_takes_its_document_with_it(board, community):
    save(community, "", "words")
    board.is_there = False

    tend(Document.objects.get().pk)

    assert not Document.objects.exists()


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


def test_a_crowd_is_named_as_far_as_one_message_holds(board):
    crowd = [{"key": str(n), "name": "Person", "cursor": {"anchor": "x" * 200, "head": 1}} for n in range(400)]
    board.heard = []

    async def story():
        speaking, hearing, listening = Wire(lost=print), Wire(lost=print), asyncio.Event()

        async def hear():
            async for said in hearing.hear(listening):
                board.heard.append(said)

        task = asyncio.create_task(hear())
        await asyncio.wait_for(listening.wait(), 5)
        await speaking.say_who(1, crowd)
        await until(lambda: board.heard)
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await speaking.close()

    asyncio.run(story())
    (said,) = board.heard
    assert {one["cursor"] for one in said["who"]} == {None}
    assert 50 < len(said["who"]) < 400
