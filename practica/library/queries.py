"""Questions about the library that more than one place asks."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from practica.communities.models import Membership
from practica.library.models import Asset, AssetVersion
from practica.people.models import Person

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from practica.communities.models import Community
    from practica.files.models import StoredFile


def current_version(asset: Asset) -> AssetVersion:
    return asset.versions.get(number=asset.version)


def files_of(version: AssetVersion) -> list[StoredFile]:
    """Its files in order, each with its drawn pages."""
    links = version.file_links.select_related("file").prefetch_related("file__page_pictures")
    return [link.file for link in links]


def possible_contacts(community: Community) -> QuerySet[Person]:
    """People an asset may name: those who belong to its community."""
    members = Membership.objects.active().filter(community=community).values("person")
    people: QuerySet[Person] = Person.objects.active().filter(pk__in=members).order_by("name")
    return people


@cache
def starter(kind: str, language: str) -> str:
    """The headings a new asset of a kind begins with; some kinds begin empty."""
    path = Path(__file__).parent / "starters" / f"{kind}.{language}.md"
    return path.read_text(encoding="utf-8") if path.exists() else ""
