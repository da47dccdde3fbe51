"""What people do together: what they said they would do, the tasks they share, and what they have taken on with an aim."""

from practica.work.models.ask import Ask
from practica.work.models.commitment import Commitment, NewDate
from practica.work.models.initiative import FEWEST_PARTNERS, Initiative, Output, Partner, Stage
from practica.work.models.task import UNDER_WAY, Share, State, Task, TaskDate

__all__ = [
    "FEWEST_PARTNERS",
    "UNDER_WAY",
    "Ask",
    "Commitment",
    "Initiative",
    "NewDate",
    "Output",
    "Partner",
    "Share",
    "Stage",
    "State",
    "Task",
    "TaskDate",
]
