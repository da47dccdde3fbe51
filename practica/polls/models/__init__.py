"""A question put to a community, what people answered, and what came of it."""

from practica.polls.models.answer import Answer, Ballot, Participation
from practica.polls.models.kinds import FIXED, HIGHEST_SCORE, Choice, Kind, Rule, Stance
from practica.polls.models.poll import Poll

__all__ = [
    "FIXED",
    "HIGHEST_SCORE",
    "Answer",
    "Ballot",
    "Choice",
    "Kind",
    "Participation",
    "Poll",
    "Rule",
    "Stance",
]
