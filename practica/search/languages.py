"""Which of our two languages a text is in: its small words tell."""

from __future__ import annotations

import re
import unicodedata

CONFIGURATIONS = {"en": "practica_en", "es": "practica_es"}
SMALL_WORDS = {
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "is",
            "it",
            "for",
            "that",
            "was",
            "on",
            "with",
            "are",
            "be",
            "this",
            "by",
            "from",
            "have",
            "not",
            "or",
            "as",
            "at",
            "but",
            "we",
            "you",
        ]
    ),
    "es": frozenset(
        [
            "de",
            "la",
            "que",
            "el",
            "en",
            "y",
            "los",
            "se",
            "del",
            "las",
            "por",
            "un",
            "con",
            "una",
            "su",
            "para",
            "es",
            "al",
            "lo",
            "como",
            "mas",
            "pero",
            "sus",
            "le",
            "si",
            "no",
        ]
    ),
}
LOOKED_AT = 400
LETTERS = re.compile(r"[^\W\d_]+")


def plain(text: str) -> str:
    """Lower case, without accents: as the index compares."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def language_of(text: str, declared: str = "") -> str:
    """The language by its small words, or what is declared; empty when both may be in it."""
    words = LETTERS.findall(plain(text[: LOOKED_AT * 8]))[:LOOKED_AT]
    english, spanish = (sum(word in SMALL_WORDS[code] for word in words) for code in ("en", "es"))
    if max(english, spanish) >= 3 and max(english, spanish) >= 3 * min(english, spanish):  # noqa: PLR2004 -- a clear case
        return "en" if english > spanish else "es"
    if english + spanish >= 3:  # noqa: PLR2004 -- words of both
        return ""
    return declared if declared in CONFIGURATIONS else ""


def configurations(language: str) -> list[str]:
    """The stemmers to use for a text in this language; both when it is unknown."""
    return [CONFIGURATIONS[language]] if language in CONFIGURATIONS else list(CONFIGURATIONS.values())
