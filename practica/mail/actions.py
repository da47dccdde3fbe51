"""Writing letters: a row and a job in the transaction of what caused them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from practica.foundation.text_fields import clean_line
from practica.mail.addresses import unsubscribe_url
from practica.mail.models import Enclosure, Letter, LetterState, Stop
from practica.mail.tasks import send
from practica.ui.rail import site_name

if TYPE_CHECKING:
    from datetime import datetime

    from practica.mail.parts import Draft

ALL = "all"


@dataclass(frozen=True)
class Stranger:
    """Someone without an account, whom a member asked us to write to."""

    email: str
    name: str = ""
    language: str = "en"
    time_zone: str = "UTC"


def may_write_to(reader: Any, unsubscribe: str = "") -> bool:
    """Nobody without an account or an address, nobody who left, and no list that the reader stopped."""
    if isinstance(reader, Stranger):
        return bool(reader.email)
    if not (reader.email and reader.claimed_at and reader.deactivated_at is None):
        return False
    if not unsubscribe:
        return True
    return not Stop.objects.filter(person=reader, name__in=[ALL, unsubscribe]).exists()


@transaction.atomic
def send_letter(reader: Any, kind: str, draft: Draft, *, at: datetime | None = None) -> Letter | None:
    """Keep the letter and queue it, now or for a moment; None when the reader is not to be written to.

    A draft with a key that has a letter already changes nothing and gives that letter.
    """
    if not may_write_to(reader, draft.unsubscribe):
        return None
    if draft.key and (known := Letter.objects.filter(~Q(state=LetterState.CANCELLED), key=draft.key).first()):
        return known
    letter = compose(reader, kind, draft)
    letter.due_at = at or timezone.now()
    letter.save()
    Enclosure.objects.bulk_create(
        [
            Enclosure(letter=letter, name=a.name, content_type=a.content_type, content=a.content)
            for a in draft.attachments
        ]
    )
    if at is None:
        send.defer(letter_id=letter.pk)
    else:
        send.defer_at(at, letter_id=letter.pk)
    return letter


def compose(reader: Any, kind: str, draft: Draft) -> Letter:
    person = None if isinstance(reader, Stranger) else reader
    leave = unsubscribe_url(person.pk, draft.unsubscribe) if person and draft.unsubscribe else ""
    context = {
        "draft": draft,
        "why": draft.why,
        "leave": leave,
        "language": translation.get_language(),
        "site": site_name(),
    }
    return Letter(
        person=person,
        address=reader.email,
        kind=kind,
        key=draft.key,
        language=translation.get_language() or "en",
        subject=clean_line(draft.subject)[:250],
        text=as_text(draft, leave),
        html=render_to_string("mail/letter.html", context),
        unsubscribe=leave and draft.unsubscribe,
    )


def as_text(draft: Draft, leave: str) -> str:
    parts = [part.text for part in draft.parts]
    foot = [draft.why] if draft.why else []
    if leave:
        foot.append(_("No more letters like this: %(address)s") % {"address": leave})
    if foot:
        parts.append("-- \n" + "\n".join(foot))
    return "\n\n".join(parts) + "\n"


def cancel_letters(key_start: str) -> int:
    """Letters that wait and whose cause is gone are not sent; says how many."""
    return Letter.objects.waiting().filter(key__startswith=key_start).update(state=LetterState.CANCELLED)


def stop_letters(person_id: int, name: str) -> None:
    """The person asked for no more letters of this list."""
    Stop.objects.get_or_create(person_id=person_id, name=name)


def resume_letters(person_id: int, name: str) -> None:
    """The person wants letters of this list again."""
    Stop.objects.filter(person_id=person_id, name=name).delete()


def has_stopped(person_id: int, name: str) -> bool:
    return Stop.objects.filter(person_id=person_id, name=name).exists()
