"""What conversation pages ask."""

from practica.conversations.queries.attention import (
    awaiting_acceptance,
    places_to_write,
    unanswered_in,
    unread_counts,
    where_both_read,
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
    "reflections_since",
    "tag_cloud",
    "unanswered_in",
    "unread_counts",
    "where_both_read",
]
