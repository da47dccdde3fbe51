"""What is said of what happens in the library, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practica.library.verbs import Verb
from practica.notices.registry import Urgency, declare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from practica.communities.models import Membership
    from practica.events.models import Event
    from practica.library.models import Asset, Collection
    from practica.people.models import Person

BECAUSE = {
    "owner": _("You look after this page."),
    "contact": _("You are named as somebody to talk to about it."),
    "heir": _("You answer for this community, and whoever looked after these pages is gone."),
}


def keepers(_event: Event, asset: Asset) -> Iterator[tuple[Person, str]]:
    """Who looks after it first, then those it names."""
    yield asset.owner, "owner"
    for contact in asset.contacts.here().select_related("person"):
        yield contact.person, "contact"


def owner(_event: Event, asset: Asset) -> Iterator[tuple[Person, str]]:
    yield asset.owner, "owner"


def heir(_event: Event, membership: Membership) -> Iterator[tuple[Person, str]]:
    yield membership.person, "heir"


def kept_by_me(membership: Membership) -> str:
    return reverse("library:community", args=[membership.community.slug]) + "?keeper=me"


def change_page(asset: Asset) -> str:
    return reverse("library:change", args=[asset.pk])


def curator(_event: Event, collection: Collection) -> Iterator[tuple[Person, str]]:
    yield collection.curator, "owner"


declare(Verb.ADDED, words=_("{who} added it to the library"), icon="library", urgency=Urgency.NEWS, is_in_digest=True)
declare(
    Verb.CHANGED,
    words=_("{who} saved a new version"),
    icon="file-text",
    recipients=keepers,
    because=BECAUSE,
    is_in_digest=True,
)
declare(
    Verb.RESTORED,
    words=_("{who} brought an older version back"),
    icon="rotate-ccw",
    recipients=keepers,
    because=BECAUSE,
)
declare(
    Verb.SHARED,
    words=_("{who} shared it with the whole organisation"),
    icon="globe",
    hue="pine",
    recipients=keepers,
    because=BECAUSE,
    is_in_digest=True,
)
declare(
    Verb.UNSHARED, words=_("{who} took it back into the community"), icon="users", recipients=owner, because=BECAUSE
)
declare(Verb.RETIRED, words=_("{who} retired it"), icon="archive", recipients=keepers, because=BECAUSE)
declare(Verb.RETURNED, words=_("{who} brought it back into use"), icon="rotate-ccw", recipients=owner, because=BECAUSE)
declare(
    Verb.HANDED_OVER, words=_("{who} asked you to look after it"), icon="handshake", recipients=owner, because=BECAUSE
)
# The memory has each asset; its new owner hears of all of them at once.
declare(Verb.PASSED_ON, words=_("It has a new owner: the one before is gone"), icon="handshake")
declare(
    Verb.INHERITED,
    words=_("Somebody has gone: what they looked after in the library is in your hands for now"),
    icon="handshake",
    hue="gold",
    of="community",
    url=kept_by_me,
    recipients=heir,
    because=BECAUSE,
    action=_("Look through it"),
)
declare(
    Verb.NOBODY_TO_ASK,
    words=_("Nobody it names as a person to talk to is here any more"),
    icon="user-minus",
    hue="gold",
    url=change_page,
    recipients=owner,
    because=BECAUSE,
    action=_("Name somebody"),
)
declare(Verb.SHELVED, words=_("{who} put it into a collection"), icon="bookmark", recipients=owner, because=BECAUSE)
declare(Verb.UNSHELVED, words=_("{who} took it off a collection"), icon="x")
declare(Verb.COLLECTION_STARTED, words=_("{who} started a collection"), icon="bookmark", is_in_digest=True)
declare(
    Verb.COLLECTION_CHANGED, words=_("{who} changed the collection"), icon="pencil", recipients=curator, because=BECAUSE
)
declare(Verb.COLLECTION_PASSED_ON, words=_("It has a new curator: the one before is gone"), icon="handshake")
declare(Verb.COLLECTION_REMOVED, words=_("{who} took a collection down"), icon="trash-2")
