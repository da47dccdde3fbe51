from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.models import Deed, Occurrence, Series
from practica.meetings.verbs import Verb

if TYPE_CHECKING:
    from practica.meetings.models.agenda import Holder
    from practica.people.models import Person

OVER = gettext_lazy("This meeting is over.")
REFUSALS = {
    Deed.ANSWER: gettext_lazy("This meeting takes no more answers."),
    Deed.CHANGE: OVER,
    Deed.BUILD: OVER,
    Deed.PROPOSE: OVER,
    Deed.PUBLISH: gettext_lazy("The agenda is published already, or the meeting has begun."),
    Deed.START: OVER,
    Deed.RUN: gettext_lazy("The clock runs while the meeting is in progress."),
    Deed.NOTE: gettext_lazy("Notes are written while the meeting is in progress."),
    Deed.ATTEND: gettext_lazy("Who was there is noted once a meeting has begun."),
    Deed.CATCH: gettext_lazy("What comes out of a meeting is written down while it is in progress."),
    Deed.COVER: gettext_lazy("What was covered is noted once a meeting has begun."),
    Deed.WRITE: gettext_lazy("There are minutes once a meeting has begun."),
    Deed.FOLLOW_UP: gettext_lazy("A meeting is followed up once its minutes are published."),
}


def locked(occurrence: Occurrence) -> Occurrence:
    """The meeting as it is now, held until the end of the transaction; a change of its series may have taken it."""
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("community", "series", "host")
    row = rows.filter(pk=occurrence.pk).first()
    if row is None:
        raise Refused(_("This meeting is not in the calendar any more."))
    return row


def locked_series(series: Series) -> Series:
    return Series.objects.select_for_update(of=("self",)).select_related("community").get(pk=series.pk)


def refuse_unless(occurrence: Occurrence, deed: Deed) -> None:
    """What the table of states does not have is refused, in the words of what was tried."""
    if occurrence.allows(deed, at=moment_now()):
        return
    if occurrence.is_cancelled and deed != Deed.ANSWER:
        raise Refused(_("This meeting is cancelled."))
    raise Refused(str(REFUSALS[deed]))


def buildable(holder: Holder, by: Person) -> Holder:
    """The meeting or the series, held, for somebody who builds its agenda or its template.

    Refused: the meeting is over or cancelled, its agenda is not opened yet, the series has ended. 403: who may not change it.
    """
    held: Holder = locked_series(holder) if isinstance(holder, Series) else locked(holder)
    require(policies.can_change, by, held)
    if isinstance(held, Series):
        if held.ended_at:
            raise Refused(_("This series has ended."))
        return held
    refuse_unless(held, Deed.BUILD)
    if not held.is_opened:
        raise Refused(_("Open the agenda of this meeting first: until then it follows its template."))
    return held


def note_change(holder: Holder, by: Person) -> None:
    verb = Verb.TEMPLATE_CHANGED if isinstance(holder, Series) else Verb.AGENDA_CHANGED
    record(verb, by=by, target=holder, community=holder.community)
