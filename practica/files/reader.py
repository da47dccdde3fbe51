"""Runs alone in the limited child process: the words of one office or PDF file, written beside it."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from zipfile import BadZipFile, ZipFile

MOST_UNPACKED = 300 * 1024 * 1024
LOCKED, DAMAGED, LARGE = 3, 4, 5
PASSWORD = re.compile(r"password|encrypt", re.IGNORECASE)


def main(source: str) -> int:
    path = Path(source)
    if path.read_bytes()[:4] == b"PK\x03\x04" and (code := unpacks_badly(path)):
        return code
    # Here, not above: the library is heavy, and the limits must hold before it starts.
    from kreuzberg import ExtractionConfig, extract_file_sync  # noqa: PLC0415

    try:
        found = extract_file_sync(str(path), config=ExtractionConfig(use_cache=False))
    except Exception as error:  # noqa: BLE001 -- the edge: whatever the parser meets, the file is at fault
        return LOCKED if PASSWORD.search(str(error)) else DAMAGED
    path.with_name("words.txt").write_text(found.content, encoding="utf-8", errors="replace")
    return 0


def unpacks_badly(path: Path) -> int:
    """A small archive may unpack to a thousand times its size: its own list says so before anything is unpacked."""
    try:
        with ZipFile(path) as archive:
            entries = archive.infolist()
    except (BadZipFile, OSError, ValueError):
        return DAMAGED
    if any(entry.flag_bits & 1 for entry in entries):
        return LOCKED
    return LARGE if sum(entry.file_size for entry in entries) > MOST_UNPACKED else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
