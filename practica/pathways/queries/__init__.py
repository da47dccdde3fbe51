"""Questions about what leads from one thing to another."""

from practica.pathways.queries.ends import ICONS, End, Paths, meetings_ahead, paths_of, sources_for

__all__ = [
    "ICONS",
    "End",
    "Paths",
    "meetings_ahead",
    "paths_of",
    "sources_for",
]
