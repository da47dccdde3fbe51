"""What can happen to an import; what it brings in is recorded by the features, as done by an import."""

from django.db.models import TextChoices


class Verb(TextChoices):
    UPLOADED = "exchange.uploaded"
    CONFIRMED = "exchange.confirmed"
    DISCARDED = "exchange.discarded"
    TAKEN_IN = "exchange.taken_in"
    FAILED = "exchange.failed"
