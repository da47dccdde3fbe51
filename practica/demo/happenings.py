"""What happens around the conversations: they are pinned, shared with another community, moved, closed, rewritten."""

from __future__ import annotations

from typing import TYPE_CHECKING

from practica.communities.models import Community, Membership
from practica.conversations.actions import (
    Writing,
    close_conversation,
    cross_post,
    edit_conversation,
    edit_reply,
    follow,
    mark_community_read,
    move_conversation,
    mute,
    pin,
)
from practica.conversations.models import Conversation
from practica.demo.script import PERSONAS, happenings
from practica.demo.talk import answer_short, open_told
from practica.library.models import Asset
from practica.saved.actions import save

if TYPE_CHECKING:
    from practica.demo.script import Part
    from practica.demo.stage import Stage

# How many days ago each of those one can step into last read everything; what came since is new to them.
LAST_READ = {"lucia": 4, "marta": 9, "amina": 5, "sofia": 2, "jorge": 8, "ines": 3, "elena": 2}


def welcome(stage: Stage, script: Part, community: Community, days: float) -> None:
    """The first post of a living community says how it works here, and stays on top."""
    told = happenings()["welcomes"].get(script["key"])
    if told is None:
        return
    host = stage.people[script["facilitators"][0]]
    conversation = open_told(stage, community, host, {**told, "kind": "announcement"}, stage.moment(days))
    with stage.at(stage.after(conversation.opened_at, 1)):
        pin(conversation.homes.get(community=community), by=host)


def let_happen(stage: Stage, communities: dict[str, Community]) -> None:
    script = happenings()
    for told in script["moves"]:
        _move(stage, communities, told)
    for told in script["edits"]:
        _rewrite(stage, told)
    _share_and_close(stage, communities, script)
    for act in (follow, mute):
        for told in script[f"{act.__name__}s"]:
            act(_called(told), by=stage.people[told["by"]])
    for told in script["saves"]:
        thing = Asset.objects.get(title=told["asset"]) if "asset" in told else _called(told)
        with stage.at(stage.moment(told["day"])):
            save(thing, by=stage.people[told["by"]])


def _share_and_close(stage: Stage, communities: dict[str, Community], script: Part) -> None:
    for told in script["cross_posts"]:
        with stage.at(stage.moment(told["day"])):
            cross_post(_called(told), communities[told["to"]], by=stage.people[told["by"]])
    for told in script["closes"]:
        with stage.at(stage.moment(told["day"])):
            close_conversation(_called(told), told["reason"], by=stage.people[told["by"]])


def answer_question_of_the_month(stage: Stage, communities: dict[str, Community]) -> None:
    """Practices that members told since the month began, under its tag."""
    began = stage.begin_of_month()
    for key, practices in happenings()["practices"].items():
        month = communities[key].month_questions.latest("month")
        span = (stage.now - began).total_seconds() / 3600
        for number, told in enumerate(practices):
            moment = stage.after(began, span * (number + 0.5) / len(practices))
            first = {**told, "kind": "experience", "tags": [month.tag]}
            conversation = open_told(stage, communities[key], stage.people[told["by"]], first, moment)
            answer_short(stage, conversation, told, [conversation.author])


def read_up(stage: Stage) -> None:
    """Nobody has left a whole year unread."""
    for key in PERSONAS:
        person = stage.people[key]
        for row in Membership.objects.active().filter(person=person).select_related("community"):
            with stage.at(stage.moment(LAST_READ[key] + stage.chance.uniform(0, 3))):
                mark_community_read(row.community, by=person)


def _called(told: Part) -> Conversation:
    """The conversation whose title begins like this."""
    return Conversation.objects.get(title__startswith=told["title"])


def _move(stage: Stage, communities: dict[str, Community], told: Part) -> None:
    asker = stage.people[told["asked_by"]]
    first = {**told, "kind": "question", "replies": told["replies"][:1]}
    conversation = open_told(stage, communities[told["from"]], asker, first, stage.moment(told["day"]))
    answer_short(stage, conversation, {**first, "accepted": None}, [asker])
    conversation.refresh_from_db()
    with stage.at(stage.after(conversation.last_activity_at, 0.2)):
        conversation = move_conversation(conversation, communities[told["to"]], by=stage.people[told["by"]])
    # The clock goes on from the move, so that nothing is answered before it.
    rest = {**told, "replies": told["replies"][1:], "accepted": told["accepted"] - 1}
    answer_short(stage, conversation, rest, [asker], since=conversation.last_activity_at)


def _rewrite(stage: Stage, told: Part) -> None:
    conversation = _called(told)
    before, after = told["swap"]
    with stage.at(stage.moment(told["day"])):
        if author := told.get("reply"):
            written = conversation.replies.filter(author=stage.people[author], source__contains=before).get()
            parts = {part: text["source"].replace(before, after) for part, text in written.parts.items()}
            edit_reply(written, Writing(written.source.replace(before, after), parts=parts), by=written.author)
            return
        writing = Writing(
            source=conversation.source.replace(before, after),
            title=conversation.title,
            kind=conversation.kind,
            language=conversation.language,
            tags=tuple(conversation.tags),
        )
        edit_conversation(conversation, writing, by=conversation.author)
