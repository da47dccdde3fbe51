from __future__ import annotations

from django.utils.translation import gettext as _

from practica.foundation.access import Refused
from practica.meetings.models import Occurrence


def locked(occurrence: Occurrence) -> Occurrence:
    """The meeting as it is now, held until the end of the transaction; a change of its series may have taken it."""
    rows = Occurrence.objects.select_for_update(of=("self",)).select_related("community", "series", "host")
    row = rows.filter(pk=occurrence.pk).first()
    if row is None:
        raise Refused(_("This meeting is not in the calendar any more."))
    return row
