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
from practica.work.actions.initiatives import (
    Aim,
    abandon_initiative,
    change_initiative,
    close_initiative,
    deliver_initiative,
    join_initiative,
    lead_initiative,
    leave_initiative,
    let_go_of_parts_left_behind,
    propose_initiative,
    review_initiative,
    set_out,
)
from practica.work.actions.tasks import TaskWords, add_task, change_task, drop_task

__all__ = [
    "Aim",
    "TaskWords",
    "abandon_initiative",
    "accept_ask",
    "add_task",
    "ask_for_task",
    "ask_who_could_pair",
    "change_initiative",
    "change_task",
    "close_initiative",
    "commit",
    "decline_ask",
    "deliver_initiative",
    "drop_task",
    "finish_task",
    "give_back_task",
    "give_back_what_was_left_behind",
    "join_initiative",
    "keep_commitment",
    "lead_initiative",
    "leave_initiative",
    "let_go_of_commitment",
    "let_go_of_parts_left_behind",
    "propose_initiative",
    "renegotiate_commitment",
    "renegotiate_task",
    "reopen_task",
    "review_initiative",
    "set_out",
    "start_task",
    "take_task",
    "unkeep_commitment",
]
