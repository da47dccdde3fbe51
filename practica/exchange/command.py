"""`practica import governance FOLDER`: for a terminal, with a progress bar, or as JSON for programs."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from practica.exchange.actions import bring_in_folder, plan_of
from practica.exchange.governance.folder import Folder
from practica.exchange.intake.report import report_of
from practica.foundation.access import Refused
from practica.people.models import Person

if TYPE_CHECKING:
    from practica.exchange.intake.report import Report

DONE, REFUSED = 0, 1
WIDTH = 40
ABOUT = """\
Reads a folder laid out like github.com/kubernetes/community: a sigs.yaml that lists the groups, and a folder of
Markdown for each. Groups become communities, their people come in without an account and get no mail, meetings
become series, Markdown becomes the library. Importing again takes in only what has changed.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", metavar="KIND", required=True)
    governance = kinds.add_parser(
        "governance",
        help="a governance repository: sigs.yaml and a folder a group",
        description=ABOUT,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    governance.add_argument("folder", type=Path, metavar="FOLDER", help="where sigs.yaml lies")
    governance.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    governance.add_argument("--json", action="store_true", help="print the whole report as JSON")
    # People write it last, too.
    governance.add_argument("--data", metavar="FOLDER", default=argparse.SUPPRESS, help="where everything is kept")
    governance.add_argument(
        "--by", metavar="E-MAIL", help="who brings it in (default: the first programme manager or administrator)"
    )


def run(options: argparse.Namespace) -> int:
    """Exit code 0: taken in, or nothing to do; 1: refused, and the text says why."""
    try:
        report = _report(options)
    except Refused as refusal:
        sys.stderr.write(f"practica: {refusal}\n")
        return REFUSED
    sys.stdout.write(json.dumps(report, indent=2, ensure_ascii=False) + "\n" if options.json else told(report))
    return DONE


def _report(options: argparse.Namespace) -> Report:
    place = options.folder.expanduser().resolve()
    if options.dry_run:
        return {"dry_run": True, **report_of(plan_of(Folder(place))), "refused": []}
    return {"dry_run": False, **bring_in_folder(place, by=_who(options.by), progress=Progress())}


def _who(email: str | None) -> Person:
    found: Person | None
    people = Person.objects.with_accounts().filter(deactivated_at=None)
    if email:
        found = people.filter(email__iexact=email).first()
    else:
        found = people.filter(is_programme_manager=True).order_by("pk").first()
        found = found or people.filter(is_administrator=True).order_by("pk").first()
    if found is None:
        raise Refused(
            f"Nobody here has the address {email}."
            if email
            else "There is no programme manager yet who could answer for the import. Open the first page and set the "
            "organisation up, or run: practica createadmin"
        )
    return found


class Progress:
    """A bar where there is a terminal, else a line every tenth; on the error stream, so that JSON stays JSON."""

    def __init__(self) -> None:
        self.told = -1

    def __call__(self, done: int, total: int) -> None:
        percent = done * 100 // total if total else 100
        if sys.stderr.isatty():
            bar = "█" * (percent * WIDTH // 100)
            sys.stderr.write(f"\r{bar:░<{WIDTH}} {percent:3} % ({done} of {total})" + ("\n" if done == total else ""))
        elif percent // 10 > self.told:
            self.told = percent // 10
            sys.stderr.write(f"{percent} % ({done} of {total})\n")
        sys.stderr.flush()


def told(report: Report) -> str:
    """The report for people, as text."""
    lines = ["What would be done:" if report["dry_run"] else "What was done:", ""]
    lines += _table(report["counts"])
    series = report["series"]
    known = f"Series: {series['total']}, of which {series['with_a_rule']} have a rule"
    lines += ["", f"{known}; of {series['of_assumed_length']} the length is assumed."]
    lines += _listed("Need a date from their facilitator", [_words(each) for each in series["needs-a-date"]])
    lines += _listed(
        "Which week? (the words do not say when they began)", [_words(each) for each in series["which-week"]]
    )
    lines += _listed("The time zone is only likely", [_words(each) for each in series["assumed-zone"]])
    lines += _listed("Changed", [f"{each['part']}: {each['key']}" for each in report["changed"]])
    lines += _listed("No longer in the folder; kept here", report["no_longer_in_folder"])
    lines += _listed("Refused", [f"{each['what']}: {each['reason']}" for each in report["refused"]])
    lines += _skipped(report["skipped"])
    return "\n".join(lines) + "\n"


def _table(counts: dict[str, dict[str, int]]) -> list[str]:
    heads = ("taken", "changed", "unchanged", "skipped")
    rows = [f"{part:14}" + "".join(f"{numbers[head]:>11}" for head in heads) for part, numbers in counts.items()]
    return [" " * 14 + "".join(f"{head:>11}" for head in heads), *rows]


def _words(series: dict[str, str]) -> str:
    return f"{series['community']}, {series['name']}: “{series['words']}”"


def _listed(title: str, lines: list[str]) -> list[str]:
    return ["", f"{title} ({len(lines)}):", *(f"  {line}" for line in lines)] if lines else []


def _skipped(skipped: list[dict[str, Any]]) -> list[str]:
    """By reason, since one reason often holds for many files."""
    reasons: dict[str, list[str]] = {}
    for each in skipped:
        reasons.setdefault(each["reason"], []).append(each["what"])
    lines = ["", f"Skipped ({len(skipped)}):"] if skipped else []
    for reason, what in reasons.items():
        lines += [f"  {reason} ({len(what)})", *(f"    {each}" for each in what)]
    return lines
