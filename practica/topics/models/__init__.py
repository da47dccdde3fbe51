from practica.foundation.horizons import Horizon
from practica.topics.models.quiet import BlockedSeal
from practica.topics.models.step import Step, StepKind
from practica.topics.models.support import Support
from practica.topics.models.topic import ANSWER_DUE, LONGEST_REASON, SHORTEST_REASON, Lane, Source, State, Topic

__all__ = [
    "ANSWER_DUE",
    "LONGEST_REASON",
    "SHORTEST_REASON",
    "BlockedSeal",
    "Horizon",
    "Lane",
    "Source",
    "State",
    "Step",
    "StepKind",
    "Support",
    "Topic",
]
