from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.functional import Promise

HIGHEST_SCORE = 5


class Kind(models.TextChoices):
    """How it is answered."""

    CHECK = "check", _("Sense check")
    PROPOSAL = "proposal", _("Proposal")
    CHOOSE = "choose", _("Choose")
    SCORE = "score", _("Score")
    DOTS = "dots", _("Dot vote")
    RANKED = "ranked", _("Ranking")


class Stance(models.IntegerChoices):
    """Where an answer to a proposal stands among its options."""

    CONSENT = 0, _("Consent")
    CONCERN = 1, _("Concern")
    OBJECTION = 2, _("Objection")


class Rule(models.TextChoices):
    """By what a decision was taken."""

    CONSENT = "consent", _("Consent: nobody objects")
    CONSENSUS = "consensus", _("Consensus: all agree")
    VOTE = "vote", _("Vote: the most votes")
    MANDATE = "mandate", _("Mandate: whoever answers for it decides")


# The options of these are the kind's own.
FIXED: dict[str, Sequence[str | Promise]] = {
    Kind.CHECK: (_("Looks good"), _("Not sure"), _("It worries me")),
    Kind.PROPOSAL: tuple(Stance.labels),
}


@dataclass(frozen=True)
class Choice:
    """One answer: a mark for each option, in their order, and why.

    A mark is 1 or 0 where one chooses, the score, the number of dots, or the place (1 is the first).
    """

    marks: Sequence[int]
    reason: str = ""
