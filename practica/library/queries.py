"""Questions about the library that more than one place asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef

from practica.communities.models import Membership, Role
from practica.events.models import Event
from practica.library.models import Asset, AssetContact, AssetVersion
from practica.library.verbs import Verb
from practica.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.files.models import StoredFile
    from practica.library.models.asset import AssetQuerySet


def current_version(asset: Asset) -> AssetVersion:
    return asset.versions.get(number=asset.version)


def files_of(version: AssetVersion) -> list[StoredFile]:
    """Its files in order, each with its drawn pages."""
    links = version.file_links.select_related("file").prefetch_related("file__page_pictures")
    return [link.file for link in links]


def contacts_of(asset: Asset) -> list[Any]:
    """Whom its page shows as people to talk to: its owner, those it names and who are here, and those who were.

    `asset` is one of `with_keeper_presence()`. An owner it does not name is asked all the same: somebody always is.
    """
    named: Any = asset.contacts.with_presence().select_related("person", "person__unit")
    rows: list[Any] = sorted(named, key=lambda row: row.person_id != asset.owner_id)
    if asset.keeper_is_here and asset.owner_id not in {row.person_id for row in rows}:  # type: ignore[attr-defined]
        keeper: Any = AssetContact(asset=asset, person=asset.owner)
        keeper.is_here = True
        rows.insert(0, keeper)
    return rows


def possible_contacts(community: Community) -> QuerySet[Person]:
    """People an asset may name: those who belong to its community."""
    members = Membership.objects.current().filter(community=community).values("person")
    people: QuerySet[Person] = Person.objects.active().filter(pk__in=members).order_by("name")
    return people


def heir_of(community: Community) -> Membership | None:
    """Who takes what was left behind: a facilitator before the core group, with an account if possible, the longest here."""
    answering = Membership.objects.active().filter(community=community, role__in=[Role.CORE, Role.FACILITATOR])
    rows = answering.filter(person__deactivated_at=None).select_related("person").order_by("joined_at", "pk")
    return min(rows, key=lambda row: (not row.is_facilitator, not row.person.has_account), default=None)


def newly_without_contact() -> AssetQuerySet:
    """Assets that name nobody who is still here, and whose owner has not heard of it since the last change."""
    told = Event.objects.filter(
        target_type=Asset._meta.label_lower,
        target_id=OuterRef("pk"),
        verb__in=[Verb.NOBODY_TO_ASK, Verb.PASSED_ON],
        at__gte=OuterRef("changed_at"),
    )
    return Asset.objects.without_contact().filter(~Exists(told))


@cache
def starter(kind: str, language: str) -> str:
    """The headings a new asset of a kind begins with; some kinds begin empty."""
    path = Path(__file__).parent / "starters" / f"{kind}.{language}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""
