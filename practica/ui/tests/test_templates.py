"""What a strict policy and people without JavaScript need of every template of the product."""

import re
from pathlib import Path

from django.contrib.staticfiles import finders

PRODUCT = Path(__file__).resolve().parent.parent.parent
SPRITE = (PRODUCT / "ui" / "static" / "ui" / "icons.svg").read_text(encoding="utf-8")
BANNED = {
    "hx-on": r"\shx-on[:=]",
    "an inline style": r"\sstyle\s*=",
    "an inline handler": r"\son[a-z]+\s*=",
    "a value that is a script": r"=\s*[\"']?\s*(js|javascript):",
    "a trigger filter": r"hx-trigger=\"[^\"]*\[",
    # A block of data is not run, so the policy allows it.
    "an inline script": r"<script(?![^>]*(\ssrc=|type=\"application/json\"))",
    "an inline stylesheet": r"<style",
    "a safe filter on what people wrote": r"\b(source|text|body|title|name)\|safe\b",
}


def templates() -> list[Path]:
    pages = [path for folder in PRODUCT.glob("*/templates") for path in folder.rglob("*.html")]
    # Letters are read in mail programs, which know no stylesheets.
    return [path for path in pages if "mail" not in path.relative_to(PRODUCT).parts]


def found(pattern: str) -> list[str]:
    return [
        str(path.relative_to(PRODUCT)) for path in templates() if re.search(pattern, path.read_text(encoding="utf-8"))
    ]


def test_templates_need_no_inline_code():
    assert {name: where for name, pattern in BANNED.items() if (where := found(pattern))} == {}


def test_icons_that_are_named_are_in_the_sprite():
    known = set(re.findall(r'<symbol id="([^"]+)"', SPRITE))
    named = {
        (name, str(path.relative_to(PRODUCT)))
        for path in templates()
        for name in re.findall(r'\{% icon "([a-z0-9-]+)"|icon="([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
        for name in name
        if name
    }
    assert {(name, where) for name, where in named if name not in known} == set()


def test_no_template_is_longer_than_eighty_lines():
    assert [str(path) for path in templates() if len(path.read_text(encoding="utf-8").splitlines()) > 80] == []


def test_static_files_that_are_named_exist():
    named = {
        (name, str(path.relative_to(PRODUCT)))
        for path in templates()
        for name in re.findall(r"\{% static [\"']([^\"'{]+)[\"']", path.read_text(encoding="utf-8"))
    }
    assert {(name, where) for name, where in named if not finders.find(name)} == set()
