"""Where the embedded server listens: a folder with a short name that only its own account may enter."""

import hashlib
import os
from pathlib import Path

from practica.config.postgres.account import Account
from practica.config.postgres.failure import ServerFailure


def socket_folder(data: Path) -> Path:
    """The folder of the socket that belongs to a data folder.

    A socket's whole path must stay under 104 bytes, which data folders often exceed; hence not inside of it. Fixed
    rather than taken from TMPDIR: a command typed in another shell has to find the same server.
    """
    base = Path(os.environ.get("PRACTICA_SOCKETS") or "/tmp")  # noqa: S108 -- prepare() refuses a folder that is not ours
    mark = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
    return base / f"practica-{mark}"


def prepare(folder: Path, account: Account) -> None:
    """Make the folder, or see that the one which is there is ours alone."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if folder.is_symlink() or found.st_uid not in {os.geteuid(), account.uid}:
        message = f"{folder} belongs to someone else. Remove it, or name another place with PRACTICA_SOCKETS."
        raise ServerFailure(message)
    account.own(folder)
    folder.chmod(0o700)
