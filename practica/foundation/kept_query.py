"""Questions to the database that are put together once and asked again with other values.

To put a queryset together and write it as SQL takes Django longer than PostgreSQL takes to answer it, and a page asks the
same dozen each time: that was a third of a page. Only the question is kept, never an answer.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache, update_wrapper
from typing import Any, Generic, NamedTuple, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

Given = ParamSpec("Given")
Row = TypeVar("Row")

MOST_SHAPES = 100
# These stand in the places of the values while the SQL is written: numbers that fit every column, moments far away.
NUMBERS = range(2_147_480_000, 2_147_483_000)
TOO_LARGE = 2**63  # no column holds it, so no row has it
FAR = datetime(9876, 5, 4, 3, 2, 1, tzinfo=UTC)
FARTHEST = timedelta(days=400)  # that a moment may be before or after the one that is given
SIGNS = ("214748", "9876-05-04")


class Shape(NamedTuple):
    """What of a value decides how the question is put: all of a word or a choice; of a thing only its `WEIGHS`."""

    kind: type | None
    facts: tuple[Any, ...]


class Place(NamedTuple):
    """Where in the parameters which value goes, as what the column wants."""

    parameter: int
    position: int
    wrap: Callable[[Any], Any]


class KeptQuery(Generic[Given, Row]):
    """A function that builds a queryset, called with the same arguments for its rows.

    Things, numbers and moments may differ from call to call. Everything else is part of the shape, and so are the day and
    the language. Refused at the first call: a moment worked out inside (it would stay what it was), a look at a fact of a
    thing that its model does not name in `WEIGHS`, a value that the SQL does not ask for, and `prefetch_related`.
    """

    def __init__(self, build: Callable[Given, QuerySet[Any, Row]]) -> None:
        self.build = build
        self.plan = lru_cache(MOST_SHAPES)(self._plan)
        update_wrapper(self, build)

    def __call__(self, *given: Given.args, **_named: Given.kwargs) -> list[Row]:
        plan = self.plan(tuple(map(shape_of, given)), timezone.localdate(), get_language())
        return [] if plan is None else plan.ask(given)

    def _plan(self, shapes: tuple[Shape, ...], _today: date, _language: str | None) -> Plan[Row] | None:
        put: Any = self.build
        return plan_of(lambda: put(*(stand_in(*one) for one in enumerate(shapes))), shapes)


class Plan(Generic[Row]):
    """One question as SQL, with the places of its values."""

    def __init__(self, queryset: QuerySet[Any, Row], shapes: tuple[Shape, ...]) -> None:
        self.queryset = queryset
        self.compiler = queryset.query.get_compiler(using=queryset.db)
        self.sql, parameters = self.compiler.as_sql()
        if any(sign in self.sql for sign in SIGNS):
            raise TypeError(f"A stand-in was written into the question itself: {self.sql}")
        self.parameters = list(parameters)
        self.places = places_of(self.parameters, shapes)

    def ask(self, given: tuple[Any, ...]) -> list[Row]:
        if any(type(value) is int and abs(value) >= TOO_LARGE for value in given):
            return []
        parameters = self.parameters.copy()
        for parameter, position, wrap in self.places:
            value = given[position]
            parameters[parameter] = wrap(value.pk if isinstance(value, Model) else value)
        # A compiler knows its connection and what its columns mean; all it need not do again is write.
        compiler: Any = copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda *_given, **_named: (self.sql, tuple(parameters))
        rows: Any = self.queryset.all()
        rows.query.get_compiler = lambda *_given, **_named: compiler
        return list(rows)


def shape_of(value: Any) -> Shape:
    if isinstance(value, Model):
        model = value._meta.model
        return Shape(model, tuple(getattr(value, name) for name in getattr(model, "WEIGHS", ())))
    if isinstance(value, datetime):
        return Shape(datetime, ())
    if isinstance(value, int) and not isinstance(value, bool):
        return Shape(int, ())
    return Shape(None, (value,))


def stand_in(position: int, shape: Shape) -> Any:
    """What is given to the builder: a thing of which nothing can be read but its number and what weighs."""
    if shape.kind is None:
        return shape.facts[0]
    if shape.kind is int:
        return NUMBERS[position]
    if shape.kind is datetime:
        return FAR.replace(microsecond=position + 1)
    model: Any = shape.kind
    known = {
        model._meta.pk.attname: NUMBERS[position],
        **dict(zip(getattr(model, "WEIGHS", ()), shape.facts, strict=True)),
    }
    names = [field.attname for field in model._meta.concrete_fields if field.attname in known]
    return model.from_db("default", names, [known[name] for name in names])


def plan_of(build: Callable[[], QuerySet[Any, Row]], shapes: tuple[Shape, ...]) -> Plan[Row] | None:
    with connections["default"].execute_wrapper(_refuse):
        queryset: Any = build()
        if queryset._prefetch_related_lookups or queryset._known_related_objects:  # noqa: SLF001 -- Django tells no other way
            raise TypeError("What is read beside the rows or set on them would keep the values of the first call.")
        try:
            return Plan(queryset, shapes)
        except EmptyResultSet:
            return None


def places_of(parameters: list[Any], shapes: tuple[Shape, ...]) -> list[Place]:
    places = [place for index, value in enumerate(parameters) if (place := _place(index, value))]
    asked = {place.position for place in places}
    if unasked := [position for position, shape in enumerate(shapes) if shape.kind and position not in asked]:
        raise TypeError(f"The question does not ask for its arguments number {unasked}.")
    return places


def _place(number: int, value: Any) -> Place | None:
    """Where a value belongs, if a stand-in stands there; what is known only now may not stay in the question."""
    if isinstance(value, datetime):
        distance = value.replace(microsecond=0) - FAR
        if abs(distance) > FARTHEST:
            raise TypeError(f"{value} was worked out while the question was put together: give it as an argument.")
        return Place(number, value.microsecond - 1, lambda moment: moment + distance)
    if isinstance(value, int) and value in NUMBERS:
        return Place(number, NUMBERS.index(value), _as_it_is if type(value) is int else type(value))
    if isinstance(value, date) and value != timezone.localdate():
        raise TypeError(f"{value} is another day than today: give a moment as an argument.")
    if any(sign in str(value) for sign in SIGNS):
        raise TypeError(f"A stand-in was made part of {value!r}, where no other value can take its place.")
    return None


def _as_it_is(value: Any) -> Any:
    return value


def _refuse(_execute: Any, sql: str, *_given: Any) -> None:
    raise TypeError(f"Nothing may be read while a question is put together: {sql[:80]}")
