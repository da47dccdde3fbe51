"""What a page costs to load, and that what others wrote is what we think it is."""

import gzip
import hashlib
import json
import re
from pathlib import Path

from practica.ui.bundle import joined

UI = Path(__file__).resolve().parent.parent / "static" / "ui"
KB = 1024
ON_EVERY_PAGE = ("app", "native", "menus", "toasts", "swaps", "theme", "zone", "connection", "palette", "live")
WITH_A_COMPOSER = ("composer", "drafts", "mentions", "preview", "sending", "toolbar", "uploads")
TEMPLATES = [*UI.parents[2].glob("*/templates/**/*.html")]
STYLESHEET = re.compile(r"""{% static ["']([^"']+\.css)["'] %}""")
INCLUDED = re.compile(r"""{% include ["']([^"']+)["']""")
EXTENDED = re.compile(r"""{% extends ["']([^"']+)["'] %}""")
COMPOSED = re.compile("<c-composer")
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


def test_styles_of_every_page_stay_within_15_kilobytes():
    pages = {path.as_posix().rpartition("/templates/")[2]: path.read_text(encoding="utf-8") for path in TEMPLATES}
    heavy = {name: total for name in pages if (total := size(*map(served, linked(name, pages)))) > 15 * KB}
    assert heavy == {}


def test_a_page_links_its_own_styles_and_those_of_the_page_it_extends():
    pages = {path.as_posix().rpartition("/templates/")[2]: path.read_text(encoding="utf-8") for path in TEMPLATES}
    assert linked("meetings/room.html", pages) == {"ui/practica.css", "meetings/room.css"}
    assert linked("library/organisation.html", pages) == {"ui/practica.css", "library/library.css", "library/shelf.css"}
    assert linked("conversations/write.html", pages) >= {"conversations/conversation.css", "ui/composer.css"}


def linked(name, pages):
    """The names of all stylesheets of a page: its own, those of what it includes, and those it leaves in what it extends."""
    text = pages.get(name, "")
    found = set(STYLESHEET.findall(text))
    for part in INCLUDED.findall(text):
        found |= linked(part, pages)
    if COMPOSED.search(text):
        found |= linked("cotton/composer.html", pages)
    if parent := EXTENDED.search(text):
        found |= inherited(parent[1], text, pages)
    return found | {"ui/practica.css"}


def inherited(parent, text, pages):
    """A block that the page writes anew without the words of its parent takes the parent's stylesheets away."""
    given = dict(pages)
    for block in ("styles", "more_styles"):
        written = re.search(rf"{{% block {block} %}}(.*?){{% endblock", text, re.DOTALL)
        if written and "block.super" not in written[1]:
            given = {name: without(block, page) for name, page in given.items()}
    return linked(parent, given)


def without(block, text):
    return re.sub(rf"({{% block {block} %}}).*?({{% endblock)", r"\1\2", text, flags=re.DOTALL)


def served(name):
    return joined(name).encode()


def test_what_a_stylesheet_imports_is_there_once_and_without_what_only_people_need():
    text = joined("meetings/held.css")
    assert "@import" not in text
    assert "/*" not in text
    assert [text.count(rule) for rule in (".kept-filters{", ".pstate{", ".is-done h3{")] == [1, 1, 1]


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
