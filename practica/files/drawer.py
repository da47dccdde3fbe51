"""Runs alone in the limited child process: the first pages of one PDF, drawn beside it."""

from __future__ import annotations

import sys
from pathlib import Path

PAGES = 10
WIDTH = 1100
TALLEST = 2200
LOCKED, DAMAGED = 3, 4


def main(source: str) -> int:
    # Here, not above: the limits must hold before the library starts.
    import pypdfium2  # noqa: PLC0415

    path = Path(source)
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        return LOCKED if "assword" in str(error) else DAMAGED
    path.with_name("pages.txt").write_text(str(len(document)))
    for number in range(min(PAGES, len(document))):
        try:
            draw(document[number], path.with_name(f"page-{number:02}.png"))
        except (pypdfium2.PdfiumError, ValueError, OSError):
            # One broken page must not hide the others; the ones after it would have the wrong number.
            break
    return 0


def draw(page: object, target: Path) -> None:
    width, height = page.get_size()  # type: ignore[attr-defined] # the library has no types
    scale = min(WIDTH / max(width, 1), TALLEST / max(height, 1))
    picture = page.render(scale=scale, may_draw_forms=False).to_pil()  # type: ignore[attr-defined] # as above
    # 128 colours keep photographs recognisable and letters sharp at a third of the bytes.
    picture.convert("RGB").quantize(128).save(target, "PNG")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
