from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation import richtext
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.actions.locks import locked, refuse_unless
from practica.meetings.actions.outcomes import refuse_names
from practica.meetings.models import AgendaItem, Deed, Occurrence, WrittenView
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.people.models import Person


@transaction.atomic
def write_agenda(occurrence: Occurrence, text: str, *, by: Person) -> Occurrence:
    """Write or rewrite the words that stand before the agenda. Refused: it is over or cancelled. 403: who may not change it."""
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.BUILD)
    rich = richtext.render(text.strip())
    occurrence.agenda, occurrence.agenda_html = rich.source, rich.html
    occurrence.agenda_at, occurrence.agenda_by = moment_now(), by
    occurrence.save(update_fields=["agenda", "agenda_html", "agenda_at", "agenda_by"])
    record(Verb.AGENDA_WRITTEN, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def publish_minutes(occurrence: Occurrence, text: str, *, by: Person) -> Occurrence:
    """Publish what came out of the meeting; after that, a corrected text, of which nobody is told anew.

    Refused: it has not begun, it was cancelled, or there is no text; under the Chatham House Rule, a name in it. 403: who
    may not change it.
    """
    occurrence = locked(occurrence)
    require(policies.can_change, by, occurrence)
    refuse_unless(occurrence, Deed.WRITE)
    if not text.strip():
        raise Refused(_("Write at least one line."))
    refuse_names(occurrence, [text])
    rich = richtext.render(text.strip())
    occurrence.minutes, occurrence.minutes_html = rich.source, rich.html
    verb = Verb.MINUTES_CORRECTED if occurrence.minutes_at else Verb.MINUTES_PUBLISHED
    if occurrence.minutes_at is None:
        occurrence.minutes_at, occurrence.minutes_by = moment_now(), by
    occurrence.save(update_fields=["minutes", "minutes_html", "minutes_at", "minutes_by"])
    record(verb, by=by, target=occurrence, community=occurrence.community)
    return occurrence


@transaction.atomic
def leave_view(occurrence: Occurrence, text: str, *, by: Person, item: AgendaItem | None = None) -> WrittenView:
    """Leave one's view for the room, on the meeting or on one of its items.

    Under the Chatham House Rule nobody can tell whose it is, not even the table. Refused: the meeting is over or
    cancelled, there is no text, or the item is not on its agenda. 403: who is not asked to the meeting.
    """
    occurrence = locked(occurrence)
    require(policies.can_answer, by, occurrence)
    refuse_unless(occurrence, Deed.ANSWER)
    if not text.strip():
        raise Refused(_("Write at least one line."))
    if item is not None and not occurrence.items.standing().filter(pk=item.pk, is_section=False).exists():
        raise Refused(_("This item is not on the agenda any more."))
    author = None if occurrence.is_chatham_house else by
    rich = richtext.render(text.strip())
    view = WrittenView.objects.create(
        community=occurrence.community,
        occurrence=occurrence,
        item=item,
        author=author,
        text=rich.source,
        html=rich.html,
        written_on=moment_now().date(),
    )
    record(Verb.VIEW_LEFT, by=author, target=occurrence, community=occurrence.community)
    return view
