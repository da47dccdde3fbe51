"""A stranger's file is opened in a child process that may use little time, little memory and no secret.

Everything the child has to say comes back through its exit code and the files it writes into a folder of its own.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.files.models import StoredFile

SECONDS = 60
MEGABYTES = 512


class Unreadable(Exception):
    """The child could not do it; the text is the reason, one of REASONS."""


@dataclass(frozen=True)
class Limits:
    """What the child may use; the address space is more than the memory it can fill."""

    seconds: int = SECONDS
    megabytes: int = MEGABYTES


@contextlib.contextmanager
def opened_by(module: str, file: StoredFile, ending: str, limits: Limits | None = None) -> Iterator[Path]:
    """Run `python -m module` over a copy of the file; the folder with what it wrote lives as long as the block."""
    with TemporaryDirectory(prefix="practica-file-") as place:
        folder = Path(place)
        source = folder / f"source.{ending}"
        with file.content.open("rb") as stored, source.open("wb") as copy:
            shutil.copyfileobj(stored, copy)
        run(module, source, limits or Limits())
        yield folder


def run(module: str, source: Path, limits: Limits) -> None:
    # A process group of its own: whatever the child starts ends with it.
    child = subprocess.Popen(  # noqa: S603 -- our own module over our own copy
        [sys.executable, "-I", "-c", BODY, str(Path(__file__).parents[2]), module, str(source), str(limits.megabytes)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=source.parent,
        env=surroundings(source.parent),
        start_new_session=True,
    )
    try:
        code = child.wait(timeout=limits.seconds)
    except subprocess.TimeoutExpired as error:
        raise Unreadable("slow") from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.wait()
    if code:
        raise Unreadable({3: "locked", 4: "damaged", 5: "large"}.get(code, "damaged" if code > 0 else "large"))


def surroundings(folder: Path) -> dict[str, str]:
    """One thread, no proxies, no passwords: only what Python needs to start."""
    return {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "OMP_NUM_THREADS": "1",
        "RAYON_NUM_THREADS": "1",
        "TOKIO_WORKER_THREADS": "1",
        "OMP_THREAD_LIMIT": "1",
        "MALLOC_ARENA_MAX": "2",
    }


# Exit codes: 3 a password is needed, 4 damaged, 5 too large.
BODY = """
import importlib, resource, sys
root, module, source, megabytes = sys.argv[1:]
sys.path.insert(0, root)
memory = int(megabytes) * 1024 * 1024
resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
resource.setrlimit(resource.RLIMIT_FSIZE, (64 * 1024 * 1024, 64 * 1024 * 1024))
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
try:
    sys.exit(importlib.import_module(module).main(source))
except MemoryError:
    sys.exit(5)
"""
