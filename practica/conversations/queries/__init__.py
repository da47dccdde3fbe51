"""What conversation pages ask."""

from practica.conversations.queries.attention import unanswered_in, unread_count
from practica.conversations.queries.listing import Filters, Listing, latest, listing
from practica.conversations.queries.rows import Row
from practica.conversations.queries.tags import tag_cloud, tag_hue

__all__ = [
    "Filters",
    "Listing",
    "Row",
    "latest",
    "listing",
    "tag_cloud",
    "tag_hue",
    "unanswered_in",
    "unread_count",
]
