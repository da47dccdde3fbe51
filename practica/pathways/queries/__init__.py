"""Questions about what leads from one thing to another."""

from practica.pathways.queries.ends import ICONS, End, Paths, meetings_ahead, paths_of, sources_for
from practica.pathways.queries.trail import Mark, trail_of
from practica.pathways.queries.words import Words, is_for_members, kind_of, obstacle, starting_text, words_of

__all__ = [
    "ICONS",
    "End",
    "Mark",
    "Paths",
    "Words",
    "is_for_members",
    "kind_of",
    "meetings_ahead",
    "obstacle",
    "paths_of",
    "sources_for",
    "starting_text",
    "trail_of",
    "words_of",
]
