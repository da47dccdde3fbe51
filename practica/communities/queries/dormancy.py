"""Which communities have fallen silent: what the product proposes by itself, and a person decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from practica.communities.models import Community, Membership, Status
from practica.communities.verbs import Verb
from practica.events.models import Event

if TYPE_CHECKING:
    from practica.communities.models.community import CommunityQuerySet

SILENT_AFTER = timedelta(days=60)
VACANT_AFTER = timedelta(days=28)
FEWEST_CONTRIBUTORS = 3
# What one does by talking, meeting and keeping; coming and going is no contribution.
CONTRIBUTIONS = ("conversations.", "meetings.", "library.")
DECISIONS = (Verb.KEPT_AWAKE, Verb.RESTED, Verb.WOKEN)
REASSURANCES = (Verb.ACTIVATED, Verb.WOKEN, Verb.KEPT_AWAKE, Verb.DORMANCY_PROPOSED)


def contributors(community: Community) -> int:
    """How many different people did something in it in the last 60 days."""
    said = Q()
    for prefix in CONTRIBUTIONS:
        said |= Q(verb__startswith=prefix)
    lately = Event.objects.filter(said, community=community, at__gte=timezone.now() - SILENT_AFTER)
    return lately.exclude(actor=None).order_by().values("actor").distinct().count()


def vacant() -> CommunityQuerySet:
    """Active communities that nobody facilitates who can still sign in."""
    able = Membership.objects.facilitating().filter(community=OuterRef("pk"), person__deactivated_at=None)
    return Community.objects.filter(~Exists(able), status=Status.ACTIVE)


def newly_vacant() -> CommunityQuerySet:
    """Vacant ones of which nobody has been told since somebody last took the post."""
    return vacant().exclude(Exists(_told()))


def is_long_vacant(community: Community) -> bool:
    return vacant().filter(Exists(_told(VACANT_AFTER)), pk=community.pk).exists()


def ripe() -> CommunityQuerySet:
    """Active ones that are old enough, and about which nothing was proposed or decided for 60 days."""
    since = timezone.now() - SILENT_AFTER
    spared = Event.objects.filter(community=OuterRef("pk"), verb__in=REASSURANCES, at__gte=since)
    return Community.objects.filter(~Exists(spared), status=Status.ACTIVE, created_at__lt=since)


def is_silent(community: Community) -> bool:
    return contributors(community) < FEWEST_CONTRIBUTORS or is_long_vacant(community)


def with_proposal() -> CommunityQuerySet:
    """Active ones with an open proposal to rest: nobody has decided since."""
    decided = Event.objects.filter(community=OuterRef("community"), verb__in=DECISIONS, pk__gt=OuterRef("pk"))
    proposed: Any = Event.objects.filter(~Exists(decided), community=OuterRef("pk"), verb=Verb.DORMANCY_PROPOSED)
    return Community.objects.filter(Exists(proposed), status=Status.ACTIVE)


def has_proposal(community: Community) -> bool:
    """The same for one: the last thing said about its rest is the proposal."""
    if community.status != Status.ACTIVE:
        return False
    said = Event.objects.filter(community=community, verb__in=[Verb.DORMANCY_PROPOSED, *DECISIONS]).order_by(
        "-at", "-pk"
    )
    return said.values_list("verb", flat=True).first() == Verb.DORMANCY_PROPOSED


def _told(ago: timedelta = timedelta()) -> Any:
    """A vacancy told at least so long ago, after which nobody took the post."""
    filled = Event.objects.filter(
        community=OuterRef("community"), verb=Verb.FACILITATION_ACCEPTED, pk__gt=OuterRef("pk")
    )
    until = timezone.now() - ago
    return Event.objects.filter(~Exists(filled), community=OuterRef("pk"), verb=Verb.VACATED, at__lte=until)
