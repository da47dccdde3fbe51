"""Whom the server runs as: PostgreSQL refuses root, so root steps down."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practica.config.postgres.failure import ServerFailure

# In a container nobody has made an account for us; `nobody` is there always.
STEP_DOWN_TO = ("practica", "postgres", "nobody")


@dataclass(frozen=True)
class Account:
    """A user of the machine."""

    name: str
    uid: int
    gid: int

    @property
    def is_mine(self) -> bool:
        return self.uid == os.geteuid()

    def as_user(self) -> dict[str, Any]:
        """The arguments that make `subprocess` run a program as this user."""
        return {} if self.is_mine else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, path: Path) -> None:
        if not self.is_mine:
            os.chown(path, self.uid, self.gid)

    def reaches(self, path: Path) -> bool:
        """Asked by trying, since access lists and mounts have a say too."""
        if self.is_mine:
            return True
        question = ["/bin/sh", "-c", 'test -x "$0"', str(path)]
        return subprocess.run(question, check=False, cwd="/", **self.as_user()).returncode == 0


def server_account(cluster: Path) -> Account:
    """Oneself; for root the owner of what is there, else an account that may do nothing else."""
    if os.geteuid() != 0:
        return myself()
    for folder in (cluster, cluster.parent):
        if folder.exists() and folder.stat().st_uid != 0 and (owner := by_uid(folder.stat().st_uid)):
            return owner
    for name in STEP_DOWN_TO:
        try:
            return account(pwd.getpwnam(name))
        except KeyError:
            continue
    message = "PostgreSQL does not run as root. Make a user for it: useradd --system practica"
    raise ServerFailure(message)


def myself() -> Account:
    found = by_uid(os.geteuid())
    if not found:
        message = (
            f"The user id {os.geteuid()} has no name in /etc/passwd, and PostgreSQL needs one. "
            "Add a line for it, or use a server of your own by DATABASE_URL."
        )
        raise ServerFailure(message)
    return found


def by_uid(uid: int) -> Account | None:
    try:
        return account(pwd.getpwuid(uid))
    except KeyError:
        return None


def account(entry: pwd.struct_passwd) -> Account:
    return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
