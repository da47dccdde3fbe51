import asyncio
import json
from contextlib import asynccontextmanager
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone

from practica.events.actions import record, recorded_as
from practica.events.models import Source
from practica.foundation.tests.factories import SomeCommunity, SomeMembership, SomePerson
from practica.live import hub as hubs
from practica.live import registry, stream
from practica.live.actions import notify, notify_for_a_moment
from practica.live.hub import Hub
from practica.live.listener import in_thread
from practica.live.models import Message
from practica.live.tasks import forget_messages

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def communities_are_topics(monkeypatch):
    monkeypatch.setattr(registry, "_topics", {})
    registry.declare("community", apps.get_model("communities.Community").objects.visible_to, of=community_of)


def community_of(_event, target):
    return target.pk if target._meta.model_name == "community" else None


class Browser:
    """What a browser's EventSource does, straight to the application."""

    def __init__(self, topics, cookies="", last=None, method="GET"):
        query = "&".join(f"topic={topic}" for topic in topics)
        headers = [(b"cookie", cookies.encode())]
        if last is not None:
            headers.append((b"last-event-id", str(last).encode()))
        self.scope = {
            "type": "http", "method": method, "path": "/live/", "query_string": query.encode(), "headers": headers,
        }  # fmt: skip
        self.sent = asyncio.Queue()
        self.gone = asyncio.Event()
        self.status = None
        self.headers = {}

    async def receive(self):
        await self.gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message):
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        else:
            await self.sent.put(message.get("body", b""))

    async def read(self):
        return (await asyncio.wait_for(self.sent.get(), 5)).decode()


@asynccontextmanager
async def opened(browser):
    stream.hub = Hub()
    task = asyncio.create_task(stream.application(browser.scope, browser.receive, browser.send))
    yield browser
    browser.gone.set()
    await asyncio.wait_for(task, 5)
    assert not stream.hub.pages
    assert not stream.hub.by_topic
    await stream.hub.close()


def cookies_of(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


async def is_listening():
    """The hub's own connection has said LISTEN."""
    for _attempt in range(500):
        if await in_thread(listeners):
            return
        await asyncio.sleep(0.01)
    pytest.fail("nobody listens")


def listeners():
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE query = 'LISTEN practica_live'")
        return cursor.fetchone()[0]


def test_a_page_hears_that_what_it_shows_has_changed():
    community, person = SomeCommunity(), SomePerson()
    cookies = cookies_of(person)

    async def story():
        async with opened(Browser([f"community:{community.pk}"], cookies)) as browser:
            assert await browser.read() == "retry: 3000\n\n"
            await is_listening()
            await in_thread(lambda: record("communities.changed", by=person, target=community))
            return browser.status, browser.headers, await browser.read()

    status, headers, told = asyncio.run(story())
    message = Message.objects.get()
    assert told == f'id: {message.pk}\nevent: changed\ndata: {{"topic": "community:{community.pk}"}}\n\n'
    assert json.loads(told.split("data: ")[1]) == {"topic": f"community:{community.pk}"}
    assert status == 200
    assert headers[b"content-type"] == b"text/event-stream; charset=utf-8"
    assert headers[b"x-accel-buffering"] == b"no"


def test_what_passes_is_told_to_those_who_look_and_not_kept():
    community, person = SomeCommunity(), SomePerson()
    cookies = cookies_of(person)

    async def story():
        async with opened(Browser([f"community:{community.pk}"], cookies)) as browser:
            await browser.read()
            await is_listening()
            await in_thread(lambda: notify_for_a_moment(f"community:{community.pk}", person.pk))
            return await browser.read()

    told = asyncio.run(story())
    assert told == f'event: moment\ndata: {{"topic": "community:{community.pk}", "about": {person.pk}}}\n\n'
    assert not Message.objects.exists()


def test_what_was_missed_is_told_again():
    community = SomeCommunity()
    cookies = cookies_of(SomePerson())
    first = tell(community)
    for _time in range(3):
        last = tell(community)

    async def story():
        async with opened(Browser([f"community:{community.pk}"], cookies, last=first)) as browser:
            return await browser.read()

    assert asyncio.run(story()).split("\n\n")[1].startswith(f"id: {last}\n")


def tell(community):
    notify(f"community:{community.pk}")
    return Message.objects.latest("pk").pk


@pytest.mark.parametrize("asked", ["nonsense:1", "community:x", "community", "community:99999999999999999999", ""])
def test_a_topic_that_is_none_opens_no_stream(asked):
    assert status_for(SomePerson(), asked) == 204


def test_a_stranger_does_not_hear_of_a_private_community():
    community = SomeCommunity(visibility="private")

    assert status_for(SomePerson(), f"community:{community.pk}") == 204


def test_whoever_is_not_signed_in_hears_nothing():
    assert status_for(None, f"community:{SomeCommunity().pk}") == 401


def test_whoever_was_deactivated_hears_nothing():
    community = SomeCommunity()
    person = SomeMembership(community=community).person
    cookies = cookies_of(person)
    person.deactivated_at = timezone.now()
    person.save()

    assert status_for(None, f"community:{community.pk}", cookies) == 401


def status_for(person, topic, cookies=""):
    browser = Browser([topic], cookies or (cookies_of(person) if person else ""))
    asyncio.run(stream.application(browser.scope, browser.receive, browser.send))
    return browser.status


def test_the_stream_is_only_read():
    browser = Browser(["community:1"], method="POST")
    asyncio.run(stream.application(browser.scope, browser.receive, browser.send))

    assert browser.status == 405


def test_a_rolled_back_change_is_not_told():
    community = SomeCommunity()
    with transaction.atomic():
        notify(f"community:{community.pk}")
        transaction.set_rollback(True)

    assert not Message.objects.exists()


def test_an_import_tells_nobody():
    with recorded_as(Source.IMPORT):
        record("communities.changed", by=SomePerson(), target=SomeCommunity())

    assert not Message.objects.exists()


def test_a_silent_page_is_pinged(monkeypatch):
    monkeypatch.setattr(hubs, "PING_SECONDS", 0.01)
    community = SomeCommunity()
    cookies = cookies_of(SomePerson())

    async def story():
        async with opened(Browser([f"community:{community.pk}"], cookies)) as browser:
            await browser.read()
            return await browser.read()

    assert asyncio.run(story()).startswith(": ping\n\n")


def test_after_a_broken_connection_every_page_looks_again(monkeypatch):
    monkeypatch.setattr(hubs, "RETRY_SECONDS", 0.01)
    community = SomeCommunity()
    cookies = cookies_of(SomePerson())

    async def story():
        async with opened(Browser([f"community:{community.pk}"], cookies)) as browser:
            await browser.read()
            await is_listening()
            await in_thread(break_listener)
            return await browser.read()

    assert asyncio.run(story()) == f'event: changed\ndata: {{"topic": "community:{community.pk}"}}\n\n'


def break_listener():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN practica_live'")


def test_a_stream_ends_by_itself_so_that_rights_are_asked_again(monkeypatch):
    monkeypatch.setattr(stream, "LONGEST_SECONDS", 0.01)
    community = SomeCommunity()
    browser = Browser([f"community:{community.pk}"], cookies_of(SomePerson()))

    async def story():
        stream.hub = Hub()
        await asyncio.wait_for(stream.application(browser.scope, browser.receive, browser.send), 5)
        await stream.hub.close()

    asyncio.run(story())
    assert browser.status == 200


def test_old_messages_are_forgotten():
    notify("community:1")
    notify("community:2")
    Message.objects.filter(topic="community:1").update(at=timezone.now() - timedelta(hours=7))

    forget_messages()

    assert [message.topic for message in Message.objects.all()] == ["community:2"]


def test_a_server_without_a_stream_says_so(client_as):
    client = client_as(SomePerson())

    assert [client.get(path).status_code for path in ("/live/", "/live/text/notes:1")] == [204, 204]
