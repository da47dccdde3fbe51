"""What a file really is: its bytes decide, its name must agree, and what harms readers stays out."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

import puremagic
from django.utils.translation import gettext as _

from practica.foundation.access import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

# Enough to know every kind below; a tar archive says what it is at byte 257.
HEAD = 8192
UNKNOWN = "application/octet-stream"
TEXT = "text/plain"
ZIP = "application/zip"
OLE = "application/x-ole-storage"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN = "application/vnd.oasis.opendocument"

PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", ZIP),
    (0, b"PK\x05\x06", ZIP),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
)
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa\xce", b"\xfe\xed\xfa\xcf", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
# What a click on a reader's machine would run, or what a browser would run in our name.
REFUSED_ENDINGS = {
    "app", "appx", "bat", "cmd", "com", "cpl", "desktop", "dll", "dmg", "exe", "gadget", "hta", "htm", "html", "iso", "jar",
    "jse", "lnk", "mht", "mhtml", "msc", "msi", "msp", "pif", "ps1", "reg", "scr", "shtml", "url", "vbe", "vbs", "wsf",
    "xht", "xhtml", "xll",
}  # fmt: skip
# What a name promises: the type it is given, and the types its bytes may show.
PROMISES: Mapping[str, tuple[str, frozenset[str]]] = {
    **{end: (kind, frozenset({kind})) for end, kind in {
        "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif", "webp": "image/webp",
        "pdf": "application/pdf", "zip": ZIP,
    }.items()},
    **{end: (kind, frozenset({ZIP})) for end, kind in {
        "docx": f"{OFFICE}.wordprocessingml.document", "pptx": f"{OFFICE}.presentationml.presentation",
        "xlsx": f"{OFFICE}.spreadsheetml.sheet", "odt": f"{OPEN}.text", "ods": f"{OPEN}.spreadsheet",
        "odp": f"{OPEN}.presentation", "epub": "application/epub+zip",
    }.items()},
    **{end: (kind, frozenset({OLE})) for end, kind in {
        "doc": "application/msword", "xls": "application/vnd.ms-excel", "ppt": "application/vnd.ms-powerpoint",
    }.items()},
    **{end: (kind, frozenset({TEXT})) for end, kind in {
        "txt": TEXT, "md": "text/markdown", "csv": "text/csv", "tsv": "text/tab-separated-values",
        "json": "application/json", "yaml": TEXT, "yml": TEXT, "xml": TEXT, "log": TEXT, "ini": TEXT, "toml": TEXT,
        "py": TEXT, "js": TEXT, "ts": TEXT, "sh": TEXT, "sql": TEXT, "css": TEXT, "ics": "text/calendar", "svg": TEXT,
        "rst": TEXT, "srt": TEXT, "vtt": "text/vtt",
    }.items()},
}  # fmt: skip


def ending_of(name: str) -> str:
    return PurePath(name.strip().rstrip(".")).suffix.lower().removeprefix(".")


def kind_of(name: str, head: bytes) -> str:
    """The type to keep it under; refuses programs, active pages, and a name that promises something else."""
    ending = ending_of(name)
    if ending in REFUSED_ENDINGS or head.startswith(PROGRAMS):
        raise Refused(
            _("“%(name)s” is a kind of file that can harm the people who open it, so it can't be kept here.")
            % {"name": name}
        )
    shown = seen_in(head)
    promised, allowed = PROMISES.get(ending, ("", frozenset()))
    if promised and shown not in allowed:
        raise Refused(
            _("“%(name)s” says it is a %(ending)s file, but its content is something else.")
            % {"name": name, "ending": ending.upper()}
        )
    return promised or (UNKNOWN if shown in {ZIP, OLE} else shown)


def seen_in(head: bytes) -> str:
    """What the bytes themselves say."""
    for offset, signature, kind in SIGNATURES:
        if head[offset : offset + len(signature)] == signature:
            return kind
    if is_text(head):
        return TEXT
    try:
        guess: str = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        return UNKNOWN
    # Anything a browser might run or lay out is only a heap of bytes to us.
    return guess if guess.startswith(("audio/", "video/", "font/")) else UNKNOWN


def is_text(head: bytes) -> bool:
    """Words: no NUL, and UTF-8 up to a letter that the cut may have halved (or an old one-byte alphabet)."""
    if b"\x00" in head:
        return head.startswith((b"\xff\xfe", b"\xfe\xff"))
    control = sum(byte < 32 and byte not in b"\t\n\r\f\x1b" for byte in head)  # noqa: PLR2004 -- below the space
    return control * 100 <= len(head)
