"""What the communities decide by poll: some are closed with their outcome, the others wait for answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from practica.conversations.models import Conversation
from practica.demo.script import polls
from practica.meetings.models import Occurrence
from practica.polls.actions import Asking, Outcome, answer_poll, close_poll, open_poll, write_outcome
from practica.polls.models import Choice

if TYPE_CHECKING:
    from practica.demo.script import Part
    from practica.demo.stage import Stage
    from practica.people.models import Person
    from practica.polls.models import Poll


def decide(stage: Stage) -> None:
    for told in polls():
        thing = _thing(stage, told)
        poll = _ask(stage, thing, told)
        for number, (person, choice) in enumerate(_answers(stage, poll, told)):
            with stage.at(stage.after(poll.opened_at, 2 + 5 * number)):
                answer_poll(poll, choice, by=person)
        if told.get("closed"):
            _decide(stage, poll, told)


def _thing(stage: Stage, told: Part) -> Conversation | Occurrence:
    if "conversation" in told:
        return Conversation.objects.select_related("community").get(title__startswith=told["conversation"])
    meetings = Occurrence.objects.standing().select_related("community").filter(title=told["meeting"])
    coming = meetings.filter(starts_at__gt=stage.now).order_by("starts_at", "pk").first()
    return coming or meetings.order_by("-starts_at", "-pk")[0]


def _ask(stage: Stage, thing: Conversation | Occurrence, told: Part) -> Poll:
    opened = stage.moment(told["day"])
    asking = Asking(
        kind=told["kind"],
        question=told["question"],
        details=told.get("details", ""),
        options=told.get("options", ()),
        limit=told.get("limit", 1),
        closes_at=opened + timedelta(days=told["open"]),
        hides_results=told.get("hidden", False),
        is_anonymous=told.get("anonymous", False),
        quorum=told.get("quorum"),
        language=told["lang"],
    )
    with stage.at(opened):
        return open_poll(thing, asking, by=stage.people[told["by"]])


def _answers(stage: Stage, poll: Poll, told: Part) -> list[tuple[Person, Choice]]:
    named = [(stage.people[key], Choice(marks, why)) for key, (marks, why) in told.get("said", {}).items()]
    others = told.get("answers", ())
    members = [row.person for row in poll.community.memberships.current().select_related("person").order_by("pk")]
    chosen = stage.some([person for person in members if person != poll.author], len(others))
    return [*named, *((person, Choice(marks)) for person, marks in zip(chosen, others, strict=True))]


def _decide(stage: Stage, poll: Poll, told: Part) -> None:
    ended = poll.opened_at + timedelta(days=told["open"] - 1)
    review_on = timezone.localdate(stage.now) + timedelta(days=told["review"])
    with stage.at(ended):
        close_poll(poll, by=poll.author)
        write_outcome(poll, Outcome(told["outcome"], told["rule"], review_on), by=poll.author)
