"""A community of practice, who belongs to it, what it agreed on, and what it wants to learn."""

from practica.communities.models.charter import SECTIONS, Charter, CharterComment, CharterState
from practica.communities.models.community import (
    Community,
    Formality,
    Stage,
    Status,
    Visibility,
)
from practica.communities.models.founding import FoundingDraft
from practica.communities.models.membership import Membership, MembershipState, Role
from practica.communities.models.question import KnowledgeQuestion, MonthQuestion, QuestionState
from practica.communities.models.rights import belongs, facilitates, is_current, may_read

__all__ = [
    "SECTIONS",
    "Charter",
    "CharterComment",
    "CharterState",
    "Community",
    "Formality",
    "FoundingDraft",
    "KnowledgeQuestion",
    "Membership",
    "MembershipState",
    "MonthQuestion",
    "QuestionState",
    "Role",
    "Stage",
    "Status",
    "Visibility",
    "belongs",
    "facilitates",
    "is_current",
    "may_read",
]
