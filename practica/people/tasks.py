"""By the clock: what nobody came back for."""

import logging
from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone

from practica.foundation.tasks import periodic
from practica.people.actions import forget_unconfirmed

logger = logging.getLogger(__name__)
PATIENCE = timedelta(days=7)


@periodic("10 3 * * *")
def forget_ended_sessions() -> None:
    """Where somebody was signed in, and from what address, is kept only as long as they are."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    # Sessions have a text as their key and the list of devices no relation to them.
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@periodic("20 3 * * *")
def forget_sign_ups() -> None:
    count = forget_unconfirmed(timezone.now() - PATIENCE)
    if count:
        logger.info("%s sign-ups were not confirmed within a week", count)
