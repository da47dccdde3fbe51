"""The writers: all that a text goes through while people write it together, whichever server they are on.

Each locks the document first, so that the numbers of its updates rise in the order in which they can be read.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.coedit.merging import changes
from practica.coedit.models import Document, Update, Version
from practica.coedit.registry import Kind, declared
from practica.coedit.texts import beginning, change, made_of, text_of
from practica.foundation.access import Refused

if TYPE_CHECKING:
    from practica.coedit.registry import Standing

CHANNEL = "practica_coedit"
# The first half of the number of a lock in the database; the other is the document's.
LOCKS = 24_301
# All that belongs to a text, also what was taken out again; more is no text that somebody typed.
MOST_BYTES = 1_000_000
LOOK_AGAIN = """
SELECT pg_notify(%s, %s)
WHERE EXISTS (SELECT 1 FROM coedit_document WHERE state IS NOT NULL AND (%s = 0 OR community_id = %s))
"""


class Closed(Exception):
    """It takes no writing any more; nothing that was sent with the question is kept."""


@dataclass(frozen=True)
class News:
    """What a server has not seen yet of a document, in order, and how far it has seen it then."""

    document_id: int
    born: UUID
    seen: int
    updates: tuple[bytes, ...]


@transaction.atomic
def open_document(kind: Kind, number: int, standing: Standing) -> Document:
    """The text as editors need it: what is there already, else made of what the feature has."""
    document, _is_new = Document.objects.get_or_create(
        kind=kind.name, number=number, defaults={"community_id": standing.community_id}
    )
    document = Document.objects.select_for_update().get(pk=document.pk)
    if not document.is_open:
        document.begin(beginning(standing.text))
        document.save(update_fields=["born", "state"])
    return document


@transaction.atomic
def exchange(document_id: int, seen: int, update: bytes = b"") -> News:
    """Keep an update, if there is one, and hear what else came. `Closed`: it takes no writing now, or is gone."""
    document = _open(document_id)
    if document is None:
        raise Closed
    if update:
        standing = _kind(document).standing(document.number)
        if standing is None or not standing.is_open:
            raise Closed
        _add(document, update)
    return _news(document, seen)


@transaction.atomic
def merge_text(kind: Kind, number: int, *, base: str, text: str) -> str:
    """Bring in what a form changed from `base` to `text`, beside what others wrote meanwhile; the whole text then.

    Refused: it takes no writing now, or would be too long.
    """
    standing = kind.standing(number)
    if standing is None or not standing.is_open:
        raise Refused(_("This text can’t be changed any more."))
    document = open_document(kind, number, standing)
    doc = made_of(_news(document, 0).updates)
    update = change(doc, changes(base, text, text_of(doc)))
    whole = text_of(doc)
    if len(whole) > kind.longest or len(doc.get_update()) > MOST_BYTES:
        raise Refused(
            _("Together with what others wrote this is longer than %(longest)s characters. Please shorten it.")
            % {"longest": kind.longest}
        )
    _add(document, update)
    settle(document.pk)
    keep_version(document.pk)
    return whole


@transaction.atomic
def settle(document_id: int) -> None:
    """Fold the updates into the state, and hand the text to its feature, if that has a place for it still."""
    document = _open(document_id)
    if document is None or _kind(document).standing(document.number) is None:
        return
    news = _news(document, 0)
    if news.seen == document.through:
        return
    doc = made_of(news.updates)
    document.state, document.through = doc.get_update(), news.seen
    document.save(update_fields=["state", "through"])
    document.updates.filter(pk__lte=news.seen).delete()
    _kind(document).keep(document.number, text_of(doc))


@transaction.atomic
def keep_version(document_id: int) -> Version | None:
    """A copy of the text, if nobody writes it on any server now and it has changed since the last copy.

    A server that has somebody writing holds a lock, which goes with the server however it ends.
    """
    document = _open(document_id)
    if document is None or not _is_alone(document):
        return None
    settle(document.pk)
    document.refresh_from_db()
    text, last = text_of(made_of([document.whole])), document.versions.order_by("-pk").first()
    if text == (last.text if last else ""):
        return None
    return document.versions.create(text=text, kept_at=_moment(document))


@transaction.atomic
def tend(document_id: int) -> None:
    """What a server that was killed left undone; and closing what takes no writing any more.

    With its state goes all that tells which words came from one hand. The text stays with its feature, and in its versions.
    """
    document = _open(document_id)
    if document is None:
        return
    standing = _kind(document).standing(document.number)
    if standing is None:
        document.delete()
        return
    settle(document_id)
    keep_version(document_id)
    if not standing.is_open and _is_alone(document):
        Document.objects.filter(pk=document_id).update(state=None)


def look_again(community_id: int | None) -> None:
    """Who writes in this community, or anywhere, is asked anew whether they may, once the transaction is committed."""
    number = community_id or 0
    with connection.cursor() as cursor:
        cursor.execute(LOOK_AGAIN, [CHANNEL, json.dumps({"community": number}), number, number])


def _open(document_id: int) -> Document | None:
    """Held until the end of the transaction; nothing once it is closed."""
    return Document.objects.select_for_update().filter(pk=document_id, state__isnull=False).first()


def _kind(document: Document) -> Kind:
    return declared(document.kind)


def _add(document: Document, update: bytes) -> None:
    row = Update.objects.create(document=document, body=update)
    with connection.cursor() as cursor:
        told = json.dumps({"document": document.pk, "update": row.pk})
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, told])


def _news(document: Document, seen: int) -> News:
    rows = list(document.updates.filter(pk__gt=max(seen, document.through)).order_by("pk").values_list("pk", "body"))
    # What was folded into the state meanwhile has no row any more; to hear a thing twice does no harm.
    folded = [document.whole] if seen < document.through or not seen else []
    updates = tuple(bytes(body) for body in [*folded, *(body for _pk, body in rows)])
    return News(document.pk, document.born, rows[-1][0] if rows else max(seen, document.through), updates)


def _is_alone(document: Document) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCKS, document.pk])
        return bool(cursor.fetchone()[0])


def _moment(document: Document) -> datetime:
    """To the hour where nobody shall know who wrote: who left last, and when, is known to those who were there."""
    now = timezone.now()
    standing = _kind(document).standing(document.number)
    if standing is not None and standing.hides_who:
        return now.replace(minute=0, second=0, microsecond=0)
    return now


def waiting_documents() -> list[int]:
    """All that are open: in meetings that go on, and in some that have just ended."""
    rows: Any = Document.objects.filter(state__isnull=False).order_by("pk").values_list("pk", flat=True)
    return list(rows)
