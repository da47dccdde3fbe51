"""The script of the demonstration: who there is and what they say, read from the content folder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

CONTENT = Path(__file__).parent / "content"
# In the order in which they were founded.
COMMUNITIES = (
    "pump-reliability",
    "safe-entry",
    "leak-detection",
    "data-stewards",
    "field-notes",
    "customer-care",
    "facilitators-circle",
    "water-quality-sampling",
)
# The people one can step into from the bar, in this order, and why one would.
PERSONAS = ("lucia", "marta", "amina", "sofia", "jorge", "ines", "elena")
# The guest comes later and is no colleague, so nothing in the play waits for them.
GUEST = "ivo"
DOORS = (*PERSONAS, GUEST)
# "omar| …" is said by Omar, "me| …" by who asked, "priya/ask| …" is a reflection.
SPOKEN = re.compile(r"(?P<by>\w*)(?:/(?P<part>\w+))?\| (?P<text>.*)", re.DOTALL)
ASKER = "me"

Part = dict[str, Any]


@dataclass(frozen=True)
class Line:
    """What is said in a short conversation; without `by` anybody may have said it."""

    text: str
    by: str = ""
    part: str = ""


@cache
def cast() -> Part:
    whole: Part = _read("cast") | _read("folk")
    return whole


@cache
def happenings() -> Part:
    whole: Part = _read("happenings")
    return whole


@cache
def suggestions() -> Part:
    whole: Part = _read("topics")
    return whole


@cache
def polls() -> list[Part]:
    whole: list[Part] = _read("polls")
    return whole


def dates() -> list[Part]:
    whole: list[Part] = _looked_for()["polls"]
    return whole


def turns() -> Part:
    """A series whose hours take turns."""
    whole: Part = _looked_for()["turns"]
    return whole


@cache
def _looked_for() -> Part:
    whole: Part = _read("dates")
    return whole


@cache
def joint_work() -> Part:
    whole: Part = _read("work")
    return whole


@cache
def agendas() -> Part:
    whole: Part = _read("agendas")
    return whole


@cache
def community_script(name: str) -> Part:
    """What a community is, with its short conversations, the rest of its library and what was kept of its meetings."""
    script, library, minutes = _read(name), _read(f"library/{name}"), _read("minutes")
    shorts = CONTENT / "shorts" / f"{name}.yaml"
    for series in script["series"]:
        series["minutes"] = minutes.get(series["title"])
    whole: Part = script | {
        "key": name,
        "shorts": _read(f"shorts/{name}") if shorts.exists() else [],
        "assets": [*script["assets"], *library["assets"]],
        "collections": library["collections"],
        "personas": [key for key, belongs in cast()["memberships"].items() if name in belongs],
    }
    return whole


def line_of(words: str) -> Line:
    if spoken := SPOKEN.fullmatch(words):
        return Line(spoken["text"], spoken["by"], spoken["part"] or "")
    return Line(words)


def speakers(script: Part) -> list[str]:
    """Everybody the script of a community names."""
    found: list[str] = []
    for talk in script["conversations"]:
        found += [talk.get("by", ""), *talk.get("me_too", []), *(reply["by"] for reply in talk["replies"])]
    for short in script["shorts"]:
        found += [short.get("by", ""), *(line_of(words).by for words in short["replies"])]
    for asset in script["assets"]:
        found += [asset["by"], *asset["people"], *(change["by"] for change in asset.get("changes", []))]
    found += [series["host"] for series in script["series"]]
    return [key for key in dict.fromkeys(found) if key not in {"", ASKER}]


def _read(name: str) -> Any:
    return yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
