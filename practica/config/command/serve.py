"""Run all of Práctica: the database, pages, the live stream and the worker, in one go.

It prints its address when pages are answered, and stops cleanly on Ctrl-C. Without DATABASE_URL it brings its own
PostgreSQL, whose data lies in the data folder with everything else: back that folder up and you have it all.
"""

import argparse
import asyncio
import http.client
import os
import signal
import subprocess
from contextlib import ExitStack, suppress

from practica.config.command import NO_DATABASE
from practica.config.command.address import add_address, free_port, shown
from practica.config.command.parts import Parts, command
from practica.config.command.refusal import Refusal
from practica.config.postgres import Server, ServerFailure
from practica.config.postgres.server import go_with_parent

FIRST_ANSWER_WITHIN = 60


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--threads", type=int, default=4, help="pages at a time (default: 4)")


def run(options: argparse.Namespace, *preparations: list[str]) -> int:
    # While it prepares, as later: what was begun is ended in its order.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    options.port = free_port(options.host, options.port)
    # Letters name this address while there is no PRACTICA_URL; the parts read it from their surroundings.
    os.environ["PRACTICA_AT_HOME"] = shown(options.host, options.port).rstrip("/")
    with ExitStack() as stack:
        server = None
        if not os.environ.get("DATABASE_URL"):
            server = stack.enter_context(Server(options.data))
        for words in (["migrate", "--quiet"], *preparations):
            ended = subprocess.run(
                command(words),
                check=False,
                preexec_fn=go_with_parent(signal.SIGTERM),
            )
            if code := ended.returncode:
                message = f"practica {words[0]} failed, so nothing was started."
                # What the failed part ended with, if that says more than that it failed.
                raise ServerFailure(message) if code == NO_DATABASE else Refusal(message)
        asyncio.run(serve(options, server))
    print("Práctica has stopped.")
    return 0


async def serve(options: argparse.Namespace, server: Server | None) -> None:
    parts = Parts()
    parts.stop_on_signals()
    where = ["--host", options.host, "--port", str(options.port), "--threads", str(options.threads)]
    tasks = [
        asyncio.create_task(parts.keep("web", ["web", "--with-live", *where])),
        asyncio.create_task(parts.keep("worker", ["worker"])),
        asyncio.create_task(announce(parts, options)),
    ]
    if server:
        tasks.append(asyncio.create_task(parts.keep_database(server)))
    await parts.stopping.wait()
    await parts.stop()
    if server:
        # Its keeper waits for the process to end.
        server.stop()
    await asyncio.gather(*tasks)


async def announce(parts: Parts, options: argparse.Namespace) -> None:
    """One line, when it is true."""
    for _ in range(FIRST_ANSWER_WITHIN * 10):
        if await asyncio.to_thread(answers, options.host, options.port):
            print(f"Práctica is at {shown(options.host, options.port)} (Ctrl-C stops it)", flush=True)
            return
        if await parts.stops_within(0.1):
            return
    print(f"No page is answered after {FIRST_ANSWER_WITHIN} s; the messages above say why.", flush=True)


def answers(host: str, port: int) -> bool:
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 -- it is compared, not bound
    connection = http.client.HTTPConnection(host, port, timeout=5)
    with suppress(OSError, http.client.HTTPException):
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    return False
