"""Things that people put in an order, one place up or down at a time."""

from __future__ import annotations


class Placed:
    """`position` counts from 1; None for what stands in no order."""

    position: int | None

    @property
    def place_above(self) -> int:
        return max(1, (self.position or 1) - 1)

    @property
    def place_below(self) -> int:
        return (self.position or 0) + 1
