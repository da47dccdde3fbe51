"""What one reads, follows and mutes is one's own business: nothing of it is recorded as an event."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q
from django.utils.translation import gettext as _

from practica.communities.models import Community
from practica.conversations.models import CommunityReadMark, Conversation, Follow, ReadMark
from practica.events.actions import moment_now
from practica.foundation.access import Refused
from practica.people.models import Person


@transaction.atomic
def follow(conversation: Conversation, *, by: Person) -> Follow:
    """Hear of new replies; ends a mute."""
    followed, _is_new = Follow.objects.update_or_create(
        conversation=conversation,
        person=by,
        defaults={"muted_at": None},
        create_defaults={
            "community": conversation.community,
            "conversation": conversation,
            "person": by,
            "since": moment_now(),
        },
    )
    return followed


@transaction.atomic
def unfollow(conversation: Conversation, *, by: Person) -> None:
    """Hear of it only when one is mentioned; refused when one does not follow."""
    if not Follow.objects.filter(conversation=conversation, person=by).delete()[0]:
        raise Refused(_("You don't follow this conversation."))


@transaction.atomic
def mute(conversation: Conversation, *, by: Person) -> Follow:
    """Hear nothing of it, not even when one replies or is mentioned."""
    now = moment_now()
    muted, _is_new = Follow.objects.update_or_create(
        conversation=conversation,
        person=by,
        defaults={"muted_at": now},
        create_defaults={
            "community": conversation.community,
            "conversation": conversation,
            "person": by,
            "since": now,
            "muted_at": now,
        },
    )
    return muted


@transaction.atomic
def mark_read(conversation: Conversation, number: int, *, by: Person) -> None:
    """Everything up to this reply has been seen; never goes back."""
    seen = min(number, conversation.last_number)
    now = moment_now()
    mark, is_new = ReadMark.objects.get_or_create(
        conversation=conversation,
        person=by,
        defaults={"community": conversation.community, "number": seen, "seen_at": now},
    )
    if not is_new:
        further = Q(number__lt=seen) | Q(seen_at__lt=F("conversation__last_activity_at"), number=seen)
        ReadMark.objects.filter(further, pk=mark.pk).update(number=seen, seen_at=now)


@transaction.atomic
def mark_community_read(community: Community, *, by: Person) -> None:
    """Everything in it counts as read from now on."""
    CommunityReadMark.objects.update_or_create(community=community, person=by, defaults={"read_at": moment_now()})
