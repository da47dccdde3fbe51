"""A server of its own, as people run it, over the database of the tests: it can be killed and started again."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection

from practica.config.postgres.server import go_with_parent

if TYPE_CHECKING:
    from collections.abc import Callable

CHECKOUT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 120


class Server:
    """`practica web --with-live` at an address that stays the same."""

    def __init__(self, data: Path) -> None:
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self.data = data
        self.process: subprocess.Popen[bytes] | None = None

    def prepare(self) -> None:
        """The static files under the names they have when the product is installed."""
        subprocess.run([*self.command("migrate"), "--quiet"], env=self.surroundings(), cwd=self.data, check=True)

    def start(self) -> None:
        words = [*self.command("web"), "--with-live", "--port", str(self.port)]
        self.process = subprocess.Popen(
            words,
            env=self.surroundings(),
            cwd=self.data,
            # Its workers are processes too: what is killed is all of them.
            start_new_session=True,
            preexec_fn=go_with_parent(signal.SIGKILL),  # noqa: PLW1509 -- it calls the kernel alone
        )
        self.until(self.answers)

    def kill(self) -> None:
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.until(lambda: not self.answers())

    def answers(self) -> bool:
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        with closing(asking), suppress(OSError, http.client.HTTPException):
            asking.request("GET", "/healthz")
            return asking.getresponse().status == http.HTTPStatus.OK
        return False

    def until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < end, "the server did not do it"
            time.sleep(0.1)

    def command(self, part: str) -> list[str]:
        return [sys.executable, "-m", "practica.config.command", part]

    def surroundings(self) -> dict[str, str]:
        there = connection.settings_dict
        known = {"host": there["HOST"], "port": there["PORT"], "user": there["USER"], "password": there["PASSWORD"]}
        asked = urlencode({name: value for name, value in known.items() if value})
        counted = {name: value for name, value in os.environ.items() if name.startswith("COVERAGE_")}
        return counted | {
            "PATH": os.environ.get("PATH", os.defpath),
            "PYTHONPATH": str(CHECKOUT),
            "SECRET_KEY": settings.SECRET_KEY,
            "PRACTICA_DATA": str(self.data),
            "DATABASE_URL": f"postgresql:///{there['NAME']}?{asked}",
        }
