"""Old messages are of no use: a page that was away for a day is loaded anew."""

from datetime import timedelta

from django.utils import timezone

from practica.foundation.tasks import periodic
from practica.live.models import Message

KEPT = timedelta(hours=6)


@periodic("17 * * * *")
def forget_messages() -> None:
    Message.objects.filter(at__lt=timezone.now() - KEPT).delete()
