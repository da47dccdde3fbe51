"""The files of the folder, each by its path; nothing outside it is ever read."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from practica.foundation.text_fields import clean_text

# What version control and desktops leave behind is no one's knowledge.
IGNORED_FOLDERS = {".git", ".hg", ".svn", "__MACOSX"}
LARGEST_TEXT = 2 * 1024 * 1024


@dataclass(frozen=True)
class Folder:
    """A folder on disk; every path in and out of it is relative and has slashes."""

    root: Path

    def paths(self) -> list[str]:
        """Every file, in a fixed order; links are listed as files and never followed."""
        return sorted(self._walk())

    def _walk(self) -> Iterator[str]:
        for place, folders, files in os.walk(self.root, followlinks=False):
            linked = [name for name in folders if (Path(place) / name).is_symlink()]
            folders[:] = [name for name in folders if name not in IGNORED_FOLDERS and name not in linked]
            yield from ((Path(place) / name).relative_to(self.root).as_posix() for name in (*files, *linked))

    def file(self, path: str) -> Path:
        return self.root / PurePosixPath(path)

    def size(self, path: str) -> int:
        return self.file(path).lstat().st_size

    def is_link(self, path: str) -> bool:
        return self.file(path).is_symlink()

    def octets(self, path: str) -> bytes:
        return self.file(path).read_bytes()

    def text(self, path: str) -> str:
        """The text of a file; octets that are no UTF-8 become the replacement sign, control characters are dropped."""
        return clean_text(self.octets(path).decode("utf-8-sig", errors="replace"))
