"""Asking about people."""

from practica.people.queries.handles import base_handle, free_handle
from practica.people.queries.mentions import mention_map, mentionable

__all__ = ["base_handle", "free_handle", "mention_map", "mentionable"]
