"""The life of an import: read, looked at, confirmed, taken in. What it brings goes through the features' own actions."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from practica.events.actions import record
from practica.exchange import policies
from practica.exchange.governance.folder import Folder
from practica.exchange.governance.groups import Skipped
from practica.exchange.governance.reader import UnreadableFolder
from practica.exchange.governance.wanted import read_wish
from practica.exchange.intake.intake import take_in
from practica.exchange.intake.plan import Plan, make_plan
from practica.exchange.intake.report import Report, report_of
from practica.exchange.models import ImportRun, State
from practica.exchange.tasks import carry_out, check
from practica.exchange.unpack import unpack
from practica.exchange.verbs import Verb
from practica.files.actions import hold_files, store_file
from practica.foundation.access import Refused, require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.core.files.base import File

    from practica.people.models import Person

    Progress = Callable[[int, int], None]

# A run that has not got on for this long has lost its worker.
PATIENCE = timedelta(minutes=10)
STOPPED = gettext_noop("It stopped before it was done. Import again: it goes on from where it stopped.")
LEFT_IN_ARCHIVE = gettext_noop("It is a link, or its path leads out of the archive.")


@transaction.atomic
def upload_archive(upload: File[Any], *, by: Person) -> ImportRun:
    """Keep a zip file and have it read. Refused as any file is, and when it is no zip file."""
    require(policies.can_import, by, None)
    archive = store_file(upload, by=by)
    if archive.content_type != "application/zip":
        raise Refused(_("Please choose a zip file of the folder."))
    run = ImportRun.objects.create(name=archive.name, archive=archive, started_by=by)
    hold_files(run, [archive])
    record(Verb.UPLOADED, by=by, target=run)
    check.defer(run_id=run.pk)
    return run


@transaction.atomic
def confirm_run(run: ImportRun, *, by: Person) -> ImportRun:
    """Have it taken in, as was shown. Refused unless it waits for that, and while another one is being taken in."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    require(policies.can_import, by, run)
    if not run.awaits_confirmation:
        raise Refused(_("This import does not wait to be confirmed any more."))
    _refuse_two_at_once()
    run.state, run.done = State.RUNNING, 0
    run.total = len(run.report["taken"]) + len(run.report["changed"])
    run.confirmed_at, run.confirmed_by, run.moved_at = timezone.now(), by, timezone.now()
    run.save()
    record(Verb.CONFIRMED, by=by, target=run)
    carry_out.defer(run_id=run.pk)
    return run


@transaction.atomic
def discard_run(run: ImportRun, *, by: Person) -> ImportRun:
    """Do not take it in. Refused unless it waits to be confirmed."""
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    require(policies.can_import, by, run)
    if not run.awaits_confirmation:
        raise Refused(_("This import does not wait to be confirmed any more."))
    run.state, run.ended_at = State.DISCARDED, timezone.now()
    run.save(update_fields=["state", "ended_at"])
    record(Verb.DISCARDED, by=by, target=run)
    return run


def check_run(run: ImportRun) -> ImportRun:
    """Read the archive and say what it would change. For the worker."""
    with _opened(run) as (folder, left_out):
        report = report_of(plan_of(folder, left_out))
    ImportRun.objects.filter(pk=run.pk, state=State.CHECKING).update(
        state=State.CHECKED, report=report, moved_at=timezone.now()
    )
    run.refresh_from_db()
    return run


def carry_out_run(run: ImportRun) -> ImportRun:
    """Take in what was confirmed. For the worker; what was done before a break stays done."""
    with _opened(run) as (folder, left_out):
        return _finish(run, folder, plan_of(folder, left_out), progress=lambda _done, _total: None)


def bring_in_folder(place: Path, *, by: Person, progress: Progress) -> Report:
    """Take in a folder of this machine, at once; where nothing is new, nothing is written.

    Refused while another import is being taken in.
    """
    require(policies.can_import, by, None)
    folder = Folder(place)
    plan = plan_of(folder)
    if not plan.work:
        return {**report_of(plan), "refused": []}
    with transaction.atomic():
        _refuse_two_at_once()
        now = timezone.now()
        run = ImportRun.objects.create(
            name=place.name or "/", state=State.RUNNING, started_by=by, confirmed_at=now, confirmed_by=by
        )
        record(Verb.CONFIRMED, by=by, target=run)
    try:
        report: Report = _finish(run, folder, plan, progress).report
    except BaseException:
        # Also when somebody presses Ctrl-C: the next import must not wait for this one.
        fail_run(run, STOPPED)
        raise
    return report


def plan_of(folder: Folder, left_out: tuple[str, ...] = ()) -> Plan:
    """What the folder would change here; changes nothing. Refused when the folder cannot be read."""
    try:
        wish = read_wish(folder, since=timezone.now().date())
    except UnreadableFolder as unreadable:
        raise Refused(str(unreadable)) from unreadable
    return make_plan(wish, [Skipped(name, LEFT_IN_ARCHIVE) for name in left_out])


@transaction.atomic
def fail_run(run: ImportRun, failure: str) -> ImportRun:
    """Say that it could not be taken in, and why; what was taken in before stays."""
    run.state, run.failure, run.ended_at = State.FAILED, failure, timezone.now()
    run.save(update_fields=["state", "failure", "ended_at"])
    record(Verb.FAILED, by=run.confirmed_by or run.started_by, target=run)
    return run


def _finish(run: ImportRun, folder: Folder, plan: Plan, progress: Progress) -> ImportRun:
    def get_on(done: int, total: int) -> None:
        ImportRun.objects.filter(pk=run.pk).update(done=done, total=total, moved_at=timezone.now())
        progress(done, total)

    refused = take_in(plan, folder, run, get_on)
    report: Report = report_of(plan)
    report["refused"] = refused
    with transaction.atomic():
        run.refresh_from_db()
        run.state, run.report, run.ended_at = State.DONE, report, timezone.now()
        run.save()
        record(Verb.TAKEN_IN, by=run.confirmed_by, target=run)
    return run


@contextmanager
def _opened(run: ImportRun) -> Iterator[tuple[Folder, tuple[str, ...]]]:
    if run.archive is None:
        raise Refused(_("Its file is gone. Please upload it again."))
    with tempfile.TemporaryDirectory(prefix="practica-import-") as place, run.archive.content.open("rb") as archive:
        unpacked = unpack(archive, Path(place))
        yield Folder(unpacked.folder), unpacked.left_out


def _refuse_two_at_once() -> None:
    stuck = ImportRun.objects.filter(state=State.RUNNING, moved_at__lt=timezone.now() - PATIENCE)
    for run in stuck.select_for_update():
        fail_run(run, STOPPED)
    if ImportRun.objects.filter(state=State.RUNNING).exists():
        raise Refused(_("Another import is being taken in. Wait until it is done."))
