"""All texts that are open on this server."""

from __future__ import annotations

import asyncio
import logging
from contextlib import suppress
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import psycopg
from django.db import Error as DatabaseFailure

from practica.coedit.actions import Closed, exchange
from practica.coedit.entrance import document_at, welcome
from practica.coedit.guest import COME_BACK, NOT_HERE
from practica.coedit.room import Room
from practica.coedit.wire import Wire
from practica.live.listener import in_thread

if TYPE_CHECKING:
    from practica.coedit.guest import Guest

logger = logging.getLogger(__name__)
# Everybody is asked again whether they may be here, and says again that they are.
LOOK_SECONDS = 20
TOGETHER_SECONDS = 0.2
# A page in the background is allowed one sign of life a minute by its browser.
SILENT_SECONDS = 150
RETRY_SECONDS = 1
OPEN_WITHIN_SECONDS = 15


class Hub:
    """The rooms of this server by the name of their text."""

    def __init__(self) -> None:
        self.wire = Wire(lost=lambda: self.send_all_away(COME_BACK))
        self.rooms: dict[str, Room] = {}
        self.opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self.listening = asyncio.Event()
        self.doubted = asyncio.Event()
        self.communities: set[int] = set()
        self.tasks: list[asyncio.Task[None]] = []
        self.present = 0

    async def enter(self, address: str, guest: Guest) -> Room | None:
        """The room, with this guest in it; None when there is no such text, or it takes no writing."""
        if not self.tasks:
            self.tasks = [asyncio.create_task(work()) for work in (self.listen, self.look, self.beat)]
        await asyncio.wait_for(self.listening.wait(), OPEN_WITHIN_SECONDS)
        async with self.opening.setdefault(address, asyncio.Lock()):
            room = self.rooms.get(address) or await self.open(address)
            if room is not None:
                self.present += 1
                await room.join(guest)
        return room

    async def open(self, address: str) -> Room | None:
        document = await in_thread(document_at, address)
        if document is None:
            return None
        try:
            news = await in_thread(exchange, document.pk, 0)
        except Closed:
            return None
        room = self.rooms[address] = Room(self, address, news, document.community_id)
        # What came between the reading and now is asked for once more.
        room.hear(room.seen + 1)
        return room

    async def leave(self, room: Room, guest: Guest) -> None:
        """The last one ends the room. What the database does not take now, the worker does when it can."""
        async with self.opening.setdefault(room.address, asyncio.Lock()):
            self.present -= 1
            try:
                await room.leave(guest)
                if not room.guests:
                    self.forget(room)
                    await room.close()
            except (DatabaseFailure, OSError) as failure:
                logger.warning("coedit: %s was left to the worker: %s", room.address, type(failure).__name__)

    def forget(self, room: Room) -> None:
        """Whoever comes from here on gets another one."""
        if self.rooms.get(room.address) is room:
            del self.rooms[room.address]

    async def listen(self) -> None:
        """For ever: after a broken connection everybody comes back, for something may have been missed."""
        while True:
            try:
                async for said in self.wire.hear(self.listening):
                    self.pass_on(said)
            except (psycopg.Error, OSError) as error:
                logger.warning("coedit: the listening connection broke: %s", type(error).__name__)
            self.listening.clear()
            await self.wire.close()
            self.send_all_away(COME_BACK)
            await asyncio.sleep(RETRY_SECONDS)

    def pass_on(self, said: dict[str, Any]) -> None:
        if "community" in said:
            self.communities.add(said["community"])
            self.doubted.set()
        for room in self.rooms.values():
            if room.document == said.get("document"):
                if "update" in said:
                    room.hear(said["update"])
                else:
                    room.hear_who(said["server"], said["who"])

    async def look(self) -> None:
        """Who may not be here any more is sent away: at once when something happened there, else after a while."""
        while True:
            with suppress(TimeoutError):
                await asyncio.wait_for(self.doubted.wait(), LOOK_SECONDS)
            is_due = not self.doubted.is_set()
            # Ten things that happen in one moment are one question.
            await asyncio.sleep(TOGETHER_SECONDS)
            doubted, self.communities = self.communities, set()
            self.doubted.clear()
            for room in list(self.rooms.values()):
                if is_due or doubted & {0, room.community}:
                    await self.look_at(room)

    async def look_at(self, room: Room) -> None:
        for guest in list(room.guests):
            if guest.is_silent(SILENT_SECONDS):
                guest.send_away(COME_BACK)
                continue
            try:
                found = await in_thread(welcome, guest.cookies, room.address)
            except (DatabaseFailure, OSError) as failure:
                logger.warning("coedit: rights in %s could not be asked: %s", room.address, type(failure).__name__)
                guest.send_away(COME_BACK)
                continue
            if found is None:
                guest.send_away(NOT_HERE)
            elif found != guest.welcome:
                guest.welcome = found
                guest.say(may="write" if found.may_write else "read")
        await room.hold_or_release()

    async def beat(self) -> None:
        """A server says from time to time who is there, lest the others take it for gone."""
        while True:
            await asyncio.sleep(LOOK_SECONDS * 0.75)
            for room in self.rooms.values():
                room.show()

    def send_all_away(self, code: int) -> None:
        for room in list(self.rooms.values()):
            room.send_all_away(code)

    async def close(self) -> None:
        """The server stops: everybody is told to come back, and what was written is with its feature."""
        self.send_all_away(COME_BACK)
        for _moment in range(100):
            if not self.present:
                break
            await asyncio.sleep(0.02)
        tasks, self.tasks = self.tasks, []
        for task in tasks:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.wire.close()
