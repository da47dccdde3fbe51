"""The only writers of polls: one function a use case."""

from practica.polls.actions.answering import answer_poll
from practica.polls.actions.asking import LONGEST_OPTION, Asking, open_poll, refuse_asking
from practica.polls.actions.closing import Outcome, close_due_poll, close_poll, write_outcome
from practica.polls.actions.moving import move_polls
from practica.polls.actions.reminding import remind_of_poll
from practica.polls.actions.reviewing import ask_again, ask_for_review, confirm_outcome

__all__ = [
    "LONGEST_OPTION",
    "Asking",
    "Outcome",
    "answer_poll",
    "ask_again",
    "ask_for_review",
    "close_due_poll",
    "close_poll",
    "confirm_outcome",
    "move_polls",
    "open_poll",
    "refuse_asking",
    "remind_of_poll",
    "write_outcome",
]
