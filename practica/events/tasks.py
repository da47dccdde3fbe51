"""After the commit: every subscriber hears of the event."""

import logging

from django.db import connection

from practica.events.models import Event
from practica.events.partitions import prepare_months
from practica.events.registry import subscribers_of
from practica.foundation.tasks import periodic, task

logger = logging.getLogger(__name__)


@task("now", retries=3)
def announce(*, event_id: int) -> None:
    event = Event.objects.filter(pk=event_id).first()
    if event is None:
        logger.info("event %s is gone", event_id)
        return
    for subscriber in subscribers_of(event.verb):
        subscriber(event)


@periodic("30 2 * * *")
def prepare_event_months() -> None:
    with connection.cursor() as cursor:
        prepare_months(cursor)
