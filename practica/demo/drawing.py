"""The files of the demonstration: a sheet to print as PDF, and a picture of some bars."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw, ImageFont

from practica import ui

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from practica.demo.script import Part

PAPER, INK, FAINT, BAR = "#fbf9f4", "#1f2a2e", "#8a9396", "#1f6f78"
WIDTH, ROW, MARGIN, LABEL = 1100, 64, 48, 300
LINE = 90
# Pillow's own letters have no accents.
LETTERS = Path(ui.__path__[0]) / "static/ui/fonts/figtree.woff2"


def file_of(told: Part) -> ContentFile[bytes] | None:
    """The file an asset of the script carries, if any."""
    if file := told.get("file"):
        return ContentFile(file["text"].encode(), file["name"])
    if sheet := told.get("pdf"):
        return ContentFile(sheet_of(sheet["title"], sheet["lines"]), sheet["name"])
    if picture := told.get("picture"):
        return ContentFile(bars_of(picture["title"], picture["bars"]), picture["name"])
    return None


def sheet_of(title: str, lines: Sequence[str]) -> bytes:
    """One page with words in it that can be read, found and copied; written by hand, so that no library is needed."""
    rows = [part for line in lines for part in (wrap(line, LINE) or [""])]
    text = [f"BT /F1 20 Tf 56 770 Td ({_escaped(title)}) Tj /F1 12 Tf 0 -20 Td"]
    text += [f"0 -20 Td ({_escaped(row)}) Tj" for row in rows]
    stream = "\n".join([*text, "ET"]).encode("cp1252")
    page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< %s >>" % page,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    return _bound(objects)


def _bound(objects: Sequence[bytes]) -> bytes:
    """The objects of a PDF with the table that says where each of them begins."""
    out, places = BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    table = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table))
    return out.getvalue()


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").replace("−", "-")


def bars_of(title: str, bars: Mapping[str, float]) -> bytes:
    """A bar for each value, its number beside it."""
    picture = Image.new("RGB", (WIDTH, MARGIN * 3 + ROW * len(bars)), PAPER)
    draw, big, small = ImageDraw.Draw(picture), _letters(34), _letters(24)
    draw.text((MARGIN, MARGIN), title, fill=INK, font=big)
    longest = max(bars.values())
    for number, (label, value) in enumerate(bars.items()):
        top = MARGIN * 2 + 20 + number * ROW
        right = LABEL + (WIDTH - LABEL - MARGIN * 3) * value / longest
        draw.text((MARGIN, top + 8), label, fill=INK, font=small)
        draw.rounded_rectangle((LABEL, top, right, top + ROW - 20), radius=8, fill=BAR)
        draw.text((right + 14, top + 8), f"{value:g}", fill=FAINT, font=small)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _letters(size: int) -> ImageFont.FreeTypeFont:
    letters = ImageFont.truetype(LETTERS, size)
    letters.set_variation_by_axes([500])
    return letters
