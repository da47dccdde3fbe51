"""Identity hues: a person or community keeps one colour everywhere, from its number, a tag from its letters."""

from functools import lru_cache

from django.utils.translation import gettext_lazy as _

HUES = ("pine", "sky", "iris", "plum", "rose", "clay", "gold", "moss")
HUE_NAMES = {
    "pine": _("Pine"), "sky": _("Sky"), "iris": _("Iris"), "plum": _("Plum"),
    "rose": _("Rose"), "clay": _("Clay"), "gold": _("Gold"), "moss": _("Moss"),
}  # fmt: skip
HUE_CHOICES = [(hue, HUE_NAMES[hue]) for hue in HUES]


def hue_of(number: int | None) -> str:
    return HUES[(number or 0) % len(HUES)]


def tag_hue(tag: str) -> str:
    """A tag keeps its colour everywhere, whoever writes it."""
    return HUES[sum(tag.casefold().encode()) % len(HUES)]


@lru_cache(maxsize=5000)
def initials_of(name: str) -> str:
    """At most two letters: of the first and the last word."""
    words = [word for word in name.split() if word[:1].isalnum()]
    if not words:
        return "?"
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()
