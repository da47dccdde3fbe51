"""One text on one server: who is there, and the one task that keeps what they write and tells the others."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import TYPE_CHECKING, Any

from practica.coedit.actions import MOST_BYTES, Closed, News, exchange, keep_version, settle
from practica.coedit.guest import BORN_ANEW, BUSY, COME_BACK, NOT_HERE, TAKE, TOO_LONG, UNREADABLE
from practica.coedit.registry import named
from practica.coedit.texts import add, made_of, text_of, together
from practica.live.listener import in_thread

if TYPE_CHECKING:
    from practica.coedit.guest import Guest
    from practica.coedit.hub import Hub

logger = logging.getLogger(__name__)
# On one server; of these only some write.
MOST_GUESTS = 200
# The feature has the text this many seconds after somebody wrote.
SETTLE_SECONDS = 1.0
# So often carets are shown to the others, here and on other servers.
SHOW_SECONDS = 0.15
# A server that says nothing for so long is not there any more, nor are its people.
SILENT_SECONDS = 40


class Room:
    """`doc` is always what the table says up to `seen`: nobody is shown what is not kept."""

    def __init__(self, hub: Hub, address: str, news: News, community: int) -> None:
        self.hub, self.address, self.community = hub, address, community
        self.document, self.born, self.seen = news.document_id, str(news.born), news.seen
        self.doc = made_of(news.updates)
        known = named(address)
        self.longest = known[0].longest if known else 0
        self.guests: set[Guest] = set()
        self.elsewhere: dict[str, tuple[float, list[dict[str, Any]]]] = {}
        self.told = self.seen
        self.is_held = False
        self.wake, self.keeping = asyncio.Event(), asyncio.Lock()
        self.settling: asyncio.Task[None] | None = None
        self.showing: asyncio.Task[None] | None = None
        self.keeper = asyncio.create_task(self.keep())

    async def join(self, guest: Guest) -> None:
        self.guests.add(guest)
        if len(self.guests) > MOST_GUESTS:
            guest.send_away(BUSY)
        await self.hold_or_release()
        guest.say(born=self.born, may="write" if guest.may_write else "read", longest=self.longest)
        self.show()

    async def leave(self, guest: Guest) -> None:
        """What they wrote last is kept before anything else."""
        await guest.wait_for_keeper()
        async with self.keeping:
            pass
        self.guests.discard(guest)
        self.show()
        await self.hold_or_release()

    async def hold_or_release(self) -> None:
        """Other servers know by a lock whether somebody can write here; when nobody can any more, a version is kept."""
        is_wanted = any(guest.may_write for guest in self.guests)
        if is_wanted == self.is_held:
            return
        self.is_held = is_wanted
        if is_wanted:
            await self.hub.wire.hold(self.document)
            return
        await self.hub.wire.release(self.document)
        await in_thread(keep_version, self.document)

    async def close(self) -> None:
        """Nobody is here any more: the feature has the text, and other servers know."""
        tasks = [task for task in (self.keeper, self.settling, self.showing) if task]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.hub.wire.say_who(self.document, [])
        await in_thread(settle, self.document)

    def write(self, guest: Guest, update: bytes) -> None:
        guest.write(update)
        self.wake.set()

    def hear(self, update: int) -> None:
        """Another server, or a form, has kept one."""
        self.told = max(self.told, update)
        self.wake.set()

    async def keep(self) -> None:
        """For ever, one after the other: keep what was written, fetch what is new, tell it to all."""
        while True:
            await self.wake.wait()
            self.wake.clear()
            try:
                async with self.keeping:
                    await self.keep_once()
            except Closed:
                # It takes no writing any more: what was just sent is not kept, and everybody learns so.
                self.send_all_away(NOT_HERE)
            except Exception:
                # The database is away, most likely; whoever writes has it all, comes back and sends it again.
                logger.exception("coedit: %s could not be kept", self.address)
                self.send_all_away(COME_BACK)
                return

    async def keep_once(self) -> None:
        authors = [guest for guest in self.guests if guest.written]
        taken = {guest: (guest.take_written(), guest.received) for guest in authors}
        fitting = {guest: together(written) for guest, (written, _n) in taken.items() if self.takes(guest, written)}
        if fitting:
            news = await in_thread(exchange, self.document, self.seen, together(list(fitting.values())))
            self.settle_soon()
        elif self.told > self.seen:
            news = await in_thread(exchange, self.document, self.seen)
        else:
            return
        self.learn(news)
        for guest in fitting:
            guest.say(kept=taken[guest][1])

    def takes(self, guest: Guest, written: list[bytes]) -> bool:
        """Tried on a copy: what is in a text once can't be taken out of it again."""
        if not guest.may_write:
            return False
        before, tried = len(text_of(self.doc)), made_of([self.doc.get_update()])
        if not all(add(tried, update) for update in written):
            guest.send_away(UNREADABLE)
            return False
        after = len(text_of(tried))
        fits = (after <= self.longest or after < before) and len(tried.get_update()) <= MOST_BYTES
        if not fits:
            guest.send_away(TOO_LONG)
        return fits

    def learn(self, news: News) -> None:
        if str(news.born) != self.born:
            self.send_all_away(BORN_ANEW)
            return
        for update in news.updates:
            add(self.doc, update)
        for guest in self.guests:
            for update in news.updates:
                guest.give(TAKE + update)
        self.seen = news.seen

    def send_all_away(self, code: int) -> None:
        self.hub.forget(self)
        for guest in self.guests:
            guest.take_written()
            guest.send_away(code)

    def settle_soon(self) -> None:
        if self.settling is None or self.settling.done():
            self.settling = asyncio.create_task(self.settle_later())

    async def settle_later(self) -> None:
        await asyncio.sleep(SETTLE_SECONDS)
        # What comes from here on asks anew.
        self.settling = None
        await in_thread(settle, self.document)

    def show(self) -> None:
        """Who is here and where they write, a moment later: ten moves of a caret are one message."""
        if self.showing is None or self.showing.done():
            self.showing = asyncio.create_task(self.show_later())

    async def show_later(self) -> None:
        await asyncio.sleep(SHOW_SECONDS)
        self.showing = None
        self.show_here()
        await self.hub.wire.say_who(self.document, [guest.shown for guest in self.guests])

    def show_here(self) -> None:
        now = time.monotonic()
        self.elsewhere = {
            server: (at, who) for server, (at, who) in self.elsewhere.items() if now - at < SILENT_SECONDS
        }
        others = [one for _at, who in self.elsewhere.values() for one in who]
        here = [*(guest.shown for guest in self.guests), *others]
        for guest in self.guests:
            guest.say(here=[one for one in here if one["key"] != guest.key])

    def hear_who(self, server: str, who: list[dict[str, Any]]) -> None:
        is_new = server not in self.elsewhere
        self.elsewhere[server] = (time.monotonic(), who)
        if not who:
            del self.elsewhere[server]
        self.show_here()
        if is_new and who:
            self.show()
