"""A community of practice, who belongs to it, and what it wants to learn."""

from practica.communities.models.community import (
    Community,
    Formality,
    Stage,
    Status,
    Visibility,
)
from practica.communities.models.membership import Membership, MembershipState, Role
from practica.communities.models.question import KnowledgeQuestion

__all__ = [
    "Community",
    "Formality",
    "KnowledgeQuestion",
    "Membership",
    "MembershipState",
    "Role",
    "Stage",
    "Status",
    "Visibility",
]
