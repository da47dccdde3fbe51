from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_line, clean_text
from practica.polls import policies
from practica.polls.models import FIXED, HIGHEST_SCORE, Kind, Poll
from practica.polls.verbs import Verb

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from practica.people.models import Person

FEWEST_OPTIONS, MOST_OPTIONS, MOST_DOTS = 2, 12, 50
LONGEST_QUESTION, LONGEST_OPTION = 200, 120


@dataclass(frozen=True, kw_only=True)
class Asking:
    """What is asked and by which rules."""

    kind: str
    question: str
    closes_at: datetime
    details: str = ""
    options: Sequence[str] = ()
    limit: int = 1
    hides_results: bool = False
    is_anonymous: bool = False
    quorum: int | None = None
    language: str = "en"


@transaction.atomic
def open_poll(about: Any, asking: Asking, *, by: Person) -> Poll:
    """Put a question to the community of this conversation or meeting.

    403: who does not belong. Refused: what it stands on is closed, hidden or cancelled, the community takes nothing
    now, the options are too few, too many or twice the same, or the date has passed.
    Under the Chatham House Rule it is anonymous, whatever was asked for; anonymous results wait for the end.
    """
    require(policies.can_ask, by, about)
    refuse_asking(about)
    options = _options(asking)
    _refuse_dates_and_limits(asking, options)

    is_anonymous = asking.is_anonymous or getattr(about, "is_chatham_house", False)
    poll = Poll.objects.create(
        community=about.community,
        about_type=about._meta.label_lower,
        about_id=about.pk,
        author=by,
        kind=asking.kind,
        question=clean_line(asking.question)[:LONGEST_QUESTION],
        details=clean_text(asking.details).strip(),
        language=asking.language,
        options=options,
        limit=HIGHEST_SCORE if asking.kind == Kind.SCORE else asking.limit,
        hides_results=asking.hides_results or is_anonymous,
        is_anonymous=is_anonymous,
        quorum=asking.quorum,
        opened_at=moment_now(),
        closes_at=asking.closes_at,
    )
    record(Verb.OPENED, by=by, target=poll, community=poll.community)
    return poll


def refuse_asking(about: Any) -> None:
    """Nothing is asked where nothing is said any more."""
    if any(getattr(about, fact, None) for fact in ("closed_at", "hidden_at", "cancelled_at")):
        raise Refused(_("Nothing more is asked here: it is closed, hidden or cancelled."))
    if not about.community.takes_contributions:
        raise Refused(_("This community takes no polls at the moment."))


def _options(asking: Asking) -> list[str]:
    if asking.kind in FIXED:
        return []
    options = [clean_line(option)[:LONGEST_OPTION] for option in asking.options if clean_line(option)]
    if len({option.casefold() for option in options}) < len(options):
        raise Refused(_("Two options are the same."))
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise Refused(_("A poll needs two to twelve options."))
    return options


def _refuse_dates_and_limits(asking: Asking, options: list[str]) -> None:
    if not clean_line(asking.question):
        raise Refused(_("A poll needs a question."))
    if asking.closes_at <= moment_now():
        raise Refused(_("The closing date has passed."))
    most = MOST_DOTS if asking.kind == Kind.DOTS else max(len(options), 1)
    if asking.kind in {Kind.CHOOSE, Kind.DOTS} and not 1 <= asking.limit <= most:
        raise Refused(_("Nobody can choose as many as that."))
