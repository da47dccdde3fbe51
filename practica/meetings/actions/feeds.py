from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from practica.communities.models import Community
from practica.foundation.access import Refused, require
from practica.meetings import policies
from practica.meetings.models import Feed, Scope

if TYPE_CHECKING:
    from practica.people.models import Person

MOST, NAME_LENGTH = 20, 60


@transaction.atomic
def open_feed(scope: str, name: str, *, by: Person) -> Feed:
    """Make a new secret address for one's own meetings, named after the program that will read it.

    Refused: twenty addresses are open already, or the scope is none of a person's.
    """
    if scope not in {Scope.ALL, Scope.ANSWERED}:
        raise Refused(_("Choose all meetings, or those you answered."))
    _not_too_many(by)
    return Feed.objects.create(person=by, scope=scope, name=name.strip()[:NAME_LENGTH])


@transaction.atomic
def open_community_feed(community: Community, name: str, *, by: Person) -> Feed:
    """Make a secret address for one community; what it shows ends when one may no longer read there.

    Refused: twenty addresses are open already, or one can't read the community.
    """
    if not Community.objects.visible_to(by).filter(pk=community.pk).exists():
        raise Refused(_("Only who may read a community can follow its calendar."))
    _not_too_many(by)
    return Feed.objects.create(person=by, scope=Scope.COMMUNITY, community=community, name=name.strip()[:NAME_LENGTH])


@transaction.atomic
def revoke_feed(feed: Feed, *, by: Person) -> Feed:
    """Close the address for good: programs that read it get "not found". Refused: it is closed. 403: not one's own."""
    feed = Feed.objects.select_for_update().get(pk=feed.pk)
    require(policies.can_revoke, by, feed)
    if feed.revoked_at:
        raise Refused(_("This address is revoked already."))
    feed.revoked_at = timezone.now()
    feed.save(update_fields=["revoked_at"])
    return feed


def note_reading(feed: Feed) -> None:
    """Remember that the address is in use, to the quarter of an hour: calendars ask often."""
    stale = Q(read_at=None) | Q(read_at__lt=timezone.now() - timedelta(minutes=15))
    Feed.objects.filter(stale, pk=feed.pk).update(read_at=timezone.now())


def _not_too_many(person: Person) -> None:
    if Feed.objects.working().filter(person=person).count() >= MOST:
        raise Refused(_("You have %(n)s open addresses. Revoke one you no longer use.") % {"n": MOST})
