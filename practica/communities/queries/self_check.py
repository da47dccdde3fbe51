"""Community of practice, team, working group or network: four questions and an answer one may ignore."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

Text = str | Promise


@dataclass(frozen=True)
class CheckQuestion:
    name: str
    text: Text
    answers: list[tuple[str, Text]]


@dataclass(frozen=True)
class Advice:
    """What it sounds like, why, and what one could do next."""

    kind: str
    title: Text
    text: Text


QUESTIONS = [
    CheckQuestion("why", _("What brings you together?"), [
        ("community", _("Something we want to get better at, year after year")),
        ("group", _("A fixed result that somebody waits for")),
        ("team", _("Our job: we answer for the same work")),
        ("network", _("Knowing each other and hearing the news")),
    ]),
    CheckQuestion("end", _("When is it over?"), [
        ("community", _("When we have nothing left to learn from each other")),
        ("group", _("On a date, or when the result is there")),
        ("team", _("When the organisation changes")),
        ("network", _("It is never quite over, and never quite on")),
    ]),
    CheckQuestion("door", _("How does one get in?"), [
        ("community", _("By caring about it; nobody is sent")),
        ("group", _("One is picked for what is needed")),
        ("team", _("With the job")),
        ("network", _("By knowing somebody who is in it")),
    ]),
    CheckQuestion("do", _("What would you do in the first month?"), [
        ("community", _("Bring cases, compare how we work, try something")),
        ("group", _("Plan, share out the work, meet the date")),
        ("team", _("The daily work")),
        ("network", _("Pass on contacts and links")),
    ]),
]  # fmt: skip

ADVICE = {
    "community": Advice(
        "community",
        _("This sounds like a community of practice"),
        _("You share a domain, you would learn with each other, and something of use would come out of it. Start small: three people are enough."),
    ),
    "group": Advice(
        "group",
        _("This sounds like a working group"),
        _("A fixed result and an end date: look for the community that cares about the subject and do it as an initiative inside it. What you learn then stays when the group ends. No new community is needed."),
    ),
    "team": Advice(
        "team",
        _("This sounds like a team"),
        _("You answer for the same work already. What you may lack is others who do the same elsewhere: look whether a community has them, and bring your questions there."),
    ),
    "network": Advice(
        "network",
        _("This sounds like a network"),
        _("Contacts and news need little: a list, a lunch. When people begin to bring the same question again and again, come back: that is how communities begin."),
    ),
}  # fmt: skip


def advice(answers: Mapping[str, str]) -> Advice | None:
    """What the answers sound like; None until all four are given.

    A fixed result with an end date is a working group whatever else is said.
    """
    given = [answers.get(question.name, "") for question in QUESTIONS]
    if not all(answer in ADVICE for answer in given):
        return None
    if answers["why"] == answers["end"] == "group":
        return ADVICE["group"]
    counted = Counter(given)
    most = max(counted.values())
    # Between two that are equally near the first answer decides: it says why people come.
    return ADVICE[next(answer for answer in given if counted[answer] == most)]
