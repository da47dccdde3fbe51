"""Domain, community, practice: what shows that a group has all three, for the one who facilitates it.

Evidence comes from what the community says of itself, from events, and from what features declare. A part
without enough of it is shown as work to do, with three things one could do; nobody else sees it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Literal

from django.db.models import Count, Q
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practica.communities.models import QuestionState
from practica.communities.verbs import Verb
from practica.events.models import Event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from practica.communities.models import Community

    Counter = Callable[[Community, datetime], int]

Part = Literal["domain", "community", "practice"]
Text = str | Promise

WINDOW = timedelta(days=90)
ENOUGH_PEOPLE = 3
# A part is well shown by this many different signs; below, it is work to do.
ENOUGH_SIGNS = 3


@dataclass(frozen=True)
class Sign:
    """One thing that shows a part of a community; `count` things of it were found in the last 90 days."""

    label: Text
    count: int

    @property
    def is_found(self) -> bool:
        return self.count > 0


@dataclass(frozen=True)
class Suggestion:
    """Something that would strengthen a part."""

    text: Text
    url: str


@dataclass(frozen=True)
class PartEvidence:
    part: str
    title: Text
    question: Text
    signs: list[Sign]
    suggestions: list[Suggestion]

    @property
    def found(self) -> int:
        return sum(sign.is_found for sign in self.signs)

    @property
    def is_strong(self) -> bool:
        return self.found >= ENOUGH_SIGNS

    @property
    def is_missing(self) -> bool:
        return self.found == 0


@dataclass(frozen=True)
class _Declared:
    label: Text
    counter: Counter


_declared: dict[Part, dict[str, _Declared]] = {"domain": {}, "community": {}, "practice": {}}


def declare(part: Part, label: Text, counter: Counter) -> None:
    """A feature adds a sign: `counter(community, since)` says how many it has seen."""
    name = f"{counter.__module__}.{counter.__qualname__}"
    _declared[part][name] = _Declared(label, counter)


def check(community: Community) -> list[PartEvidence]:
    """The three parts with their signs; a fixed number of queries and one a declared sign."""
    since = timezone.now() - WINDOW
    seen = _seen(community, since)
    own = {
        "domain": _domain_signs(community),
        "community": _community_signs(community, seen),
        "practice": _practice_signs(community, seen),
    }
    return [
        PartEvidence(
            part,
            title,
            question,
            own[part] + [Sign(one.label, one.counter(community, since)) for one in _declared[part].values()],
            _suggestions(community, part),
        )
        for part, (title, question) in PARTS.items()
    ]


PARTS: dict[Part, tuple[Text, Text]] = {
    "domain": (_("Domain"), _("Do we know what we care about?")),
    "community": (_("Community"), _("Do we meet, talk and help each other?")),
    "practice": (_("Practice"), _("Do we make something we can share?")),
}

SUGGESTED: dict[Part, list[tuple[Text, str]]] = {
    "domain": [
        (_("Say what is in scope and what is not"), "communities:settings"),
        (_("Name what you want to learn this year"), "communities:questions"),
        (_("Agree on a charter and hear what members say"), "communities:charter"),
    ],
    "community": [
        (_("Plan a first gathering, 45 minutes are enough"), "meetings:new"),
        (_("Invite two people who would add another view"), "communities:members"),
        (_("Ask a question you do not know the answer to"), "conversations:new"),
    ],
    "practice": [
        (_("Choose this month's question and collect what people do"), "communities:questions"),
        (_("Ask somebody to tell one experience, good or bad"), "conversations:new"),
        (_("Keep the answer that helped most in the library"), "library:new"),
    ],
}


def _suggestions(community: Community, part: Part) -> list[Suggestion]:
    return [Suggestion(text, _address(name, community)) for text, name in SUGGESTED[part]]


def _address(name: str, community: Community) -> str:
    for arguments in ([community.slug], []):
        try:
            return reverse(name, args=arguments)
        except NoReverseMatch:
            continue
    return community.get_absolute_url()


def _seen(community: Community, since: datetime) -> Mapping[str, int]:
    """What happened in the window, by the feature in which it did, and by how many people."""
    return Event.objects.filter(community=community, at__gte=since, actor__isnull=False).aggregate(
        people=Count("actor", distinct=True),
        talked=Count("pk", filter=Q(verb__startswith="conversations.")),
        met=Count("pk", filter=Q(verb__startswith="meetings.")),
        kept=Count("pk", filter=Q(verb__startswith="library.")),
        joined=Count("pk", filter=Q(verb=Verb.JOINED)),
    )


def _domain_signs(community: Community) -> list[Sign]:
    return [
        Sign(_("The domain is put in words"), int(bool(community.domain))),
        Sign(_("It is said what is out of scope"), int(bool(community.scope_out))),
        Sign(_("There are questions to learn about"), community.questions.count()),
        Sign(_("A charter is in force"), community.charters.in_force().count()),
    ]


def _community_signs(community: Community, seen: Mapping[str, int]) -> list[Sign]:
    people, belong = seen["people"], community.memberships.full().count()
    return [
        Sign(_("Three people or more belong"), belong if belong >= ENOUGH_PEOPLE else 0),
        Sign(_("Three people or more did something"), people if people >= ENOUGH_PEOPLE else 0),
        Sign(_("People talked with each other"), seen["talked"]),
        Sign(_("People met"), seen["met"]),
        Sign(_("Somebody new came"), seen["joined"]),
    ]


def _practice_signs(community: Community, seen: Mapping[str, int]) -> list[Sign]:
    moved = community.questions.exclude(state=QuestionState.OPEN).count()
    return [
        Sign(_("What you want to do better is put in words"), int(bool(community.practice))),
        Sign(_("A question of yours came further"), moved),
        Sign(_("Something was kept in the library"), seen["kept"]),
    ]
