"""Opening an archive that a stranger may have made: nothing outside the folder, no links, no flood."""

from __future__ import annotations

import stat
import zipfile
import zlib
from dataclasses import dataclass
from lzma import LZMAError
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from django.utils.translation import gettext as _

from practica.exchange.governance.reader import FILE
from practica.foundation.access import Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 20_000
# Octets of all files together, and how many times larger than the archive they may be.
LARGEST = 500 * 1024 * 1024
DENSEST = 200
# What the library and its ways of packing raise; ValueError is a name that says it is UTF-8 and is not.
UNREADABLE = (zipfile.BadZipFile, zlib.error, LZMAError, EOFError, RuntimeError, OSError, ValueError)
CHUNK = 1024 * 1024
DEEPEST = 30


@dataclass(frozen=True)
class Unpacked:
    """Where in it the list of groups lies, and what was left in the archive."""

    folder: Path
    left_out: tuple[str, ...]


def unpack(archive: BinaryIO, into: Path) -> Unpacked:
    """Unpack a zip file into an empty folder.

    Refused: no zip file, an encrypted or broken one, more than 20,000 files or 500 MB, one that grows more than
    two-hundredfold, or one without a list of groups near its top. Links and paths that lead elsewhere are left out.
    """
    try:
        with zipfile.ZipFile(archive) as opened:
            left_out = _take_out(opened, into)
    except UNREADABLE as error:
        raise Refused(_("This zip file cannot be opened: it is damaged, encrypted, or no zip file.")) from error
    return Unpacked(_top(into), tuple(left_out))


def _take_out(opened: zipfile.ZipFile, into: Path) -> list[str]:
    entries = opened.infolist()
    if len(entries) > MOST_FILES:
        raise Refused(_("There are more than %(number)s files in it.") % {"number": MOST_FILES})
    packed = sum(entry.compress_size for entry in entries)
    room = min(LARGEST, max(packed, CHUNK) * DENSEST)
    harmless = dict(_harmless(entries, into))
    for entry, place in harmless.items():
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.exists():
            continue
        with opened.open(entry) as source, place.open("xb") as target:
            # What the archive says of its sizes may be a lie; what comes out is counted.
            while chunk := source.read(CHUNK):
                room -= len(chunk)
                if room < 0:
                    raise Refused(_("Unpacked, it would be too large."))
                target.write(chunk)
    return [entry.filename for entry in entries if entry not in harmless and not entry.is_dir()]


def _harmless(entries: list[zipfile.ZipInfo], into: Path) -> Iterator[tuple[zipfile.ZipInfo, Path]]:
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        is_link = stat.S_ISLNK(entry.external_attr >> 16)
        leads_away = path.is_absolute() or ".." in path.parts or ":" in (path.parts or ("",))[0]
        unwieldy = len(path.parts) > DEEPEST or any(len(part.encode()) > 255 for part in path.parts)  # noqa: PLR2004 -- a name in a file system
        if entry.is_dir() or is_link or leads_away or unwieldy or "\0" in entry.filename:
            continue
        yield entry, into / path


def _top(into: Path) -> Path:
    """The folder with the list of groups: the top, or the only folder that many archives wrap everything in."""
    for folder in (into, *sorted(path for path in into.iterdir() if path.is_dir())):
        if (folder / FILE).is_file():
            return folder
    raise Refused(_("There is no %(file)s in it. Pack the folder that has that file at its top.") % {"file": FILE})
