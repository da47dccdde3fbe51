"""Documents, files and pictures: into the library, on a shelf named like their folder, seen by the organisation."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.events.actions import recorded_as
from practica.events.models import Source
from practica.exchange.governance.wanted import Directory, Page, Part
from practica.exchange.intake.directories import directory_text
from practica.exchange.intake.plan import Change
from practica.exchange.models import ImportedRecord
from practica.files.actions import store_file
from practica.foundation.richtext import excerpt
from practica.foundation.text_fields import clean_line
from practica.library.actions import (
    Content,
    Label,
    add_asset,
    change_asset,
    share_asset,
    shelve_asset,
    start_collection,
)
from practica.library.models import Asset, Collection, Kind
from practica.library.queries import current_version, files_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from practica.exchange.governance.inventory import Entry
    from practica.exchange.governance.wanted import Wanted
    from practica.exchange.intake.desk import Desk
    from practica.exchange.intake.plan import Step
    from practica.files.models import StoredFile

LONGEST_SUMMARY, LONGEST_ORIGIN, LONGEST_SHELF, MOST_CONTACTS = 280, 500, 160, 3


def take_picture(step: Step, desk: Desk) -> StoredFile:
    entry: Entry = step.wanted.subject
    return _stored(entry, desk)


def take_asset(step: Step, desk: Desk) -> Asset:
    """A page, a file or a directory; added, shared and shelved, or given a new version."""
    wanted = step.wanted
    content, dated = _content(wanted, desk), _dated(wanted)
    label = _label(wanted, desk)
    host = desk.host(wanted.group)
    with _of_its_day(dated):
        if step.change is Change.CHANGED:
            asset = Asset.objects.get(pk=desk.number_of(wanted.key))
            return change_asset(asset, content, label, by=host, seen=asset.version)
        asset = add_asset(desk.community(wanted.group), content, label, by=host, number=desk.number_of(wanted.key))
        share_asset(asset, by=host)
        shelve_asset(_shelf(wanted, desk), asset, by=host)
    return asset


@contextmanager
def _of_its_day(dated: date | None) -> Iterator[None]:
    """Recorded as of the day a document says it is from, never of one to come."""
    if dated is None or dated >= timezone.now().date():
        yield
        return
    with recorded_as(Source.IMPORT, at=datetime.combine(dated, time(12), tzinfo=UTC)):
        yield


def _dated(wanted: Wanted) -> date | None:
    return wanted.subject.document.dated if wanted.part is Part.DOCUMENT else None


def _content(wanted: Wanted, desk: Desk) -> Content:
    if wanted.part is Part.DIRECTORY:
        directory: Directory = wanted.subject
        return Content(title=wanted.name, summary=_summary("", wanted, desk), source=directory_text(directory))
    if wanted.part is Part.FILE:
        stored = _stored(wanted.subject, desk)
        return Content(title=wanted.name, summary=_summary("", wanted, desk), files=[stored])
    page: Page = wanted.subject
    text = desk.rewriter.rewrite(page.document.body, at=page.entry.path).text
    kept = _kept_files(wanted, desk)
    return Content(title=page.document.title, summary=_summary(text, wanted, desk), source=text, files=kept)


def _kept_files(wanted: Wanted, desk: Desk) -> list[StoredFile]:
    """A new version keeps the files that people added here."""
    asset = Asset.objects.filter(pk=desk.number_of(wanted.key)).first()
    return files_of(current_version(asset)) if asset else []


def _summary(text: str, wanted: Wanted, desk: Desk) -> str:
    """The first sentence-like lines, or what it is and whose."""
    for paragraph in text.split("\n\n"):
        words = " ".join(paragraph.split())
        if words[:1].isalpha() and len(words) > 60 and "](" not in words:  # noqa: PLR2004 -- more than a heading
            return excerpt(words, LONGEST_SUMMARY)
    return _("%(title)s: from the folder of %(community)s") % {
        "title": wanted.name,
        "community": desk.community(wanted.group).name,
    }


def _label(wanted: Wanted, desk: Desk) -> Label:
    people = desk.hosts(wanted.group)[:MOST_CONTACTS]
    if wanted.part is Part.DOCUMENT:
        document = wanted.subject.document
        return Label(str(document.kind), "en", document.tags, _came_from(wanted.key, desk), people)
    return Label(
        Kind.DOCUMENT, "en", (), _came_from(wanted.key, desk) if wanted.part is Part.FILE else "sigs.yaml", people
    )


def _came_from(path: str, desk: Desk) -> str:
    return (desk.plan.wish.origin.url(path) or path)[:LONGEST_ORIGIN]


def _stored(entry: Entry, desk: Desk) -> StoredFile:
    file = ContentFile(desk.folder.octets(entry.path), name=entry.path.rpartition("/")[2])
    return store_file(file, by=desk.host(entry.folder), community=desk.community(entry.folder))


def _shelf(wanted: Wanted, desk: Desk) -> Collection:
    """The shelf named like the folder the thing lay in; made when first needed."""
    folder = wanted.subject.collection if wanted.part is Part.FILE else _folder_of(wanted)
    title = clean_line(folder)[:LONGEST_SHELF]
    key = f"{wanted.group}/collections/{title}"
    known: Collection | None = desk.records[key].target if key in desk.records else None
    if known is not None:
        return known
    community, host = desk.community(wanted.group), desk.host(wanted.group)
    shelf = Collection.objects.filter(community=community, title__iexact=title).first()
    shelf = shelf or start_collection(community, title=title, purpose="", by=host)
    desk.records[key] = ImportedRecord.objects.update_or_create(
        source=desk.records[wanted.key].source,
        key=key,
        defaults={
            "target_type": shelf._meta.label_lower,
            "target_id": shelf.pk,
            "content_hash": title,
            "run": desk.run,
        },
    )[0]
    return shelf


def _folder_of(wanted: Wanted) -> str:
    folder: str = wanted.subject.entry.collection if wanted.part is Part.DOCUMENT else wanted.group
    return folder
