"""Open live pages on one process of the real server: the memory they take, and how soon all hear of a change."""

import asyncio
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings
from django.test import Client
from django.utils import timezone

from practica.communities.models import Community, Membership
from practica.config.development.bench import Figure
from practica.conversations.models import Conversation, ConversationHome
from practica.live.actions import notify
from practica.people.models import Person

PAGES, CHANGES, AT_ONCE = 5000, 5, 100
BUDGET = 500.0


def measure(_size: int) -> list[Figure]:
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    pages = min(PAGES, most - 500)
    topic, cookie = a_conversation()
    port = free_port()
    words = ["live", "--host", "127.0.0.1", "--port", str(port), "--data", str(settings.DATA_DIR)]
    server = subprocess.Popen([sys.executable, "-m", "practica.config.command", *words])  # noqa: S603 -- our own
    try:
        wait_for(port)
        before = memory(server.pid)
        late, heard = asyncio.run(listen(port, topic, cookie, pages, lambda: memory(server.pid)))
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(30)
    return [
        Figure("live, open pages", pages, ""),
        Figure("live, the process without pages", before, "MB"),
        Figure("live, the process with them", heard.after, "MB", BUDGET),
        Figure("live, a page", (heard.after - before) * 1024 / pages, "KB"),
        Figure("live, half of the pages heard within", late[len(late) // 2], "ms"),
        Figure("live, 99 of 100 heard within", late[int(len(late) * 0.99)], "ms"),
        Figure("live, messages that did not arrive", pages * CHANGES - len(late), "", 0),
    ]


def a_conversation() -> tuple[str, str]:
    now = timezone.now()
    person = Person.objects.create(name="Reader", handle="live-reader", email="live@example.org", claimed_at=now)
    community = Community.objects.create(name="Live", slug="live-bench")
    Membership.objects.create(person=person, community=community, joined_at=now)
    talk = Conversation.objects.create(
        community=community, author=person, title="Live", source="x", opened_at=now, last_activity_at=now
    )
    home = {"community": community, "conversation": talk, "added_by": person}
    ConversationHome.objects.create(**home, added_at=now, opened_at=now, last_activity_at=now)
    browser = Client()
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    name = settings.SESSION_COOKIE_NAME
    return f"conversation:{talk.pk}", f"{name}={browser.cookies[name].value}"


class Heard:
    """What the listening pages saw."""

    def __init__(self) -> None:
        self.moments: list[float] = []
        self.open = 0
        self.after = 0.0


async def listen(port, topic, cookie, pages, remembered):  # noqa: ANN001, ANN201 -- a script's own helper
    heard = Heard()
    gate = asyncio.Semaphore(AT_ONCE)
    tasks = [asyncio.create_task(page(port, topic, cookie, gate, heard)) for _ in range(pages)]
    while heard.open < pages:  # noqa: ASYNC110 -- counting is all there is to wait for
        await asyncio.sleep(0.05)
    heard.after = remembered()
    late: list[float] = []
    for _change in range(CHANGES):
        heard.moments.clear()
        said = time.perf_counter()
        await asyncio.to_thread(notify, topic)
        for _wait in range(200):
            if len(heard.moments) >= pages:
                break
            await asyncio.sleep(0.05)
        late += [(moment - said) * 1000 for moment in heard.moments]
    heard.after = max(heard.after, remembered())
    for task in tasks:
        task.cancel()
    return sorted(late), heard


async def page(port, topic, cookie, gate, heard) -> None:  # noqa: ANN001
    async with gate:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        request = f"GET /live/?topic={topic} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n"
        writer.write(request.encode())
        while (await reader.readline()).strip() != b"retry: 3000":
            pass
        heard.open += 1
    try:
        while line := await reader.readline():
            if line.startswith(b"event: changed"):
                heard.moments.append(time.perf_counter())
    finally:
        writer.close()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    # It starts in seconds; on a machine that is busy with other things it takes its time.
    for _try in range(1800):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = "The live server did not start."
    raise SystemExit(message)


def memory(pid: int) -> float:
    """Proportional set of the process and its children, in megabytes."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return sum(own_memory(int(one)) for one in [str(pid), *children])


def own_memory(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    [line] = [line for line in text.splitlines() if line.startswith("Pss:")]
    return int(line.split()[1]) / 1024


if os.name != "posix":
    raise SystemExit("This is measured on Linux.")
