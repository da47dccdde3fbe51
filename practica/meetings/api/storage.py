"""What the protocol finds and leaves: a person's calendars in the place of folders, entries in the place of files.

Nothing is raised for what is refused: the library would call it a fault of its own. It is kept in `refusal`, and the
view answers with it.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.http import http_date
from django.utils.translation import gettext as _
from radicale import pathutils
from radicale.item import Item
from radicale.item import filter as narrowing
from radicale.rights import BaseRights
from radicale.storage import BaseCollection, BaseStorage

from practica.foundation.access import Refused
from practica.meetings import actions, policies
from practica.meetings.models import Occurrence, SyncPoint
from practica.meetings.queries.entries import entries_of, shelves_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from practica.meetings.actions.wishes import Written
    from practica.meetings.queries.entries import Desk, Entry, Shelf

# One program writes at a time, here as in the library's own storage: between looking and writing nothing changes.
WRITING = 4_791_638
SYNC = "urn:practica:sync:"
NOTHING_BUT = {"tag": "VCALENDAR", "C:supported-calendar-component-set": "VEVENT"}
COLOURS = {
    "pine": "#0f766e", "sky": "#0284c7", "iris": "#6366f1", "plum": "#9333ea",
    "rose": "#e11d48", "clay": "#c2410c", "gold": "#b45309", "moss": "#4d7c0f",
}  # fmt: skip


class KeptItem(Item):
    """An entry, written down only when somebody reads it."""

    def __init__(self, entry: Entry, collection: Calendar) -> None:
        super().__init__(
            collection=collection,
            href=entry.name,
            text="-",
            etag=f'"{entry.version}"',
            uid=entry.uid,
            name="VCALENDAR",
            component_name="VEVENT",
            last_modified=http_date(entry.changed_at.timestamp()),
            time_range=(narrowing.TIMESTAMP_MIN, narrowing.TIMESTAMP_MAX),
        )
        self.entry = entry

    def serialize(self) -> str:
        self._text = self.entry.text
        return self._text

    @property
    def vobject_item(self) -> Any:
        self.serialize()
        return super().vobject_item


class Folder(BaseCollection):
    """The root, and a person: they hold calendars and nothing else."""

    def __init__(self, path: str) -> None:
        self._path = path

    @property
    def path(self) -> str:
        return self._path

    @property
    def etag(self) -> str:
        return '"folder"'

    def get_all(self) -> Iterable[Item]:
        return []

    def get_multi(self, hrefs: Iterable[str]) -> Iterable[tuple[str, Item | None]]:
        return [(href, None) for href in hrefs]

    def get_meta(self, key: str | None = None) -> Any:
        return {} if key is None else None

    @property
    def last_modified(self) -> str:
        return http_date(0)


class Calendar(Folder):
    def __init__(self, path: str, shelf: Shelf, storage: Storage) -> None:
        super().__init__(path)
        self.shelf, self.storage = shelf, storage

    @cached_property
    def items(self) -> dict[str, KeptItem]:
        desk, community = self.storage.desk, self.shelf.community
        may_plan = community is not None and policies.can_plan(desk.person, community)
        return {entry.name: KeptItem(entry, self) for entry in entries_of(self.shelf, desk, may_plan=may_plan)}

    @cached_property
    def versions(self) -> dict[str, str]:
        return {name: item.entry.version for name, item in sorted(self.items.items())}

    @property
    def digest(self) -> str:
        return sha256(repr((self.shelf.title, self.versions)).encode()).hexdigest()

    @property
    def etag(self) -> str:
        return f'"{self.digest}"'

    @property
    def last_modified(self) -> str:
        moments = [item.entry.changed_at.timestamp() for item in self.items.values()]
        return http_date(max(moments, default=0))

    def get_all(self) -> Iterable[Item]:
        return self.items.values()

    def get_multi(self, hrefs: Iterable[str]) -> Iterable[tuple[str, Item | None]]:
        return [(href, self.items.get(href)) for href in hrefs]

    def get_filtered(self, filters: Iterable[Any]) -> Iterable[tuple[Item, bool]]:
        """The database knows every day of a series, so no rule has to be followed to find what a month holds."""
        tag, start, end, is_simple = narrowing.simplify_prefilters(filters, self.tag)
        if tag not in {None, "VEVENT"}:
            return
        within = self._within(start, end)
        for item in self.items.values():
            entry = item.entry
            key = entry.meeting.pk if entry.meeting else -entry.series.pk
            if within is None or key in within:
                yield item, is_simple

    def _within(self, start: int, end: int) -> set[int] | None:
        """Meetings, and series with a minus, that have a day between the two; None for all."""
        if start <= narrowing.TIMESTAMP_MIN and end >= narrowing.TIMESTAMP_MAX:
            return None
        series = {item.entry.series.pk for item in self.items.values()}
        rows = Occurrence.objects.standing().filter(series__in=series)
        if start > narrowing.TIMESTAMP_MIN:
            rows = rows.filter(ends_at__gt=datetime.fromtimestamp(start, UTC))
        if end < narrowing.TIMESTAMP_MAX:
            rows = rows.filter(starts_at__lt=datetime.fromtimestamp(end, UTC))
        pairs = list(rows.values_list("pk", "series_id"))
        return {pk for pk, _series in pairs} | {-series_id for _pk, series_id in pairs}

    def has_uid(self, uid: str) -> bool:
        return any(item.entry.uid == uid for item in self.items.values())

    def sync(self, old_token: str = "") -> tuple[str, Iterable[str]]:
        """What changed since a program last asked; all names when it never did."""
        known: Mapping[str, str] = self._known(old_token.removeprefix(SYNC)) if old_token else {}
        actions.keep_sync_point(self.shelf.name, self.digest, self.versions, by=self.storage.desk.person)
        names = {name for name, version in self.versions.items() if known.get(name) != version}
        return f"{SYNC}{self.digest}", sorted(names | (set(known) - set(self.versions)))

    def _known(self, digest: str) -> Mapping[str, str]:
        points = SyncPoint.objects.filter(person=self.storage.desk.person, calendar=self.shelf.name, digest=digest)
        point = points.first()
        if point is None:
            raise ValueError(digest[:64])
        versions: Mapping[str, str] = point.versions
        return versions

    def get_meta(self, key: str | None = None) -> Any:
        meta = {**NOTHING_BUT, "D:displayname": self.shelf.title, "ICAL:calendar-color": COLOURS[self.shelf.hue]}
        return meta if key is None else meta.get(key)

    def upload(self, href: str, item: Item) -> tuple[Item, Item | None]:
        known = self.items.get(href)
        self.storage.attempt(lambda: self._write(href, known.entry if known else None))
        return item, known

    def _write(self, href: str, entry: Entry | None) -> None:
        written, by = self.storage.written, self.storage.desk.person
        assert written is not None  # noqa: S101 -- the view reads it before the protocol asks for it
        if entry and entry.is_mine and entry.meeting:
            actions.change_own(entry.meeting, written, by=by)
        elif entry:
            actions.change_entry(entry.series, written, by=by)
        elif self.shelf.community is None:
            raise Refused(_("This is what you go to. A new meeting is made in the calendar of its community."))
        else:
            actions.add_entry(self.shelf.community, written, href, by=by)

    def delete(self, href: str | None = None) -> None:
        entry = self.items[href].entry if href else None
        if entry is None:
            self.storage.refusal = PermissionDenied("delete_calendar")
        elif entry.is_mine and entry.meeting:
            meeting = entry.meeting
            self.storage.attempt(lambda: actions.decline_own(meeting, by=self.storage.desk.person))
        else:
            self.storage.attempt(lambda: actions.remove_entry(entry.series, by=self.storage.desk.person))


class Storage(BaseStorage):
    """All that one person may see, for one request."""

    _is_collision_free = _supports_unicode = _supports_trailing_whitespace = _supports_problematic_chars = True

    def __init__(self, configuration: Any, desk: Desk, written: Written | None) -> None:
        super().__init__(configuration)
        self.desk, self.written = desk, written
        self.refusal: Refused | PermissionDenied | None = None

    @cached_property
    def calendars(self) -> dict[str, Calendar]:
        me = str(self.desk.person.pk)
        return {shelf.name: Calendar(f"{me}/{shelf.name}", shelf, self) for shelf in shelves_of(self.desk.person)}

    def discover(self, path: str, depth: str = "0", *_more: Any, **_others: Any) -> Iterable[Any]:
        steps = pathutils.strip_path(path).split("/") if pathutils.strip_path(path) else []
        found = list(self._found(steps))
        return found if depth != "0" else found[:1]

    def _found(self, steps: list[str]) -> Iterator[Any]:
        """What stands at a path, then what it holds."""
        me = str(self.desk.person.pk)
        if not steps:
            yield from (Folder(""), Folder(me))
        elif steps == [me]:
            yield Folder(me)
            yield from self.calendars.values()
        elif steps[0] == me and steps[1] in self.calendars:
            yield from _inside(self.calendars[steps[1]], steps[2:])

    def attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except (Refused, PermissionDenied) as refusal:
            self.refusal = refusal

    @contextmanager
    def acquire_lock(self, mode: str, *_more: Any, **_others: Any) -> Iterator[None]:
        if mode == "r":
            yield
            return
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
            yield


def _inside(calendar: Calendar, rest: list[str]) -> Iterator[Any]:
    if not rest:
        yield calendar
        yield from calendar.get_all()
    elif len(rest) == 1 and rest[0] in calendar.items:
        yield calendar.items[rest[0]]


class Rights(BaseRights):
    """Everyone writes into their own calendars: whether a change may be is for the action to say, with its reason."""

    def authorization(self, user: str, _groups: Any, path: str) -> str:
        steps = [step for step in path.split("/") if step]
        if not steps:
            return "R"
        if steps[0] != user:
            return ""
        return "R" if len(steps) == 1 else "rw"
