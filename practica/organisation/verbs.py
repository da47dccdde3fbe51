"""What can happen to the organisation as a whole."""

from django.db.models import TextChoices


class Verb(TextChoices):
    FOUNDED = "organisation.founded"
    CHANGED = "organisation.changed"
    UNIT_ADDED = "organisation.unit_added"
    UNIT_RENAMED = "organisation.unit_renamed"
    UNIT_MERGED = "organisation.unit_merged"
