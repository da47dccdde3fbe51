"""Who comes in, and who is sent away and when."""

import asyncio

import pytest
from django.utils import timezone

from practica.coedit import hub as hubs
from practica.coedit import subscribers
from practica.coedit.models import Document
from practica.coedit.tests.browser import Browser, cookies_of, quickly, server, until
from practica.coedit.texts import beginning
from practica.events.actions import record, recorded_as
from practica.events.models import Source
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson
from practica.live.listener import in_thread

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _quickly(monkeypatch):
    quickly(monkeypatch)


@pytest.fixture
def membership():
    return SomeMembership()


def of_member(membership):
    return Browser(f"board:{membership.community_id}", cookies_of(membership.person))


def code_for(browser):
    async def story():
        async with server() as here:
            await browser.come(here)
            await asyncio.wait_for(browser.task, 5)

    asyncio.run(story())
    return browser.is_accepted, browser.code


@pytest.mark.parametrize("address", ["board:999999999", "board:x", "board", "nonsense:1", f"board:{'9' * 20}", ""])
def test_a_text_that_is_none_is_not_opened(board, address):
    assert code_for(Browser(address, cookies_of(SomePerson()))) == (True, 4403)


def test_whoever_is_not_signed_in_does_not_come_in(board, membership):
    assert code_for(Browser(f"board:{membership.community_id}", "")) == (True, 4403)


def test_a_stranger_does_not_read_what_they_do_not_see(board):
    private = SomeCommunity(visibility="private")

    assert code_for(Browser(f"board:{private.pk}", cookies_of(SomePerson()))) == (True, 4403)
    assert not Document.objects.exists()


def test_a_page_of_another_site_is_not_heard(board, membership):
    browser = Browser(f"board:{membership.community_id}", cookies_of(membership.person), origin="https://evil.example")

    assert code_for(browser) == (False, 4403)


def test_what_is_no_browser_is_not_heard(board, membership):
    assert code_for(Browser(f"board:{membership.community_id}", cookies_of(membership.person), origin="")) == (
        False,
        4403,
    )


def test_a_text_that_takes_no_writing_is_not_opened(board, membership):
    board.is_open = False

    assert code_for(of_member(membership)) == (True, 4403)


def test_who_may_only_read_sees_each_word_and_writes_none(board, membership):
    writer, reader = of_member(membership), Browser(f"board:{membership.community_id}", cookies_of(SomePerson()))

    async def story():
        async with server() as here:
            await writer.come(here)
            await reader.come(here)
            await writer.type_and_wait("words")
            await until(lambda: str(reader.text) == "words")
            reader.type(" of mine")
            await writer.type_and_wait(" and more")
            await reader.go()
            await writer.go()

    asyncio.run(story())
    assert (reader.may, writer.may) == ("read", "write")
    assert board.kept == {membership.community_id: "words and more"}


def test_whoever_leaves_the_community_writes_no_more(board, membership):
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            await browser.type_and_wait("mine")
            await in_thread(leave, membership)
            await until(lambda: browser.may == "read")
            browser.type(" and no more")
            await browser.go()

    asyncio.run(story())
    assert board.kept == {membership.community_id: "mine"}


def leave(membership):
    membership.left_at, membership.state = timezone.now(), "left"
    membership.save()
    record("communities.left", by=membership.person, target=membership, community=membership.community)


@pytest.mark.parametrize("has_happened", [True, False])
def test_whoever_loses_sight_of_it_is_cut_off_at_once_or_after_a_while(board, membership, monkeypatch, has_happened):
    monkeypatch.setattr(hubs, "LOOK_SECONDS", 60 if has_happened else 0.05)
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            await in_thread(hide, membership, has_happened)
            await until(lambda: browser.code)
            await asyncio.wait_for(browser.task, 5)

    asyncio.run(story())
    assert browser.code == 4403


def hide(membership, has_happened):
    membership.left_at, membership.state = timezone.now(), "left"
    membership.save()
    membership.community.visibility = "private"
    membership.community.save()
    if has_happened:
        # Whatever it is, and wherever: a person who is deactivated is in no community's event.
        record("communities.changed", by=None, target=membership.community)


@pytest.mark.parametrize(("source", "looks"), [(Source.HUMAN, 1), (Source.IMPORT, 0)])
def test_an_import_makes_nobody_look(membership, monkeypatch, source, looks):
    asked = []
    monkeypatch.setattr(subscribers, "look_again", asked.append)
    with recorded_as(source):
        record("communities.changed", by=None, target=membership.community, community=membership.community)

    assert asked == [membership.community_id] * looks


def test_what_is_sent_after_the_end_is_not_kept(board, membership):
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            await browser.type_and_wait("in time")
            board.is_open = False
            browser.type(", too late")
            await until(lambda: browser.code)
            await asyncio.wait_for(browser.task, 5)

    asyncio.run(story())
    assert browser.code == 4403
    assert board.kept == {membership.community_id: "in time"}


def test_a_text_that_was_begun_anew_is_not_mixed_with_what_was_before(board, membership):
    """A page that slept over the end and a new beginning has another text than the server."""
    browser = of_member(membership)

    async def story():
        async with server() as here:
            await browser.come(here)
            first = browser.born
            await browser.go()
            await in_thread(begin_anew)
            await browser.come(here)
            await browser.go()
            return first

    first = asyncio.run(story())
    assert first is not None
    assert browser.born not in {None, first}


def begin_anew():
    document = Document.objects.get()
    document.begin(beginning("other words"))
    document.save()
