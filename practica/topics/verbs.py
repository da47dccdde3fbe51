"""All that can happen to what members suggest."""

from django.db import models


class Verb(models.TextChoices):
    SUGGESTED = "topics.suggested"
    CHANGED = "topics.changed"
    SUPPORTED = "topics.supported"
    SUPPORT_WITHDRAWN = "topics.support_withdrawn"
    CONSIDERED = "topics.considered"
    ACCEPTED = "topics.accepted"
    DECLINED = "topics.declined"
    PARKED = "topics.parked"
    RETURNED = "topics.returned"
    TAKEN_UP_AGAIN = "topics.taken_up_again"
    PLANNED = "topics.planned"
    DONE = "topics.done"
    UNPLANNED = "topics.unplanned"
    MERGED = "topics.merged"
    UNMERGED = "topics.unmerged"
    KEPT_APART = "topics.kept_apart"
    MOVED = "topics.moved"
    ANSWER_DUE = "topics.answer_due"
    HIDDEN = "topics.hidden"
    SHOWN = "topics.shown"
