"""A conversation as one person sees it: the post, fifty replies, and what may be done with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.db.models import prefetch_related_objects
from django.utils.functional import cached_property

from practica.communities.models import Community
from practica.communities.policies import can_curate
from practica.communities.queries import communities_of, is_facilitator, is_full_member, is_member
from practica.conversations import policies
from practica.conversations.models import (
    Conversation,
    ConversationHome,
    Follow,
    MeToo,
    ReadMark,
    Reply,
    Thanks,
    Trace,
    TraceKind,
    Voice,
)
from practica.conversations.models.reply import PAGE
from practica.conversations.queries import reading
from practica.conversations.views.posts import Names, Post, words_of
from practica.foundation.hues import tag_hue

if TYPE_CHECKING:
    from practica.people.models import Person

NAMED = 3
SIMILAR = 3


@dataclass(frozen=True)
class ShownTrace:
    """What was done with the whole conversation; a place its reader may not see has no name."""

    trace: Trace
    from_is_seen: bool = False
    to_is_seen: bool = False


class ConversationPage:
    """Worked out only as far as the page shows it; each part is at most one query."""

    def __init__(self, conversation: Conversation, person: Person, number: int = 1) -> None:
        self.conversation = conversation
        self.person = person
        self.pages = max(1, -(-conversation.last_number // PAGE))
        self.number = min(number, self.pages)

    @cached_property
    def homes(self) -> list[ConversationHome]:
        """The homes this person may read, the one it lives in first."""
        homes = reading.readable_homes(self.person, self.conversation)
        return sorted(homes, key=lambda home: home.community_id != self.conversation.community_id)

    @cached_property
    def home(self) -> ConversationHome:
        """Where its reader stands: where it lives, if they may read that, else where it is cross-posted."""
        mine = [home for home in self.homes if is_member(self.person, home.community)]
        return (mine or self.homes)[0]

    @cached_property
    def further_homes(self) -> list[ConversationHome]:
        return [home for home in self.homes if home.community_id != self.home.community_id]

    @cached_property
    def takes_part(self) -> bool:
        return any(is_member(self.person, home.community) for home in self.homes)

    @cached_property
    def takes_replies(self) -> bool:
        conversation = self.conversation
        return conversation.is_open and not conversation.is_hidden and conversation.community.takes_contributions

    @cached_property
    def is_mine(self) -> bool:
        return self.conversation.author_id == self.person.pk

    @cached_property
    def may_curate(self) -> bool:
        return policies.can_curate_conversation(self.person, self.conversation)

    @cached_property
    def may_accept(self) -> bool:
        return self.conversation.is_question and policies.can_accept(self.person, self.conversation)

    @cached_property
    def may_facilitate(self) -> bool:
        return is_facilitator(self.person, self.conversation.community)

    @cached_property
    def may_move(self) -> bool:
        return policies.can_move(self.person, self.conversation)

    @cached_property
    def targets(self) -> list[Community]:
        """Where this person may bring it: the communities they are a full member of, that take contributions."""
        if not self.may_curate:
            return []
        homes = {home.community_id for home in self.homes}
        return [
            place
            for place in communities_of(self.person)
            if place.pk not in homes and place.takes_contributions and is_full_member(self.person, place)
        ]

    @cached_property
    def pinnable(self) -> list[ConversationHome]:
        return [home for home in self.homes if can_curate(self.person, home.community)]

    @cached_property
    def follow(self) -> Follow | None:
        return next(iter(reading.follow_of(self.person, self.conversation)), None)

    @cached_property
    def mark(self) -> ReadMark | None:
        return next(iter(reading.mark_of(self.person, self.conversation)), None)

    @cached_property
    def new_count(self) -> int:
        return self.conversation.last_number - self.mark.number if self.mark else 0

    @cached_property
    def first_new_page(self) -> int:
        return (self.mark.number // PAGE) + 1 if self.mark else 1

    @cached_property
    def last_shown(self) -> int:
        """The number up to which this page has shown everything."""
        return min(self.number * PAGE, self.conversation.last_number)

    @cached_property
    def words(self) -> dict[str, str]:
        return words_of(self.conversation)

    @cached_property
    def quote_url(self) -> str:
        """Where a reply is quoted, but for its number."""
        return f"{self.conversation.get_absolute_url()}?page={self.pages}&quote="

    @cached_property
    def tags(self) -> list[tuple[str, str]]:
        return [(tag, tag_hue(tag)) for tag in self.conversation.tags]

    @cached_property
    def replies(self) -> list[Reply]:
        return reading.replies_between(self.conversation, (self.number - 1) * PAGE + 1, self.number * PAGE)

    @cached_property
    def posts(self) -> list[Post]:
        """The replies of this page but the accepted one, which stands above them."""
        first_new = next((r.number for r in self.replies if self._is_new(r)), 0)
        shown = [r for r in self.replies if r.pk != self.conversation.accepted_reply_id or self.number > 1]
        return [self.post(r, first_new) for r in shown]

    @cached_property
    def accepted(self) -> Post | None:
        reply = self.conversation.accepted_reply
        return self.post(reply) if reply and self.number == 1 else None

    def post(self, reply: Reply, first_new: int = 0) -> Post:
        is_mine = reply.author_id == self.person.pk
        return Post(
            reply=reply,
            thanks=self._names(reply.pk, reply.thanks_count),
            is_mine=is_mine,
            is_by_the_author=reply.author_id == self.conversation.author_id,
            is_new=self._is_new(reply),
            is_first_new=bool(first_new) and reply.number == first_new,
            may_hide=self.may_facilitate,
            may_thank=self.takes_part and not is_mine and not reply.is_hidden,
            may_quote=self.takes_part and self.takes_replies and not reply.is_hidden,
            may_accept=self.may_accept and not reply.is_hidden and not reply.is_reflection,
        )

    def _is_new(self, reply: Reply) -> bool:
        return self.mark is not None and reply.number > self.mark.number and reply.author_id != self.person.pk

    @cached_property
    def thanks(self) -> Names:
        return self._names(None, self.conversation.thanks_count)

    def _names(self, reply_id: int | None, total: int) -> Names:
        """Names stand under the opening post and the accepted answer; elsewhere the number says enough."""
        is_mine = reply_id in self._thanked
        if not total or reply_id not in {None, self.conversation.accepted_reply_id}:
            return Names(is_mine, [], total)
        given = Thanks.objects.filter(conversation=self.conversation, reply=reply_id).exclude(person=self.person)
        return Names(is_mine, list(given.order_by("at").values_list("person__name", flat=True)[:NAMED]), total)

    @cached_property
    def _thanked(self) -> set[int | None]:
        """The posts of this conversation that this person has thanked for."""
        return set(reading.thanked_by(self.person, self.conversation))

    @cached_property
    def me_too(self) -> Names:
        given = MeToo.objects.filter(conversation=self.conversation).order_by("at")
        others = given.exclude(person=self.person).values_list("person__name", flat=True)
        is_mine = given.filter(person=self.person).exists()
        return Names(is_mine, list(others[:NAMED]), self.conversation.me_too_count)

    @cached_property
    def traces(self) -> list[ShownTrace]:
        """What was done with it as a whole, but for the closing that holds; places the reader may not read have no name."""
        traces = list(reading.traces_of(self.conversation))
        if not self.conversation.is_open:
            # Why it is closed stands where one would answer, just below.
            closing = [trace for trace in traces if trace.kind == TraceKind.CLOSED][-1:]
            traces = [trace for trace in traces if trace not in closing]
        # Most conversations have none: only then is it asked whose names they hold.
        prefetch_related_objects(traces, "by", "came_from", "went_to")
        places = {pk for trace in traces for pk in (trace.came_from_id, trace.went_to_id) if pk}
        if not places:
            return [ShownTrace(trace) for trace in traces]
        seen = set(Community.objects.visible_to(self.person).filter(pk__in=places).values_list("pk", flat=True))
        return [ShownTrace(trace, trace.came_from_id in seen, trace.went_to_id in seen) for trace in traces]

    @cached_property
    def people(self) -> list[Voice]:
        """Who takes part, in the order they came in."""
        return reading.people_in(self.conversation, self.conversation.author_id)

    @cached_property
    def similar(self) -> list[Conversation]:
        """Others of the community with a tag in common, the latest first."""
        if not self.conversation.tags:
            return []
        others: Any = Conversation.objects.filter(
            community=self.conversation.community, tags__overlap=self.conversation.tags, hidden_at=None
        )
        found = others.exclude(pk=self.conversation.pk).order_by("-last_activity_at")
        return cast("list[Conversation]", list(found.defer("source", "html", "plain")[:SIMILAR]))
