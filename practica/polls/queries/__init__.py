"""What pages and the clock ask of polls."""

from practica.polls.queries.due import closing_soon, review_due, to_close, waiting_people, waiting_polls
from practica.polls.queries.results import Line, Reason, Results, results_of

__all__ = [
    "Line",
    "Reason",
    "Results",
    "closing_soon",
    "results_of",
    "review_due",
    "to_close",
    "waiting_people",
    "waiting_polls",
]
