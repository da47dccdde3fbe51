"""Do the work that pages leave behind: announcements, mail, search, imports.

Any number of these may run; each job is done by one of them. Work whose worker died is taken up again by another.
"""

import argparse
import asyncio
import os
import signal
from typing import Any

from practica.config.command.database import product

HEARTBEAT, STALLED_AFTER, LOOK_FOR_STALLED = 10, 60, 120
GRACE = 8
QUEUES = ("now", "mail", "bulk")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--queues", default=",".join(QUEUES), help=f"which work (default: {','.join(QUEUES)})")
    parser.add_argument("--at-once", type=int, default=3, help="how much of now and mail at a time (default: 3)")


def run(options: argparse.Namespace) -> int:
    # Number libraries start a thread a core, each, which slows all of it down.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    with product(options.data):
        from django.db import connection
        from procrastinate.contrib.django import app

        # Its own connections would be tried for half a minute before they say what is wrong.
        with connection.temporary_connection():
            pass
        # The one for pages speaks through the framework's connections, which know no waiting.
        waiting: Any = app.connector
        with app.replace_connector(waiting.get_worker_connector()) as working:
            asyncio.run(work(working, set(options.queues.split(",")), options.at_once))
    return 0


async def work(app: Any, queues: set[str], at_once: int) -> None:
    """Quick work and slow work side by side, so that an import never holds up a letter."""
    async with app.open_async():
        tasks = [asyncio.create_task(take_up_stalled(app))]
        for some, concurrency in (({"now", "mail"} & queues, at_once), (queues - {"now", "mail"}, 1)):
            if some:
                tasks.append(asyncio.create_task(one_worker(app, sorted(some), concurrency)))
        await until_stopped(tasks)


async def until_stopped(tasks: list[asyncio.Task[None]]) -> None:
    """By a signal; or because one of them ended, as it does when the database goes away: then all begin anew."""
    loop = asyncio.get_running_loop()
    for kind in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(kind, lambda: [task.cancel() for task in tasks])
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    for outcome in await asyncio.gather(*tasks, return_exceptions=True):
        if isinstance(outcome, Exception):
            raise outcome


async def one_worker(app: Any, queues: list[str], concurrency: int) -> None:
    await app.run_worker_async(
        queues=queues,
        name=f"{os.uname().nodename}:{os.getpid()}:{'+'.join(queues)}",
        concurrency=concurrency,
        delete_jobs="successful",
        install_signal_handlers=False,
        shutdown_graceful_timeout=GRACE,
        update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=STALLED_AFTER,
    )


async def take_up_stalled(app: Any) -> None:
    """A worker that was killed leaves its jobs marked as being done."""
    while True:
        for job in await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER):
            await app.job_manager.retry_job(job)
        await asyncio.sleep(LOOK_FOR_STALLED)
