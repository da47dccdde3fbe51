"""Named places in pages that other features fill: the page names the place, a feature declares what it puts there."""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple, overload

from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

Fill = Callable[..., str]


class Filling(NamedTuple):
    order: int
    function: Fill


fillings: dict[str, list[Filling]] = defaultdict(list)


@overload
def register(name: str, function: Fill, *, order: int = 100) -> Fill: ...
@overload
def register(name: str, function: None = None, *, order: int = 100) -> Callable[[Fill], Fill]: ...
def register(name: str, function: Fill | None = None, *, order: int = 100) -> Fill | Callable[[Fill], Fill]:
    """Fill the region `name` with what `function(request, **things)` renders; an empty string shows nothing.

    Works as a decorator too: `@register("community.home.side")`. Lower orders come first.
    """

    def fill(one: Fill) -> Fill:
        # A module that is imported twice under a reloader must not fill the place twice.
        others = [filling for filling in fillings[name] if _name(filling.function) != _name(one)]
        fillings[name] = sorted([*others, Filling(order, one)], key=lambda filling: filling.order)
        return one

    return fill if function is None else fill(function)


def render(name: str, request: HttpRequest, **things: object) -> SafeString:
    """Everything that was declared for the region, in order."""
    parts = [filling.function(request, **things) for filling in fillings.get(name, [])]
    return mark_safe("".join(parts))  # noqa: S308 -- each part is a rendered template


def _name(function: Fill) -> tuple[str, str]:
    return (getattr(function, "__module__", ""), getattr(function, "__qualname__", repr(function)))
