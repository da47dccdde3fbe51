"""The server's own folder: made once, checked before each start."""

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from typing import Self

from practica.config.postgres.account import Account, by_uid
from practica.config.postgres.failure import ServerFailure
from practica.config.postgres.programs import Programs

# PostgreSQL's own rules for letters, so that upper case and order are the same on every machine.
OWN_RULES = ["--locale-provider=builtin", "--builtin-locale=PG_UNICODE_FAST", "--locale=C"]
RULES_SINCE, OPTIONS_SINCE = 18, 16
ENTRANCE = "# Written at every start: whoever can enter the socket's folder and is named in pg_ident.conf.\n"


def make(cluster: Path, programs: Programs, account: Account) -> None:
    """Make it under another name first: half a cluster must never look like a whole one."""
    half = cluster.with_name("database.half")
    shutil.rmtree(half, ignore_errors=True)
    half.mkdir(mode=0o700)
    account.own(half)
    for rules in letter_rules(programs.major):
        done = initdb(half, programs, account, rules)
        if done.returncode == 0:
            half.rename(cluster)
            return
    message = f"The database could not be made in {cluster}:\n{done.stderr.strip()}"
    raise ServerFailure(message)


def letter_rules(major: int) -> list[list[str]]:
    return [OWN_RULES] if major >= RULES_SINCE else [["--locale=C.UTF-8"], ["--locale=C"]]


def initdb(folder: Path, programs: Programs, account: Account, rules: list[str]) -> subprocess.CompletedProcess[str]:
    # The small shared memory of containers breaks the default kind already here.
    options = ["-c", "dynamic_shared_memory_type=mmap"] if programs.major >= OPTIONS_SINCE else []
    with Entered(folder, account) as entered:
        return subprocess.run(
            [
                programs.path("initdb"),
                "-D",
                entered.path,
                "-U",
                "postgres",
                "--auth=peer",
                "-E",
                "UTF8",
                *rules,
                *options,
            ],
            check=False,
            capture_output=True,
            text=True,
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath)},
            pass_fds=entered.handles,
            **account.as_user(),
        )


class Entered:
    """A path to a folder that works for an account which may enter the folder, but not all the folders above it."""

    def __init__(self, folder: Path, account: Account) -> None:
        self.folder, self.account = folder, account
        self.handles: tuple[int, ...] = ()
        self.path = str(folder)

    def __enter__(self) -> Self:
        if not self.account.reaches(self.folder):
            if not Path("/proc/self/fd").exists():
                message = f"The user {self.account.name} cannot enter {self.folder}: use a data folder elsewhere."
                raise ServerFailure(message)
            # An open folder is a way in of its own, and programs inherit it.
            handle = os.open(self.folder, os.O_RDONLY | os.O_DIRECTORY)
            self.handles, self.path = (handle,), f"/proc/self/fd/{handle}"
        return self

    def __exit__(self, *_: object) -> None:
        for handle in self.handles:
            os.close(handle)


def refuse_another_major(cluster: Path, programs: Programs) -> None:
    made_by = int((cluster / "PG_VERSION").read_text(encoding="ascii").split(".", maxsplit=1)[0])
    if made_by != programs.major:
        message = (
            f"The database in {cluster} was made by PostgreSQL {made_by}, and this is PostgreSQL {programs.major}. "
            f"Start the version of Práctica that came with {made_by}, write the data out with its pg_dump, move the "
            f"folder away, start this version and read the data in with pg_restore: docs/administrators/upgrade.md "
            "has the commands. Nothing was changed."
        )
        raise ServerFailure(message)


def let_in(cluster: Path, account: Account) -> None:
    """Who may connect: by the name the machine knows them by, so there is no password to keep."""
    names = {account.name, *(me.name for me in [by_uid(os.geteuid())] if me)}
    lines = [f'practica "{name}" {role}\n' for name in sorted(names) for role in ("practica", "postgres")]
    write(cluster / "pg_hba.conf", f"{ENTRANCE}local all all peer map=practica\n", account)
    write(cluster / "pg_ident.conf", "".join(lines), account)


def write(path: Path, text: str, account: Account) -> None:
    path.write_text(text, encoding="utf-8")
    account.own(path)


def running_server(cluster: Path) -> int | None:
    """The process that serves this folder, if it really does; what else left its number behind is swept away."""
    note = cluster / "postmaster.pid"
    with suppress(FileNotFoundError, ValueError, IndexError):
        pid = int(note.read_text(encoding="utf-8").splitlines()[0])
        if serves(pid, cluster):
            return pid
    note.unlink(missing_ok=True)
    return None


def serves(pid: int, cluster: Path) -> bool:
    """A number is not a proof: after a restart of a container it often belongs to someone else."""
    process = Path(f"/proc/{pid}")
    if not Path("/proc/self/exe").exists():
        said = subprocess.run(["/bin/ps", "-o", "comm=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return "postgres" in said.stdout
    try:
        # Where the programs were upgraded meanwhile the name ends with "(deleted)".
        return "postgres" in (process / "exe").readlink().name and (process / "cwd").samefile(cluster)
    except OSError:
        return False
