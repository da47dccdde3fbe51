"""Formats: guided scripts for what people do in a meeting. Each says who does what, how long, and what is kept, and no more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from practica.foundation.horizons import Horizon
from practica.meetings.models.agenda import Purpose

if TYPE_CHECKING:
    from django.utils.functional import Promise

# Begins the key of a format that an organisation added; its number follows.
OWN = "own-"


@dataclass(frozen=True)
class Step:
    """So many minutes, before they are stretched to the time there is."""

    title: str | Promise
    minutes: int
    guide: str | Promise = ""
    purpose: str = Purpose.HELP
    horizon: str = Horizon.YEAR


@dataclass(frozen=True)
class Format:
    """A script; `is_agenda` when each step is an item of its own, `has_dots` when dots order what is talked about.

    `asks_minutes` is false for what is passed on from person to person: there nobody owes a text afterwards.
    """

    key: str
    title: str | Promise
    about: str | Promise
    steps: tuple[Step, ...]
    output: str | Promise
    roles: tuple[tuple[str | Promise, str | Promise], ...] = ()
    purpose: str = Purpose.HELP
    is_agenda: bool = False
    has_dots: bool = False
    asks_minutes: bool = True

    @property
    def own_pk(self) -> int | None:
        """The number of the organisation's own, none of those that come with the product."""
        return int(self.key.removeprefix(OWN)) if self.key.startswith(OWN) else None

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)


TIMEKEEPER = (_("Timekeeper"), _("Says when two minutes are left"))
HOST = (_("Host"), _("Opens, keeps to the steps, closes"))

FORMATS = (
    Format(
        "regular",
        _("Regular meeting"),
        _("Promises first, then a case, the capability slot, decisions and new suggestions."),
        (
            Step(_("Check-in: one thing I learned since last time"), 5, purpose=Purpose.INFORM),
            Step(_("Promises from last time"), 5, purpose=Purpose.INFORM),
            Step(_("Help a colleague"), 15, _("One brings a case; the others ask before they advise.")),
            Step(_("Capability slot"), 20, purpose=Purpose.LEARN, horizon=Horizon.CAPABILITY),
            Step(_("Decide"), 10, _("The question, the options, the reasons."), Purpose.DECIDE),
            Step(_("New suggestions and check-out: what was useful?"), 5, purpose=Purpose.INFORM),
        ),
        _("Decisions with their reasons, who does what by when, and what was learned."),
        (TIMEKEEPER, (_("Scribe"), _("Writes down what was decided, and why"))),
        is_agenda=True,
    ),
    Format(
        "peer-assist",
        _("Peer assist"),
        _("One brings a challenge; four to eight with varied experience help before the work is done."),
        (
            Step(_("Context"), 10, _("The owner tells the challenge in five lines, and what they have tried.")),
            Step(_("Questions to understand"), 15, _("No advice yet. The owner answers, short and plain.")),
            Step(_("Similar cases"), 20, _("Peers recall where something like it happened to them.")),
            Step(_("Options"), 20, _("Peers offer options; the owner listens.")),
            Step(_("I will try"), 10, _("The owner says what they will try, and by when.")),
            Step(_("What peers take away"), 5, _("One sentence each.")),
        ),
        _("What the owner will try and by when, and a day to ask what happened. No report."),
        ((_("Owner"), _("Brings the challenge")), HOST, TIMEKEEPER),
        asks_minutes=False,
    ),
    Format(
        "after-action",
        _("After-action review"),
        _("We look at the work, not for someone to blame."),
        (
            Step(_("What did we expect to happen?"), 10),
            Step(_("What actually happened?"), 15, _("Facts and numbers.")),
            Step(_("Why was there a difference?"), 15),
            Step(_("What will we keep?"), 5),
            Step(_("What will we change, who, by when?"), 10),
            Step(_("Who else should know?"), 5, _("Communities and units.")),
        ),
        _("What we keep, what we change with who and by when, and who else should know."),
        (HOST, TIMEKEEPER),
        Purpose.LEARN,
    ),
    Format(
        "knowledge-cafe",
        _("Knowledge café"),
        _("One open question, small tables that change, and a whole circle. No flip charts, no reporting back."),
        (
            Step(_("The question"), 10, _("The host opens with one open question.")),
            Step(_("First round"), 20, _("Groups of four or five talk.")),
            Step(_("Second round"), 20, _("People move to other tables.")),
            Step(_("Third round"), 20, _("People move once more.")),
            Step(_("Whole circle"), 25, _("What struck you?")),
            Step(_("One thing I will do or ask differently"), 5),
        ),
        _("Only what people choose to post themselves."),
        (HOST,),
        Purpose.LEARN,
        asks_minutes=False,
    ),
    Format(
        "story-circle",
        _("Story circle"),
        _("A question, a round of stories, nobody interrupts. What was hard to put into words gets told."),
        (
            Step(_("The question, and a minute of silence"), 5),
            Step(
                _("Stories"),
                35,
                _("Who wants to tells: where, what was at stake, what you noticed. The others listen."),
            ),
            Step(_("What it reminds me of"), 15, _("Echoes, no advice.")),
            Step(_("Thanks"), 5),
        ),
        _("The stories stay with those who tell them; who wants to may write theirs as an experience."),
        ((_("Keeper of the circle"), _("Opens, passes the word, keeps it from becoming a debate")),),
        Purpose.LEARN,
        asks_minutes=False,
    ),
    Format(
        "show-and-tell",
        _("Show and tell"),
        _("Somebody shows how they do it, with the thing itself in their hands."),
        (
            Step(_("What I show, and why I do it so"), 5),
            Step(_("Show"), 15, _("The thing itself; slides only where there is no thing.")),
            Step(_("Try it, ask"), 15, _("Who wants to tries it.")),
            Step(_("Where could we use it?"), 10),
        ),
        _("What was shown, and whom to ask. A recording only if who shows wants one."),
        ((_("Who shows"), _("Brings the thing")), TIMEKEEPER),
        Purpose.LEARN,
        asks_minutes=False,
    ),
    Format(
        "lean-coffee",
        _("Lean coffee"),
        _("No agenda beforehand: people write topics, dots put them in order, each gets eight minutes."),
        (
            Step(_("Write topics"), 5, _("One a line; everybody may propose.")),
            Step(_("Tell each in a sentence, and give dots"), 8, _("Three dots each.")),
            Step(_("Talk, by the order of the dots"), 42, _("Eight minutes each; go on only if the room wants to.")),
            Step(_("One thing I take away"), 5),
        ),
        _("One line a topic: what came of it."),
        (HOST, TIMEKEEPER),
        Purpose.LEARN,
        has_dots=True,
    ),
    Format(
        "onboarding",
        _("Onboarding"),
        _("A newcomer, somebody who goes along with them, and a first small step."),
        (
            Step(_("Who are you, and what would you like to learn?"), 10),
            Step(_("Who we are, and what is unwritten here"), 10, _("Words, habits, whom to ask.")),
            Step(_("Three easy starts"), 10, _("A conversation, something to read, the next meeting.")),
            Step(_("Your first small step, and who goes along"), 10),
        ),
        _("The newcomer’s first step, and who goes along with them."),
        ((_("Newcomer"), _("Asks anything")), (_("Buddy"), _("Goes along for the first weeks"))),
        asks_minutes=False,
    ),
)
BUILT_IN = {one.key: one for one in FORMATS}
# Formats that are passed on from person to person.
OWES_NOTHING = [one.key for one in FORMATS if not one.asks_minutes]


class OwnFormatQuerySet(models.QuerySet["OwnFormat"]):
    def in_use(self) -> OwnFormatQuerySet:
        return self.filter(retired_at=None).order_by("title", "pk")


class OwnFormat(models.Model):
    """A format the organisation added to the ones there are; agendas that have it keep it after it is retired."""

    title = models.CharField(_("title"), max_length=80)
    about = models.CharField(_("what it is good for"), max_length=300, blank=True)
    # Rows of minutes, title and guide.
    script = models.JSONField()
    output = models.CharField(_("what is kept"), max_length=300)
    asks_minutes = models.BooleanField(default=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True, editable=False)
    retired_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False, related_name="+"
    )
    objects = OwnFormatQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("of a meeting", "format")
        constraints = [
            models.CheckConstraint(name="ownformat_has_a_title", condition=~Q(title="")),
            models.CheckConstraint(name="ownformat_says_what_is_kept", condition=~Q(output="")),
            models.CheckConstraint(
                name="ownformat_retired_at_and_by_together",
                condition=Q(retired_at=None, retired_by=None) | Q(retired_at__isnull=False, retired_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def as_format(self) -> Format:
        steps = tuple(Step(title, minutes, guide) for minutes, title, guide in self.script)
        key = f"{OWN}{self.pk}"
        return Format(key, self.title, self.about, steps, self.output, asks_minutes=self.asks_minutes)
