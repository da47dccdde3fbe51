"""One connection listens for all pages of a process and hands each message to those that wait for it."""

from __future__ import annotations

import asyncio
import logging
from collections import defaultdict
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import psycopg
from django.db import connection

from practica.live.actions import CHANNEL

if TYPE_CHECKING:
    from collections.abc import Iterable

logger = logging.getLogger(__name__)

PING_SECONDS = 15
MOST_WAITING = 64
RETRY_SECONDS = 2
PING = b": ping\n\n"


class Page:
    """An open page: what waits to be sent to it."""

    __slots__ = ("_ready", "topics", "waiting")

    def __init__(self, topics: tuple[str, ...]) -> None:
        self.topics = topics
        self.waiting: list[bytes] = []
        self._ready = asyncio.Event()

    def give(self, message: bytes) -> None:
        # A page that does not read gets no more pings, and asks anew for everything when it comes back.
        if len(self.waiting) < MOST_WAITING:
            self.waiting.append(message)
        self._ready.set()

    async def take(self) -> bytes:
        """All that waits, in one piece."""
        await self._ready.wait()
        self._ready.clear()
        taken, self.waiting = b"".join(self.waiting), []
        return taken


class Hub:
    """The open pages of this process by topic, and the one connection that listens for them."""

    def __init__(self) -> None:
        self.pages: set[Page] = set()
        self.by_topic: dict[str, set[Page]] = defaultdict(set)
        self.tasks: list[asyncio.Task[None]] = []

    def join(self, page: Page) -> None:
        self.pages.add(page)
        for topic in page.topics:
            self.by_topic[topic].add(page)
        if not self.tasks:
            self.tasks = [asyncio.create_task(self.listen()), asyncio.create_task(self.ping())]

    def leave(self, page: Page) -> None:
        self.pages.discard(page)
        for topic in page.topics:
            self.by_topic[topic].discard(page)
            if not self.by_topic[topic]:
                del self.by_topic[topic]

    async def ping(self) -> None:
        """Proxies close what is silent; a page that is gone is noticed."""
        while True:
            await asyncio.sleep(PING_SECONDS)
            for page in self.pages:
                page.give(PING)

    async def listen(self) -> None:
        """For ever: after a broken connection every page is told to look again, for something may have been missed."""
        first = True
        while True:
            try:
                await self.hear(is_first=first)
            except (psycopg.Error, OSError) as error:
                logger.warning("live: the listening connection broke: %s", type(error).__name__)
            first = False
            await asyncio.sleep(RETRY_SECONDS)

    async def hear(self, *, is_first: bool) -> None:
        async with await psycopg.AsyncConnection.connect(**parameters(), autocommit=True) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            if not is_first:
                self.look_again()
            async for told in listening.notifies():
                number, topic, *about = told.payload.split(" ")
                self.tell(topic, moment(topic, about[0]) if about else changed(number, topic))

    def tell(self, topic: str, message: bytes) -> None:
        for page in self.by_topic.get(topic, ()):
            page.give(message)

    def look_again(self) -> None:
        for topic, pages in self.by_topic.items():
            for page in pages:
                page.give(changed("", topic))

    async def close(self) -> None:
        tasks, self.tasks = self.tasks, []
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task


def changed(number: str | int, topic: str) -> bytes:
    """One message as a browser reads it; topics are our own names and numbers, so they need no escaping."""
    mark = f"id: {number}\n" if number else ""
    return f'{mark}event: changed\ndata: {{"topic": "{topic}"}}\n\n'.encode()


def moment(topic: str, about: str) -> bytes:
    """What passes: it has no number, so that nobody catches up on it."""
    return f'event: moment\ndata: {{"topic": "{topic}", "about": {about}}}\n\n'.encode()


def catch_up(missed: Iterable[tuple[int, str]]) -> bytes:
    return b"".join(changed(number, topic) for number, topic in missed)


def parameters() -> dict[str, Any]:
    """How Django reaches the database, without what only its own connections understand."""
    given = connection.get_connection_params()
    return {
        name: value
        for name, value in given.items()
        if name not in {"pool", "context", "cursor_factory", "prepare_threshold", "autocommit", "server_side_binding"}
    }
