"""Keeping files: the only way in for bytes, whoever brings them."""

from __future__ import annotations

import re
import secrets
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from practica.files.kinds import HEAD, PICTURES, ending_of, kind_of
from practica.files.models import FileUse, StoredFile
from practica.files.pictures import portrait, without_traces
from practica.files.tasks import draw_pages, read_text
from practica.foundation.access import Refused
from practica.foundation.text_fields import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.base import File
    from django.db import models

    from practica.people.models import Person

ADDRESS = re.compile(r"/files/(\d{1,18})/")
LONGEST_NAME = 200


@transaction.atomic
def store_file(upload: File[Any], *, by: Person | None, community: Any = None) -> StoredFile:
    """Keep an uploaded file and have its words read.

    Refused when it is empty, over the size limit, a picture that is damaged, a kind that harms readers, or
    something else than its name says. Photos lose what they say about place and camera.
    """
    name = file_name(upload.name or "")
    refuse_size(upload, name)
    upload.seek(0)
    content_type = kind_of(name, upload.read(HEAD))
    content, width, height = upload, None, None
    if content_type in PICTURES:
        clean, width, height = without_traces(upload)
        content = clean or upload
    file = StoredFile(
        owner=by,
        community=community,
        name=name,
        content_type=content_type,
        size=content.size,
        sha256=fingerprint(content),
        width=width,
        height=height,
    )
    content.seek(0)
    # The store knows no name that a person chose: a name can be a path, a command or a secret.
    file.content.save(f"{secrets.token_hex(16)}.{safe_ending(name)}", content, save=False)
    file.save()
    read_text.defer(file_id=file.pk)
    if file.is_pdf:
        draw_pages.defer(file_id=file.pk)
    return file


def store_photo(upload: File[Any], *, by: Person) -> StoredFile:
    """Keep a person's photo: square, small, re-encoded. Refused as in `store_file`, and when it is no picture."""
    name = file_name(upload.name or "")
    refuse_size(upload, name)
    upload.seek(0)
    if kind_of(name, upload.read(HEAD)) not in PICTURES:
        raise Refused(_("Please choose a picture: PNG, JPEG, GIF or WebP."))
    return store_file(portrait(upload), by=by)


@transaction.atomic
def hold_files(thing: models.Model, files: Iterable[StoredFile], *, community: Any = None) -> None:
    """From now on the thing holds exactly these files: whoever sees it may read them."""
    # The lock keeps them from the nightly clearing until this is told; what went before it can't be held.
    rows = StoredFile.objects.select_for_update(no_key=True).filter(pk__in={file.pk for file in files}).order_by("pk")
    wanted = set(rows.values_list("pk", flat=True))
    label = thing._meta.label_lower
    uses = FileUse.objects.filter(target_type=label, target_id=thing.pk)
    uses.exclude(file__in=wanted).delete()
    FileUse.objects.bulk_create(
        [FileUse(file_id=pk, target_type=label, target_id=thing.pk, community=community) for pk in sorted(wanted)],
        ignore_conflicts=True,
    )


def hold_written_files(thing: models.Model, source: str, *, by: Person, community: Any = None) -> None:
    """The files whose addresses stand in a text belong to the thing that has the text.

    Only the writer's own files, what the thing already holds, and files of the same community that the writer
    may see: an address typed by hand opens nothing to anybody.
    """
    hold_files(thing, written_files(thing, source, by=by, community=community), community=community)


def written_files(thing: models.Model, source: str, *, by: Person, community: Any = None) -> list[StoredFile]:
    """The files a text may bring along, see `hold_written_files`; for things that hold others besides."""
    wanted = {int(number) for number in ADDRESS.findall(source)}
    if not wanted:
        return []
    named = StoredFile.objects.filter(pk__in=wanted)
    allowed = {file.pk: file for file in named.filter(owner=by)}
    allowed |= {file.pk: file for file in StoredFile.objects.held_by(thing).filter(pk__in=wanted)}
    if community is not None:
        allowed |= {file.pk: file for file in named.filter(community=community).visible_to(by)}
    return list(allowed.values())


def file_name(given: str) -> str:
    """One line, no path, and the ending kept when it is too long."""
    name = clean_line(given.replace("\\", "/").rsplit("/", 1)[-1]).strip(". ")
    if len(name) > LONGEST_NAME:
        ending = f".{ending_of(name)[:20]}"
        name = name[: LONGEST_NAME - len(ending)].rstrip(". ") + ending
    return name or _("file")


def refuse_size(upload: File[Any], name: str) -> None:
    if not upload.size:
        raise Refused(_("“%(name)s” is empty.") % {"name": name})
    if upload.size > settings.FILE_SIZE_LIMIT:
        raise Refused(
            _("“%(name)s” is %(size)s; files here may have up to %(limit)s.")
            % {
                "name": name,
                "size": filesizeformat(upload.size),
                "limit": filesizeformat(settings.FILE_SIZE_LIMIT),
            }
        )


def safe_ending(name: str) -> str:
    ending = re.sub(r"[^a-z0-9]", "", ending_of(name))[:10]
    return ending or "bin"


def fingerprint(content: File[Any]) -> str:
    content.seek(0)
    found = sha256()
    for chunk in content.chunks():
        found.update(chunk)
    return found.hexdigest()
