"""What a page costs to load, and that what others wrote is what we think it is."""

import gzip
import hashlib
import json
import re
from pathlib import Path

from django.contrib.staticfiles import finders

from practica.ui.bundle import joined

UI = Path(__file__).resolve().parent.parent / "static" / "ui"
KB = 1024
ON_EVERY_PAGE = ("app", "native", "menus", "toasts", "swaps", "theme", "zone", "connection", "palette", "live")
WITH_A_COMPOSER = ("composer", "drafts", "mentions", "preview", "sending", "toolbar", "uploads")
# Where there is an address or a token to take along; it is never read together with a composer.
TO_TAKE_ALONG = ("copy",)


def size(*texts: bytes) -> int:
    return sum(len(gzip.compress(text, 9)) for text in texts)


def modules(names: tuple[str, ...]) -> list[bytes]:
    return [(UI / "js" / f"{name}.js").read_bytes() for name in names]


def test_scripts_of_a_page_stay_within_25_kilobytes():
    assert size((UI / "vendor" / "htmx.min.js").read_bytes(), *modules(ON_EVERY_PAGE)) <= 25 * KB


def test_a_composer_adds_at_most_8_kilobytes_and_its_mentions():
    assert size(*modules(WITH_A_COMPOSER)) <= 8 * KB
    assert size((UI / "vendor" / "text-expander.js").read_bytes()) <= 4.5 * KB


def test_every_module_is_counted():
    assert {path.stem for path in (UI / "js").glob("*.js")} == {*ON_EVERY_PAGE, *WITH_A_COMPOSER, *TO_TAKE_ALONG}


def test_styles_stay_within_15_kilobytes():
    assert size(joined().encode()) <= 15 * KB


def test_styles_of_every_page_stay_within_15_kilobytes():
    heavy = {}
    for page in UI.parents[2].glob("*/templates/**/*.html"):
        names = re.findall(r"{% static [\"']([^\"']+\.css)[\"'] %}", page.read_text(encoding="utf-8"))
        own = [Path(str(finders.find(name))).read_bytes() for name in names if name != "ui/practica.css"]
        total = size(joined().encode(), *own)
        if total > 15 * KB:
            heavy[page.name] = total
    assert heavy == {}


def test_fonts_stay_within_65_kilobytes():
    assert sum(path.stat().st_size for path in (UI / "fonts").glob("*.woff2")) <= 65 * KB


def test_vendored_files_are_the_ones_that_were_fetched():
    vendor = UI / "vendor"
    for row in json.loads((vendor / "vendor.json").read_text()):
        assert hashlib.sha256((vendor / row["file"]).read_bytes()).hexdigest() == row["sha256"], row["file"]


def test_every_vendored_file_is_listed():
    vendor = UI / "vendor"
    listed = {row["file"] for row in json.loads((vendor / "vendor.json").read_text())}

    assert {path.name for path in vendor.iterdir()} | {"../icons.svg"} == listed | {
        "vendor.json",
        "THIRD-PARTY-NOTICES",
    }


def test_no_module_is_longer_than_a_screen_and_a_half():
    assert [path.name for path in (UI / "js").glob("*.js") if len(path.read_text().splitlines()) > 90] == []


def test_writing_together_adds_at_most_140_kilobytes():
    own = [path.read_bytes() for path in (UI.parents[2] / "coedit" / "static" / "coedit").glob("*.js")]

    assert size((UI / "vendor" / "coedit.js").read_bytes(), *own) <= 140 * KB
