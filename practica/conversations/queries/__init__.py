"""What conversation pages ask."""

from practica.conversations.queries.attention import (
    awaiting_acceptance,
    places_to_write,
    places_to_write_to,
    unanswered_in,
    unread_count,
    unread_counts,
)
from practica.conversations.queries.evidence import answered_since, experiences_since, reflections_since
from practica.conversations.queries.listing import Filters, Listing, latest, listing
from practica.conversations.queries.rows import Row
from practica.conversations.queries.tags import tag_cloud

__all__ = [
    "Filters",
    "Listing",
    "Row",
    "answered_since",
    "awaiting_acceptance",
    "experiences_since",
    "latest",
    "listing",
    "places_to_write",
    "places_to_write_to",
    "reflections_since",
    "tag_cloud",
    "unanswered_in",
    "unread_count",
    "unread_counts",
]
