"""Who belongs and who may read, as conditions on the column of a community: the rule of every queryset.

They are written as SQL, because they stand in every page's questions several times: putting the same together from
querysets takes a third of a page's time (`bin/bench pages`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.db.models import BooleanField, Expression, F, Q, Value
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.models.sql.compiler import SQLCompiler

    from practica.people.models import Person


class Condition(Expression):
    """A question about the values it is given, which take the places `{}` of its template in their order."""

    output_field = BooleanField()
    template: ClassVar[str]

    def __init__(self, *values: F | Value) -> None:
        super().__init__()
        self.values: list[Any] = list(values)

    def get_source_expressions(self) -> list[Any]:
        return self.values

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        self.values = list(exprs)

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, list[Any]]:  # noqa: ARG002
        parts = [compiler.compile(one) for one in self.values]
        return self.template.format(*(sql for sql, _values in parts)), [
            value for _sql, given in parts for value in given
        ]


class IsCurrent(Condition):
    """Active, and the visit is not over: a guest's last day ends it even before the nightly task has said so."""

    template = "{} = 'active' AND ({} IS NULL OR {} >= {})"


CURRENT = IsCurrent.template.format("own.state", "own.ends_on", "own.ends_on", "{}")
MEMBERSHIP = (
    "EXISTS (SELECT FROM communities_membership own WHERE own.community_id = {} AND own.person_id = {}"
    f" AND {CURRENT})"
)


class Belongs(Condition):
    """There is a membership, and it is current."""

    template = MEMBERSHIP


class Facilitates(Condition):
    template = (
        "EXISTS (SELECT FROM communities_membership own WHERE own.community_id = {} AND own.person_id = {}"
        " AND own.state = 'active' AND own.role = 'facilitator')"
    )


class IsOpenOrOwn(Condition):
    """One that every colleague reads, or that the person belongs to."""

    template = "{} IN (SELECT place.id FROM communities_community place WHERE place.visibility <> 'private' OR OWN)"
    template = template.replace("OWN", MEMBERSHIP.format("place.id", "{}", "{}"))


def is_current() -> Q:
    """The same, of memberships themselves."""
    return Q(IsCurrent(F("state"), F("ends_on"), F("ends_on"), Value(timezone.localdate())))


def belongs(person: Person, community: str = "community") -> Q:
    """Whether the person is an active member or guest of the community in that column."""
    return Q(Belongs(F(community), Value(person.pk), Value(timezone.localdate())))


def facilitates(person: Person, community: str = "community") -> Q:
    return Q(Facilitates(F(community), Value(person.pk)))


def may_read(person: Person, community: str = "community") -> Q:
    """Private communities are read only by those who belong to them, and guests read only their own."""
    if not person.is_active:
        return Q(pk__in=[])
    if person.is_guest:
        return belongs(person, community)
    return Q(IsOpenOrOwn(F(community), Value(person.pk), Value(timezone.localdate())))
