from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from practica.communities.models import Community
from practica.conversations import policies
from practica.conversations.actions.writing import Writing, normal_tags, rendered
from practica.conversations.models import Conversation, ConversationHome, Follow, Kind, ReadMark
from practica.conversations.verbs import Verb
from practica.events.actions import moment_now, record
from practica.files.actions import hold_written_files
from practica.foundation.access import Refused, require
from practica.foundation.text_fields import clean_line
from practica.people.models import Person


@transaction.atomic
def open_conversation(community: Community, writing: Writing, *, by: Person) -> Conversation:
    """Begin a conversation; its author follows it.

    403 for people who don't belong, and for announcements by others than the core group. Refused in a community
    that takes no contributions.
    """
    require(policies.can_announce if writing.kind == Kind.ANNOUNCEMENT else policies.can_open, by, community)
    if not community.takes_contributions:
        raise Refused(_("This community is closed to new contributions."))

    now = moment_now()
    text = rendered(writing.source, by, community)
    conversation = Conversation.objects.create(
        community=community,
        author=by,
        kind=writing.kind,
        title=clean_line(writing.title),
        source=text.source,
        html=text.html,
        plain=text.plain,
        language=writing.language,
        tags=normal_tags(writing.tags),
        opened_at=now,
        last_activity_at=now,
    )
    hold_written_files(conversation, text.source, by=by, community=community)
    ConversationHome.objects.create(
        community=community,
        conversation=conversation,
        added_at=now,
        added_by=by,
        opened_at=now,
        last_activity_at=now,
    )
    Follow.objects.create(community=community, conversation=conversation, person=by, since=now)
    ReadMark.objects.create(community=community, conversation=conversation, person=by, seen_at=now)
    record(Verb.OPENED, by=by, target=conversation, community=community)
    return conversation
