from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities.models import Community
from practica.conversations import policies
from practica.conversations.actions.locks import locked
from practica.conversations.models import (
    Conversation,
    ConversationHome,
    Follow,
    MeToo,
    ReadMark,
    Reply,
    Revision,
    Thanks,
    Trace,
    TraceKind,
    Voice,
)
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.foundation.access import Refused, require
from practica.people.models import Person

# What carries the community of its conversation, and goes along when that moves.
PARTS = (Reply, Revision, Thanks, MeToo, Follow, ReadMark, Voice, Trace)


@transaction.atomic
def move_conversation(conversation: Conversation, to: Community, *, by: Person) -> Conversation:
    """Let it live in another community; the old one no longer lists it, a trace says where it came from.

    403 unless one is in the core group where it is and a member where it goes. Refused when it lives there already
    or that community takes no contributions.
    """
    conversation = locked(conversation)
    require(policies.can_move, by, conversation)
    require(policies.can_receive, by, to)
    origin = conversation.community
    if origin == to:
        raise Refused(_("This conversation lives there already."))
    _refuse_a_closed_community(to)

    home = conversation.homes.get(community=origin)
    # It may have been cross-posted there: then that home becomes the first one, and the old one goes.
    if conversation.homes.filter(community=to).exists():
        home.delete()
    else:
        home.community, home.pinned_at, home.pinned_by = to, None, None
        home.save(update_fields=["community", "pinned_at", "pinned_by"])
    conversation.community = to
    conversation.save(update_fields=["community"])
    for part in PARTS:
        part._default_manager.filter(conversation=conversation).update(community=to)
    _leave_trace(conversation, TraceKind.MOVED, by, came_from=origin, went_to=to)
    record(Verb.MOVED, by=by, target=conversation, community=to)
    return conversation


@transaction.atomic
def cross_post(conversation: Conversation, to: Community, *, by: Person) -> ConversationHome:
    """List it in another community too: one conversation, whose replies appear in both.

    403 unless one is its author or in the core group where it lives, and a member where it goes. Refused when it is
    there already, hidden, or that community takes no contributions.
    """
    conversation = locked(conversation)
    require(policies.can_cross_post, by, conversation)
    require(policies.can_receive, by, to)
    if conversation.homes.filter(community=to).exists():
        raise Refused(_("%(community)s lists this conversation already.") % {"community": to})
    if conversation.is_hidden:
        raise Refused(_("This conversation is hidden."))
    _refuse_a_closed_community(to)

    now = moment_now()
    home = ConversationHome.objects.create(
        community=to,
        conversation=conversation,
        added_at=now,
        added_by=by,
        opened_at=conversation.opened_at,
        last_activity_at=conversation.last_activity_at,
    )
    _leave_trace(conversation, TraceKind.CROSS_POSTED, by, came_from=conversation.community, went_to=to)
    record(Verb.CROSS_POSTED, by=by, target=conversation, community=to)
    return home


@transaction.atomic
def take_back_cross_post(home: ConversationHome, *, by: Person) -> Conversation:
    """The other community no longer lists it. 403 unless one could cross-post it or curates that community.

    Refused for the community it lives in.
    """
    conversation = locked(home.conversation)
    home = ConversationHome.objects.select_for_update(of=("self",)).select_related("community").get(pk=home.pk)
    if not policies.can_pin(by, home):
        require(policies.can_cross_post, by, conversation)
    if home.community == conversation.community:
        raise Refused(_("This conversation lives there. Move it instead."))

    community = home.community
    home.delete()
    record(Verb.CROSS_POST_TAKEN_BACK, by=by, target=conversation, community=community)
    return conversation


@transaction.atomic
def pin(home: ConversationHome, *, by: Person) -> ConversationHome:
    """Keep it on top of that community's list. 403 for others than its core group; refused when it is pinned."""
    home = _locked_home(home)
    require(policies.can_pin, by, home)
    if home.pinned_at:
        raise Refused(_("This conversation is pinned already."))
    home.pinned_at, home.pinned_by = moment_now(), by
    home.save(update_fields=["pinned_at", "pinned_by"])
    record(Verb.PINNED, by=by, target=home.conversation, community=home.community)
    return home


@transaction.atomic
def unpin(home: ConversationHome, *, by: Person) -> ConversationHome:
    """403 as `pin`; refused when it is not pinned."""
    home = _locked_home(home)
    require(policies.can_pin, by, home)
    if not home.pinned_at:
        raise Refused(_("This conversation is not pinned."))
    home.pinned_at = home.pinned_by = None
    home.save(update_fields=["pinned_at", "pinned_by"])
    record(Verb.UNPINNED, by=by, target=home.conversation, community=home.community)
    return home


def _locked_home(home: ConversationHome) -> ConversationHome:
    homes = ConversationHome.objects.select_for_update(of=("self",)).select_related("community", "conversation")
    return homes.get(pk=home.pk)


def _refuse_a_closed_community(community: Community) -> None:
    if not community.takes_contributions:
        raise Refused(_("%(community)s is closed to new contributions.") % {"community": community})


def _leave_trace(
    conversation: Conversation, kind: TraceKind, by: Person, *, came_from: Community, went_to: Community
) -> None:
    Trace.objects.create(
        community=conversation.community,
        conversation=conversation,
        kind=kind,
        came_from=came_from,
        went_to=went_to,
        by=by,
        at=moment_now(),
    )
