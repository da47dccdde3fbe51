"""The script of the demonstration: who there is and what they say, read from the content folder."""

from __future__ import annotations

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

Part = dict[str, Any]


@cache
def cast() -> Part:
    return _read("cast")


@cache
def community_script(name: str) -> Part:
    return _read(name)


def _read(name: str) -> Part:
    part: Part = yaml.safe_load((CONTENT / f"{name}.yaml").read_text(encoding="utf-8"))
    return part
