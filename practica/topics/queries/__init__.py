"""Questions about topics that more than one place asks."""

from practica.topics.queries.alike import look_alikes, plain_title
from practica.topics.queries.backlog import Backlog, lane_of, places_to_suggest
from practica.topics.queries.people import answerers_of, credited, hearers_of

__all__ = [
    "Backlog",
    "answerers_of",
    "credited",
    "hearers_of",
    "lane_of",
    "look_alikes",
    "places_to_suggest",
    "plain_title",
]
