"""Adding and changing assets; every change of what one says is a version."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from practica.events.actions import moment_now, record
from practica.files.actions import hold_files, written_files
from practica.files.models import StoredFile
from practica.foundation.access import Refused, require
from practica.foundation.richtext import mentioned_handles, render
from practica.library import policies
from practica.library.models import Asset, AssetContact, AssetFile, AssetVersion, Kind
from practica.library.queries import current_version, files_of, possible_contacts
from practica.library.verbs import Verb
from practica.people.queries import mention_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from practica.communities.models import Community
    from practica.people.models import Person

TAGS_AT_MOST = 12


class EditedMeanwhile(Refused):
    """Somebody saved a version after the one that was being edited; nothing typed is lost."""

    def __init__(self, asset: Asset) -> None:
        self.asset = asset
        super().__init__(_("Somebody saved a new version while you were writing. Look at both, then save yours."))


@dataclass(frozen=True)
class Content:
    """What an asset says: one version of it."""

    title: str
    summary: str = ""
    source: str = ""
    address: str = ""
    works_when: str = ""
    works_not_when: str = ""
    files: Sequence[StoredFile] = ()
    note: str = ""


@dataclass(frozen=True)
class Label:
    """What is said about an asset, and is not versioned."""

    kind: str = Kind.DOCUMENT
    language: str = "en"
    tags: Sequence[str] = ()
    came_from: str = ""
    people: Sequence[Person] = field(default_factory=tuple)


@transaction.atomic
def add_asset(community: Community, content: Content, label: Label, *, by: Person, number: int | None = None) -> Asset:
    """Put something into the community's library; its adder owns it.

    `number` is one the database has reserved, for an import whose texts link to each other. Refused without a person to talk to, without anything in it, or in a community that takes nothing more.
    """
    require(policies.can_add, by, community)
    if not community.takes_contributions:
        raise Refused(_("This community is closed: its library stays readable, but takes nothing new."))
    _check(content, label)
    now = moment_now()
    asset = Asset(pk=number, community=community, owner=by, created_at=now, changed_at=now)
    _describe(asset, label)
    _write(asset, content, by)
    asset.save(force_insert=True)
    _name_people(asset, label.people)
    _keep_version(asset, content, by)
    record(Verb.ADDED, by=by, target=asset, community=community)
    return asset


@transaction.atomic
def change_asset(asset: Asset, content: Content, label: Label, *, by: Person, seen: int) -> Asset:
    """Save a new version; `seen` is the version the writer started from.

    Refused when somebody saved another one meanwhile (`EditedMeanwhile`), and for a retired asset.
    """
    asset = locked(asset)
    require(policies.can_change, by, asset)
    refuse_retired(asset)
    if asset.version != seen:
        raise EditedMeanwhile(asset)
    _check(content, label)
    changed = _differs(asset, content)
    _describe(asset, label)
    _name_people(asset, label.people)
    if changed:
        _next_version(asset, content, by)
    asset.changed_at = moment_now()
    asset.save()
    record(Verb.CHANGED, by=by, target=asset, community=asset.community)
    return asset


@transaction.atomic
def restore_version(asset: Asset, number: int, *, by: Person) -> Asset:
    """Bring an old version back as the newest one; nothing between is lost. Refused if it is the current one."""
    asset = locked(asset)
    require(policies.can_change, by, asset)
    refuse_retired(asset)
    old = asset.versions.filter(number=number).first()
    if old is None or old.number == asset.version:
        raise Refused(_("This is already the current version."))
    content = replace(content_of(old), note=_("Version %(number)s, brought back") % {"number": number})
    _next_version(asset, content, by)
    asset.changed_at = moment_now()
    asset.save()
    record(Verb.RESTORED, by=by, target=asset, community=asset.community)
    return asset


@transaction.atomic
def hand_over_asset(asset: Asset, *, to: Person, by: Person) -> Asset:
    """Give the asset to another member to look after. Refused for someone who does not belong."""
    asset = locked(asset)
    require(policies.can_hand_over, by, asset)
    if not possible_contacts(asset.community).filter(pk=to.pk).exists():
        raise Refused(_("Only a member of the community can look after this."))
    asset.owner = to
    asset.save(update_fields=["owner"])
    record(Verb.HANDED_OVER, by=by, target=asset, community=asset.community)
    return asset


def content_of(version: AssetVersion) -> Content:
    return Content(
        title=version.title,
        summary=version.summary,
        source=version.source,
        address=version.address,
        works_when=version.works_when,
        works_not_when=version.works_not_when,
        files=files_of(version),
    )


def locked(asset: Asset) -> Asset:
    # Two people may save at once: the lock puts one after the other, and the second is told.
    return Asset.objects.select_for_update(of=("self",)).select_related("community", "owner").get(pk=asset.pk)


def refuse_retired(asset: Asset) -> None:
    if asset.is_retired:
        raise Refused(_("This was retired. Bring it back first."))


def _check(content: Content, label: Label) -> None:
    if not label.people:
        raise Refused(_("Name at least one person to talk to: what is hard to write down goes by people."))
    if not (content.source.strip() or content.files or content.address):
        raise Refused(_("Write something, add a file, or give an address: there is nothing in it yet."))


def _describe(asset: Asset, label: Label) -> None:
    asset.kind, asset.language, asset.came_from = label.kind, label.language, label.came_from
    asset.tags = list(dict.fromkeys(" ".join(tag.lower().split()) for tag in label.tags if tag.strip()))[:TAGS_AT_MOST]


def _write(asset: Asset, content: Content, by: Person) -> None:
    named = mention_map(mentioned_handles(content.source), asset.community, writer=by)
    text = render(content.source, named)
    asset.title, asset.summary, asset.address = content.title, content.summary, content.address
    asset.works_when, asset.works_not_when = content.works_when, content.works_not_when
    asset.source, asset.html, asset.plain = text.source, text.html, text.plain


def _name_people(asset: Asset, people: Sequence[Person]) -> None:
    AssetContact.objects.filter(asset=asset).exclude(person__in=people).delete()
    AssetContact.objects.bulk_create(
        [AssetContact(asset=asset, person=person) for person in people], ignore_conflicts=True
    )


def _differs(asset: Asset, content: Content) -> bool:
    return replace(content_of(current_version(asset)), note="") != replace(
        content, note="", files=list(content.files), source=content.source.replace("\r\n", "\n")
    )


def _next_version(asset: Asset, content: Content, by: Person) -> None:
    asset.version += 1
    _write(asset, content, by)
    _keep_version(asset, content, by)


def _keep_version(asset: Asset, content: Content, by: Person) -> None:
    version = AssetVersion.objects.create(
        asset=asset,
        number=asset.version,
        title=asset.title,
        summary=asset.summary,
        source=asset.source,
        address=asset.address,
        works_when=asset.works_when,
        works_not_when=asset.works_not_when,
        note=content.note,
        author=by,
        made_at=moment_now(),
    )
    AssetFile.objects.bulk_create(
        AssetFile(version=version, file=file, position=position) for position, file in enumerate(content.files)
    )
    # Whoever may see the asset may read the files of all its versions, and those its text names.
    kept = StoredFile.objects.filter(asset_links__version__asset=asset)
    written = written_files(asset, asset.source, by=by, community=asset.community)
    hold_files(asset, [*kept, *written], community=asset.community)
