"""What stands in the rail, the bottom bar and the "New" menu: features declare their entries in their `regions.py`."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from django.http import HttpRequest
from django.utils.functional import Promise

from practica.foundation.addresses import address_if_any

Label = str | Promise
Count = Callable[[HttpRequest], int]
Question = Callable[[HttpRequest], bool]


def _always(_request: HttpRequest) -> bool:
    return True


def _none(_request: HttpRequest) -> int:
    return 0


@dataclass(frozen=True)
class Entry:
    """One line of the main navigation; `count` is what waits there, `also` names other pages that belong to it."""

    label: Label
    url_name: str
    icon: str
    order: int = 100
    count: Count = _none
    shown: Question = _always
    in_bottom_bar: bool = False
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class NewAction:
    """One thing a person can start, in the "New" menu of phones and in the palette."""

    label: Label
    url_name: str
    icon: str
    order: int = 100
    shown: Question = _always


@dataclass(frozen=True)
class Place:
    """A link in a section of the rail: a community with its glyph and unread count."""

    label: str
    url: str
    glyph: str = ""
    hue: str = "pine"
    unread: int = 0


@dataclass(frozen=True)
class Section:
    title: Label
    places: tuple[Place, ...]
    more_label: Label = ""
    more_url: str = ""
    more_icon: str = "compass"


@dataclass(frozen=True)
class Line:
    """An entry as one person sees it on one page."""

    label: str
    url: str
    icon: str
    count: int = 0
    is_current: bool = False
    in_bottom_bar: bool = False
    is_inbox: bool = False


@dataclass
class Registry:
    entries: dict[str, Entry] = field(default_factory=dict)
    actions: dict[str, NewAction] = field(default_factory=dict)
    sections: dict[str, Callable[[HttpRequest], Section]] = field(default_factory=dict)
    site_name: Callable[[], str] = lambda: "Práctica"


registry = Registry()


def register(entry: Entry) -> None:
    """Add a line to the main navigation."""
    registry.entries[entry.url_name] = entry


def register_new(action: NewAction) -> None:
    """Add something a person can start."""
    registry.actions[action.url_name] = action


def register_section(key: str, function: Callable[[HttpRequest], Section]) -> None:
    """Add a titled list below the main navigation; asked once a page, for people who are signed in."""
    registry.sections[key] = function


def name_site(function: Callable[[], str]) -> None:
    """Say what the installation is called; the product's own name until then."""
    registry.site_name = function


def site_name() -> str:
    return registry.site_name()


class Rail:
    """The navigation of one request; nothing is asked of the database until a page shows it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def is_empty(self) -> bool:
        """A visitor who has not signed in belongs nowhere yet."""
        return not self.request.user.is_authenticated

    @cached_property
    def lines(self) -> list[Line]:
        if self.is_empty:
            return []
        entries = sorted(registry.entries.values(), key=lambda entry: entry.order)
        return [line for entry in entries if (line := self._line(entry))]

    @cached_property
    def bottom(self) -> list[Line]:
        return [line for line in self.lines if line.in_bottom_bar][:4]

    @cached_property
    def bottom_start(self) -> list[Line]:
        return self.bottom[:2]

    @cached_property
    def bottom_end(self) -> list[Line]:
        return self.bottom[2:]

    @cached_property
    def inbox(self) -> Line | None:
        return next((line for line in self.lines if line.is_inbox), None)

    @cached_property
    def sections(self) -> list[Section]:
        return [] if self.is_empty else [function(self.request) for function in registry.sections.values()]

    @cached_property
    def new_actions(self) -> list[Line]:
        if self.is_empty:
            return []
        actions = sorted(registry.actions.values(), key=lambda action: action.order)
        found = [(action, address_if_any(action.url_name)) for action in actions if action.shown(self.request)]
        return [Line(label=str(action.label), url=url, icon=action.icon) for action, url in found if url]

    def _line(self, entry: Entry) -> Line | None:
        url = address_if_any(entry.url_name)
        if not url or not entry.shown(self.request):
            return None
        return Line(
            label=str(entry.label),
            url=url,
            icon=entry.icon,
            count=entry.count(self.request),
            is_current=any(is_part_of(self.request.path, above) for above in (url, *map(address_if_any, entry.also))),
            in_bottom_bar=entry.in_bottom_bar,
            is_inbox=entry.icon == "bell",
        )


def is_part_of(path: str, url: str) -> bool:
    """Whether the page is the one the link leads to, or lies below it."""
    return path == url or (url not in ("", "/") and path.startswith(url))
