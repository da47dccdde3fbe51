"""All that can happen to joint work."""

from django.db import models


class Verb(models.TextChoices):
    COMMITTED = "work.committed"
    KEPT = "work.kept"
    NOT_KEPT_YET = "work.not_kept_yet"
    RENEGOTIATED = "work.renegotiated"
    LET_GO = "work.let_go"
