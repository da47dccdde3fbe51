"""A report as pages show it: in the reader's language, and by reason, since one reason often holds for many files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practica.exchange.models import ImportedRecord

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from practica.people.models import Person

PARTS: dict[str, str | Promise] = {
    "people": _("People"),
    "communities": _("Communities"),
    "memberships": _("Roles in communities"),
    "sponsors": _("Sponsors"),
    "series": _("Meeting series"),
    "pictures": _("Pictures"),
    "charters": _("Charters"),
    "directories": _("Pages about communities"),
    "documents": _("Documents"),
    "files": _("Files"),
}


@dataclass(frozen=True)
class Row:
    """One line of the table of counts."""

    label: str | Promise
    taken: int
    changed: int
    unchanged: int
    skipped: int

    @property
    def numbers(self) -> list[int]:
        return [self.taken, self.changed, self.unchanged, self.skipped]


@dataclass(frozen=True)
class Reason:
    """Why some things were not taken in."""

    words: str
    things: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Shown:
    """The parts of a report in the order in which they are read."""

    rows: list[Row]
    communities: list[dict[str, str]]
    changed: list[dict[str, str]]
    needs_a_date: list[dict[str, str]]
    which_week: list[dict[str, str]]
    assumed_zone: list[dict[str, str]]
    series: int
    with_a_rule: int
    of_assumed_length: int
    reasons: list[Reason]
    refused: list[Reason]
    gone: list[str]
    has_work: bool

    @property
    def number_skipped(self) -> int:
        return sum(len(reason.things) for reason in self.reasons)


def shown(report: dict[str, Any]) -> Shown | None:
    """None while there is no report yet."""
    if not report:
        return None
    series = report["series"]
    return Shown(
        rows=[Row(label, **report["counts"][part]) for part, label in PARTS.items()],
        communities=[each for each in report["communities"] if each["change"] == "taken"],
        changed=[{**each, "part": str(PARTS.get(each["part"], each["part"]))} for each in report["changed"]],
        needs_a_date=series["needs-a-date"],
        which_week=series["which-week"],
        assumed_zone=series["assumed-zone"],
        series=series["total"],
        with_a_rule=series["with_a_rule"],
        of_assumed_length=series["of_assumed_length"],
        reasons=_by_reason(report["skipped"]),
        refused=_by_reason(report.get("refused", [])),
        gone=report["no_longer_in_folder"],
        has_work=bool(report["taken"] or report["changed"]),
    )


def _by_reason(skipped: list[dict[str, str]]) -> list[Reason]:
    found: dict[str, Reason] = {}
    for each in skipped:
        # Reasons are kept in English and said in the reader's language.
        reason = found.setdefault(each["reason"], Reason(gettext(each["reason"])))
        reason.things.append(each["what"])
    return list(found.values())


def known_address(person: Person) -> str:
    """The e-mail address under which the person was brought in; empty when none was named."""
    record = ImportedRecord.objects.filter(target_type=person._meta.label_lower, target_id=person.pk).first()
    return str(record.facts.get("email", "")) if record else ""
