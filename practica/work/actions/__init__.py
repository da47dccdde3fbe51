"""The only writers of joint work: called by pages and the demo alike."""

from practica.work.actions.commitments import (
    commit,
    keep_commitment,
    let_go_of_commitment,
    renegotiate_commitment,
    unkeep_commitment,
)

__all__ = [
    "commit",
    "keep_commitment",
    "let_go_of_commitment",
    "renegotiate_commitment",
    "unkeep_commitment",
]
