"""What the editor of a browser does, straight to the application of a server."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import asynccontextmanager

from django.test import Client
from pycrdt import Text

from practica.coedit import hub as hubs
from practica.coedit import socket
from practica.coedit.guest import HAVE, TAKE
from practica.coedit.hub import Hub
from practica.coedit.texts import made_of

PATIENCE = 8
# It passes as an update, and can't be part of any text.
POISON = bytes.fromhex("010501000401047465787402616203010001c40102010001644401020165c1010401020101010202010501")


def cookies_of(person):
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return f"sessionid={client.cookies['sessionid'].value}"


@asynccontextmanager
async def server():
    one = Hub()
    try:
        yield one
    finally:
        await one.close()


class Browser:
    """`doc` stays when the connection goes, as the page does; `here`, `may`, `kept` are what the server last said."""

    def __init__(self, address, cookies, origin="http://testserver"):
        self.scope = {
            "type": "websocket", "path": f"/live/text/{address}",
            "headers": [(b"cookie", cookies.encode()), (b"host", b"testserver"), (b"origin", origin.encode())],
        }  # fmt: skip
        self.doc = made_of([])
        self.text = self.doc.get("text", type=Text)
        self.forget()

    def forget(self):
        self.said = asyncio.Queue()
        self.here, self.may, self.kept, self.born, self.longest = [], None, 0, None, None
        self.sent, self.code, self.is_whole, self.is_accepted, self.state = 0, None, False, False, None
        self.task = None

    async def come(self, hub):
        """Connect, and exchange what each lacks."""
        self.forget()
        self.said.put_nowait({"type": "websocket.connect"})
        self.task = asyncio.create_task(socket.serve(hub, self.scope, self.said.get, self.hear))
        await until(lambda: self.is_whole or self.code)
        return self

    async def go(self):
        self.said.put_nowait({"type": "websocket.disconnect", "code": 1001})
        await asyncio.wait_for(self.task, PATIENCE)

    async def hear(self, message):
        if message["type"] == "websocket.accept":
            self.is_accepted = True
        elif message["type"] == "websocket.close":
            self.code = message["code"]
        elif "text" in message:
            self.learn(json.loads(message["text"]))
        elif message["bytes"][:1] == HAVE:
            self.greet(message["bytes"][1:])
        else:
            self.doc.apply_update(message["bytes"][1:])

    def learn(self, said):
        if said.get("whole"):
            self.is_whole = True
        for name, value in said.items():
            if name != "whole":
                setattr(self, name, value)

    def greet(self, theirs):
        if self.may == "write" and str(self.text):
            self.give(self.doc.get_update(theirs))
        self.tell(bytes=HAVE + self.doc.get_state())

    def tell(self, **message):
        self.said.put_nowait({"type": "websocket.receive", **message})

    def give(self, update):
        self.sent += 1
        self.tell(bytes=TAKE + update)

    def type(self, words, at=None):
        """At the end, or at a place counted in bytes."""
        before = self.doc.get_state()
        self.text.insert(len(self.text) if at is None else at, words)
        update = self.doc.get_update(before)
        if self.task and not self.task.done():
            self.give(update)

    async def type_and_wait(self, words):
        self.type(words)
        await until(lambda: self.kept == self.sent or self.code)

    def point(self, cursor):
        self.tell(text=json.dumps({"cursor": cursor}))


async def until(is_so):
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, "it did not come to that"
        await asyncio.sleep(0.01)


def quickly(monkeypatch):
    monkeypatch.setattr(hubs, "TOGETHER_SECONDS", 0.01)
    monkeypatch.setattr(hubs, "RETRY_SECONDS", 0.05)
