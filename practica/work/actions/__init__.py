"""The only writers of joint work: called by pages and the demo alike."""

from practica.work.actions.asks import accept_ask, ask_for_task, ask_who_could_pair, decline_ask
from practica.work.actions.commitments import (
    commit,
    keep_commitment,
    let_go_of_commitment,
    renegotiate_commitment,
    unkeep_commitment,
)
from practica.work.actions.holding import (
    finish_task,
    give_back_task,
    give_back_what_was_left_behind,
    renegotiate_task,
    reopen_task,
    start_task,
    take_task,
)
from practica.work.actions.tasks import TaskWords, add_task, change_task, drop_task

__all__ = [
    "TaskWords",
    "accept_ask",
    "add_task",
    "ask_for_task",
    "ask_who_could_pair",
    "change_task",
    "commit",
    "decline_ask",
    "drop_task",
    "finish_task",
    "give_back_task",
    "give_back_what_was_left_behind",
    "keep_commitment",
    "let_go_of_commitment",
    "renegotiate_commitment",
    "renegotiate_task",
    "reopen_task",
    "start_task",
    "take_task",
    "unkeep_commitment",
]
