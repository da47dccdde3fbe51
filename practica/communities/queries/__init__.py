"""What is asked of communities: who belongs, what the directory lists, how a community does."""

from practica.communities.queries.belonging import (
    communities_of,
    facilitator_count,
    forget_memberships,
    is_core,
    is_facilitator,
    is_full_member,
    is_member,
    is_vacant,
    membership_of,
    memberships_of,
    readable_at,
    standing_of,
)

__all__ = [
    "communities_of",
    "facilitator_count",
    "forget_memberships",
    "is_core",
    "is_facilitator",
    "is_full_member",
    "is_member",
    "is_vacant",
    "membership_of",
    "memberships_of",
    "readable_at",
    "standing_of",
]
