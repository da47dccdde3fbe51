"""What the clock does for meetings."""

import logging

from practica.foundation.tasks import periodic
from practica.meetings.actions import lay_out
from practica.meetings.models import Series

logger = logging.getLogger(__name__)


@periodic("10 3 * * *")
def lay_out_series() -> None:
    """Every night the meetings of one day more stand in the calendar."""
    for series in Series.objects.living().exclude(rule="").exclude(first_on=None).iterator():
        lay_out(series)
