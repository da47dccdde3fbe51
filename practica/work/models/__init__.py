"""What people do together: what they said they would do, and the tasks they share."""

from practica.work.models.ask import Ask
from practica.work.models.commitment import Commitment, NewDate
from practica.work.models.task import UNDER_WAY, Share, State, Task, TaskDate

__all__ = ["UNDER_WAY", "Ask", "Commitment", "NewDate", "Share", "State", "Task", "TaskDate"]
