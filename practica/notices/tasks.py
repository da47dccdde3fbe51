"""Letters about what happened: at once, and once a week."""

import logging
from datetime import timedelta

from django.apps import apps
from django.utils import timezone

from practica.foundation.calendar_time import in_zone
from practica.foundation.tasks import periodic, task
from practica.notices.digest import write_to
from practica.notices.letters import write_about
from practica.notices.models import Notice

logger = logging.getLogger(__name__)

FRIDAY, EIGHT = 4, 8


@task("mail", retries=2)
def write_letter(*, notice_id: int) -> None:
    notice = Notice.objects.select_related("card__person", "card__community").filter(pk=notice_id).first()
    if notice is None or notice.written_at or notice.card.done_at:
        logger.info("notice %s is gone, written about or dealt with", notice_id)
        return
    write_about(notice)
    notice.written_at = timezone.now()
    notice.save(update_fields=["written_at"])


@task("mail", retries=2)
def write_digest(*, person_id: int) -> None:
    person = apps.get_model("people.Person")._default_manager.filter(pk=person_id).first()
    if person is None:
        logger.info("person %s is gone", person_id)
        return
    write_to(person, timezone.now() - timedelta(days=7))


@periodic("3 * * * *")
def start_digests() -> None:
    """Friday at eight, wherever the reader is."""
    people = apps.get_model("people.Person")._default_manager.filter(deactivated_at=None).exclude(claimed_at=None)
    for person_id, zone in people.values_list("pk", "time_zone").iterator():
        local = in_zone(timezone.now(), zone)
        if (local.weekday(), local.hour) == (FRIDAY, EIGHT):
            write_digest.defer_once(f"digest:{person_id}", person_id=person_id)
