"""A long page shows how it began and what came last; what lies between is sent to those who ask for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from practica.conversations.views.posts import Post

LONG = 30
FIRST, LAST = 3, 5


@dataclass(frozen=True)
class Fold:
    """The replies of a page in three pieces; `middle` is empty where nothing is folded."""

    first: list[Post]
    middle: list[Post] = field(default_factory=list)
    last: list[Post] = field(default_factory=list)


def folded(posts: list[Post], *, is_whole: bool) -> Fold:
    """Nothing that is new to its reader is folded, and nothing on a page that was asked for as a whole."""
    first_new = next((place for place, post in enumerate(posts) if post.is_first_new), len(posts))
    end = min(len(posts) - LAST, first_new)
    if is_whole or len(posts) <= LONG or end <= FIRST:
        return Fold(posts)
    return Fold(posts[:FIRST], posts[FIRST:end], posts[end:])
