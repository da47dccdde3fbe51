"""The embedded server as a child of this process: it is reaped, and it goes when we go."""

import ctypes
import fcntl
import logging
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Self

import psycopg
from psycopg import sql

from practica.config.postgres import cluster as clusters
from practica.config.postgres.account import server_account
from practica.config.postgres.failure import ServerFailure
from practica.config.postgres.programs import find
from practica.config.postgres.sockets import prepare, socket_folder

logger = logging.getLogger(__name__)
EXTENSIONS = ("pg_trgm", "unaccent", "btree_gist")
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "dynamic_shared_memory_type": "mmap",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "max_wal_size": "512MB",
    "random_page_cost": "1.1",
    "jit": "off",
    # Where a plan hangs on a value we write the value into the question (ADR 10), so a kept plan is as good as a new one;
    # left to itself, PostgreSQL plans the longest questions anew each time, which took two thirds of their time.
    "plan_cache_mode": "force_generic_plan",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Recovery after a crash may take minutes; a server that is alive and busy with it is waited for.
PATIENCE, STOP_PATIENCE, LOG_LIMIT = 900, 60, 10_000_000
DIES_WITH_PARENT = 1


class AlreadyRunning(ServerFailure):
    """Another process of ours serves this data folder."""


class Server:
    """PostgreSQL in the foreground over `data/database`, reached by its socket alone."""

    def __init__(self, data: Path, settings: Mapping[str, str] | None = None) -> None:
        self.data = data.resolve()
        self.cluster = self.data / "database"
        self.socket = socket_folder(self.data)
        self.log = self.data / "database.log"
        self.settings = SETTINGS | {"unix_socket_directories": str(self.socket)} | dict(settings or {})
        self.process: subprocess.Popen[bytes] | None = None
        self.lock: IO[str] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    @property
    def is_alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        """Serve, or say why not: `AlreadyRunning`, or `ServerFailure` with the way out."""
        self.data.mkdir(parents=True, exist_ok=True)
        self.lock = take(self.data / "database.lock")
        try:
            self._start()
            self._furnish()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Fast: open transactions are rolled back, everything committed is on the disk."""
        if self.process:
            end(self.process)
            self.process = None
        if self.lock:
            self.lock.close()
            self.lock = None

    def connect(self, database: str = "practica", user: str = "practica") -> psycopg.Connection:
        return psycopg.connect(host=str(self.socket), dbname=database, user=user, autocommit=True, connect_timeout=10)

    def _start(self) -> None:
        account = server_account(self.cluster)
        programs = find(account)
        if not (self.cluster / "PG_VERSION").exists():
            clusters.make(self.cluster, programs, account)
        clusters.refuse_another_major(self.cluster, programs)
        self._end_orphan()
        clusters.let_in(self.cluster, account)
        prepare(self.socket, account)
        for left in self.socket.iterdir():
            left.unlink()
        if self.log.exists() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.old"))
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log, clusters.Entered(self.cluster, account) as entered:
            self.process = subprocess.Popen[bytes](
                [programs.path("postgres"), "-D", entered.path, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                env={"PATH": os.environ.get("PATH", os.defpath)},
                pass_fds=entered.handles,
                # A group of its own: Ctrl-C in the terminal is for us, who stop the pages first.
                process_group=0,
                preexec_fn=go_with_parent(),
                **account.as_user(),
            )
        self._wait(time.monotonic() + PATIENCE)

    def _end_orphan(self) -> None:
        """A server whose starter was killed holds the folder, though nobody holds our lock."""
        pid = clusters.running_server(self.cluster)
        if pid is None:
            return
        logger.warning("ending server %s, whose starter is gone", pid)
        os.kill(pid, signal.SIGINT)
        deadline = time.monotonic() + STOP_PATIENCE
        while clusters.serves(pid, self.cluster) and time.monotonic() < deadline:
            time.sleep(0.05)
        (self.cluster / "postmaster.pid").unlink(missing_ok=True)

    def _wait(self, deadline: float) -> None:
        while time.monotonic() < deadline:
            if not self.is_alive:
                message = f"The database did not start. The end of {self.log}:\n{self._last_words()}"
                raise ServerFailure(message)
            with suppress(psycopg.OperationalError), self.connect("postgres", "postgres"):
                return
            time.sleep(0.03)
        message = f"The database is not ready after {PATIENCE} seconds; {self.log} says why."
        raise ServerFailure(message)

    def _last_words(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-12:])

    def _furnish(self) -> None:
        """The role, the database and its extensions, where they are missing."""
        with self.connect("postgres", "postgres") as there:
            if not there.execute("SELECT 1 FROM pg_roles WHERE rolname = 'practica'").fetchone():
                there.execute("CREATE ROLE practica LOGIN CREATEDB")
            if not there.execute("SELECT 1 FROM pg_database WHERE datname = 'practica'").fetchone():
                there.execute("CREATE DATABASE practica OWNER practica")
        with self.connect() as practica:
            for extension in EXTENSIONS:
                practica.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))


def take(path: Path) -> IO[str]:
    """The lock of a data folder; it falls with the process, however that ends."""
    lock = path.open("a+", encoding="ascii")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        holder = lock.read().strip()
        lock.close()
        message = f"Práctica runs already in {path.parent} (process {holder}). Stop that one, or give another --data."
        raise AlreadyRunning(message) from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()
    return lock


def end(process: subprocess.Popen[bytes]) -> None:
    for kind, patience in ((signal.SIGINT, STOP_PATIENCE), (signal.SIGQUIT, 10), (signal.SIGKILL, None)):
        if process.poll() is not None:
            return
        process.send_signal(kind)
        with suppress(subprocess.TimeoutExpired):
            process.wait(patience)


def go_with_parent(how: int = signal.SIGINT) -> Callable[[], object] | None:
    """Have the kernel stop a child when its starter dies without a word."""
    try:
        libc = ctypes.CDLL(None)
        libc.prctl  # noqa: B018 -- absent on macOS, where an orphan is ended at the next start
    except (OSError, AttributeError):
        return None
    return lambda: libc.prctl(DIES_WITH_PARENT, how)


@contextmanager
def available(data: Path) -> Iterator[None]:
    """The database for one command: the server that runs already, else one for as long as this takes."""
    server = Server(data)
    try:
        server.start()
    except AlreadyRunning:
        yield
        return
    try:
        yield
    finally:
        server.stop()
