"""Where a meeting stands, and what is possible then: one table, told to people in `docs/users/meetings.md`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(models.TextChoices):
    SCHEDULED = "scheduled", _("Scheduled")
    AGENDA_PUBLISHED = "agenda_published", _("Agenda published")
    IN_PROGRESS = "in_progress", _("In progress")
    HELD = "held", pgettext_lazy("meeting", "Held")
    MINUTES_PUBLISHED = "minutes_published", _("Minutes published")
    FOLLOWED_UP = "followed_up", _("Followed up")
    CANCELLED = "cancelled", _("Cancelled")


class Deed(models.TextChoices):
    """What people do with a meeting."""

    ANSWER = "answer", _("Answer, leave a view in writing, take a role")
    CHANGE = "change", _("Change, move or cancel it")
    BUILD = "build", _("Build the agenda, or put an item off")
    PROPOSE = "propose", _("Propose an item, give it a dot")
    PUBLISH = "publish", _("Publish the agenda")
    START = "start", pgettext_lazy("a meeting", "Start it")
    RUN = "run", _("Run the clock of its items")
    NOTE = "note", _("Write notes together")
    ATTEND = "attend", _("Note who was there")
    CATCH = "catch", _("Write down what comes out of it")
    COVER = "cover", _("Note what was covered, and end it")
    WRITE = "write", _("Publish or correct the minutes")
    FOLLOW_UP = "follow_up", _("Say that it was followed up")


BEFORE = frozenset({State.SCHEDULED, State.AGENDA_PUBLISHED})
AHEAD = BEFORE | {State.IN_PROGRESS}
BEGUN = frozenset({State.IN_PROGRESS, State.HELD, State.MINUTES_PUBLISHED, State.FOLLOWED_UP})

POSSIBLE: dict[Deed, frozenset[State]] = {
    Deed.ANSWER: AHEAD,
    Deed.CHANGE: AHEAD,
    Deed.BUILD: AHEAD,
    Deed.PROPOSE: AHEAD,
    Deed.PUBLISH: frozenset({State.SCHEDULED}),
    Deed.START: AHEAD,
    Deed.RUN: frozenset({State.IN_PROGRESS}),
    Deed.NOTE: frozenset({State.IN_PROGRESS}),
    Deed.ATTEND: BEGUN,
    Deed.CATCH: frozenset({State.IN_PROGRESS}),
    Deed.COVER: frozenset({State.IN_PROGRESS, State.HELD, State.MINUTES_PUBLISHED}),
    Deed.WRITE: BEGUN,
    Deed.FOLLOW_UP: frozenset({State.MINUTES_PUBLISHED}),
}
