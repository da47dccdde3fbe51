"""All that can happen to joint work."""

from django.db import models


class Verb(models.TextChoices):
    COMMITTED = "work.committed"
    KEPT = "work.kept"
    NOT_KEPT_YET = "work.not_kept_yet"
    RENEGOTIATED = "work.renegotiated"
    LET_GO = "work.let_go"
    TASK_ADDED = "work.task_added"
    TASK_CHANGED = "work.task_changed"
    TASK_DROPPED = "work.task_dropped"
    TAKEN = "work.taken"
    JOINED = "work.joined"
    GIVEN_BACK = "work.given_back"
    STARTED = "work.started"
    FINISHED = "work.finished"
    REOPENED = "work.reopened"
    ALONE = "work.alone"
    TASK_MOVED = "work.task_moved"
    ASKED = "work.asked"
    ACCEPTED = "work.accepted"
    DECLINED = "work.declined"
