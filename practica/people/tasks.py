"""By the clock: what nobody came back for."""

import logging
from datetime import timedelta

from django.utils import timezone

from practica.foundation.tasks import periodic
from practica.people.actions import forget_unconfirmed

logger = logging.getLogger(__name__)
PATIENCE = timedelta(days=7)


@periodic("20 3 * * *")
def forget_sign_ups() -> None:
    count = forget_unconfirmed(timezone.now() - PATIENCE)
    if count:
        logger.info("%s sign-ups were not confirmed within a week", count)
