"""Two or three people write one text at once, on one server or on several."""

import asyncio

import pytest

from practica.coedit.actions import merge_text, tend
from practica.coedit.models import Document, Update
from practica.coedit.registry import kind_of
from practica.coedit.tests.browser import Browser, cookies_of, quickly, server, until
from practica.coedit.wire import Wire
from practica.foundation.tests.factories import SomeCommunity, SomeMembership
from practica.live.listener import in_thread

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


def test_what_is_gone_takes_its_document_with_it(board, community):
    save(community, "", "words")
    board.is_there = False

    tend(Document.objects.get().pk)

    assert not Document.objects.exists()


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
