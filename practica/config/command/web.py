"""Answer pages, alone; for more machines than one.

Any number of these may run against one database (DATABASE_URL) and one store of files. The live stream is another
process, `practica live`; let your proxy send /live/ there and everything else here.
"""

import argparse
import os

from practica.config.command.address import add_address
from practica.config.command.database import database

MOST_OPEN = 20_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--workers", type=int, default=1, help="processes; about one a core (default: 1)")
    parser.add_argument("--threads", type=int, default=4, help="pages at a time in each process (default: 4)")
    parser.add_argument("--with-live", action="store_true", help="answer the live stream here too")


def run(options: argparse.Namespace) -> int:
    # A spare connection for each way a thread may need a second one; a pool that is too small makes one wait for ever.
    os.environ.setdefault("PRACTICA_POOL", str(options.threads + 4))
    os.environ["PRACTICA_THREADS"] = str(options.threads)
    with database(options.data):
        pages(options) if not options.with_live else both(options)
    return 0


def pages(options: argparse.Namespace) -> None:
    granian("practica.config.wsgi:application", "wsgi", options, blocking_threads=options.threads)


def both(options: argparse.Namespace) -> None:
    granian("practica.config.front:application", "asgi", options)


def granian(target: str, interface: str, options: argparse.Namespace, blocking_threads: int | None = None) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        target,
        address=options.host,
        port=options.port,
        interface=Interfaces(interface),
        workers=options.workers,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
        # Open live streams never end by themselves.
        workers_kill_timeout=4,
        # Texts that are written together; pages alone have none.
        websockets=interface == "asgi",
        # A live stream counts as a request that is being answered, for hours: the server's own limit, a thousand, would
        # leave no room for pages.
        backpressure=MOST_OPEN if interface == "asgi" else None,
        blocking_threads=blocking_threads,
    ).serve()
