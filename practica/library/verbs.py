"""All that can happen in the library."""

from django.db import models


class Verb(models.TextChoices):
    ADDED = "library.added"
    CHANGED = "library.changed"
    RESTORED = "library.restored"
    SHARED = "library.shared"
    UNSHARED = "library.unshared"
    RETIRED = "library.retired"
    RETURNED = "library.returned"
    HANDED_OVER = "library.handed_over"
    PASSED_ON = "library.passed_on"
    INHERITED = "library.inherited"
    NOBODY_TO_ASK = "library.nobody_to_ask"
    SHELVED = "library.shelved"
    UNSHELVED = "library.unshelved"
    COLLECTION_STARTED = "library.collection_started"
    COLLECTION_CHANGED = "library.collection_changed"
    COLLECTION_PASSED_ON = "library.collection_passed_on"
    COLLECTION_REMOVED = "library.collection_removed"
