"""The processes of a whole Práctica, kept running until one says stop."""

import asyncio
import contextlib
import logging
import os
import signal
import sys
import time
from asyncio.subprocess import Process

from practica.config.postgres import Server, ServerFailure
from practica.config.postgres.server import go_with_parent

logger = logging.getLogger("practica.serve")
STOP_PATIENCE, SHORTEST_PAUSE, LONGEST_PAUSE, STEADY_AFTER = 12, 1, 30, 60


class Parts:
    """Children that are started again when they die; all of them stop together."""

    def __init__(self) -> None:
        self.stopping = asyncio.Event()
        self.running: dict[str, Process] = {}

    def stop_on_signals(self) -> None:
        loop = asyncio.get_running_loop()
        for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            loop.add_signal_handler(kind, self.stopping.set)

    async def keep(self, name: str, words: list[str]) -> None:
        """One child, by the words of its command; back-off grows while it dies at once."""
        pause = SHORTEST_PAUSE
        while not self.stopping.is_set():
            since = time.monotonic()
            self.running[name] = process = await start(words)
            code = await process.wait()
            # What it had started itself would hold its port and its work.
            end_group(process)
            if self.stopping.is_set():
                return
            pause = SHORTEST_PAUSE if time.monotonic() - since > STEADY_AFTER else min(2 * pause, LONGEST_PAUSE)
            logger.error("%s ended by itself (%s); it starts again in %s s", name, code, pause)
            await self.stops_within(pause)

    async def keep_database(self, server: Server) -> None:
        while not self.stopping.is_set():
            process = server.process
            assert process is not None  # noqa: S101 -- it was started before us
            await asyncio.to_thread(process.wait)
            if not self.stopping.is_set():
                logger.error("the database ended by itself (%s); it starts again", process.returncode)
                self.start_again(server)
                await self.stops_within(SHORTEST_PAUSE)

    def start_again(self, server: Server) -> None:
        server.stop()
        try:
            server.start()
        except ServerFailure:
            # The others are of no use without it, and a service manager should know.
            self.stopping.set()
            raise

    async def stops_within(self, seconds: float) -> bool:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.stopping.wait(), seconds)
        return self.stopping.is_set()

    async def stop(self) -> None:
        self.stopping.set()
        alive = [process for process in self.running.values() if process.returncode is None]
        for process in alive:
            process.terminate()
        if alive:
            _, late = await asyncio.wait([asyncio.create_task(p.wait()) for p in alive], timeout=STOP_PATIENCE)
            if late:
                for process in alive:
                    end_group(process)


def end_group(process: Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


async def start(words: list[str]) -> Process:
    # A group of its own: Ctrl-C in the terminal reaches only us, who stop things in their order.
    return await asyncio.create_subprocess_exec(
        *command(words),
        process_group=0,
        preexec_fn=go_with_parent(signal.SIGTERM),
    )


def command(words: list[str]) -> list[str]:
    return [sys.executable, "-m", "practica.config.command", *words]
