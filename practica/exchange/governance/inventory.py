"""Every file of the folder with what becomes of it: a charter, a document, a file of the library, or the reason why not."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath

from django.utils.translation import gettext_noop as _

from practica.exchange.governance.documents import is_only_generated
from practica.exchange.governance.folder import LARGEST_TEXT, Folder
from practica.exchange.governance.groups import Governance, Group, Skipped
from practica.exchange.governance.origin import SOURCE, origin_of
from practica.exchange.governance.reader import FILE

MARKDOWN = {".md", ".markdown"}
PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp"}
FILES = {
    ".pdf", ".csv", ".txt", ".tsv", ".doc", ".docx", ".odt", ".xls", ".xlsx", ".ods", ".ppt", ".pptx", ".odp", ".svg",
    ".rst", ".ics", ".ipynb", ".mp3", ".mp4", ".zip",
}  # fmt: skip
SETTINGS = {".yaml", ".yml", ".json", ".toml", ".sh", ".py", ".go", ".sql", ".ini"}
RETIRED = "archive"
TOP = "."


class Treatment(StrEnum):
    """What becomes of a file."""

    GROUPS = "groups"
    CHARTER = "charter"
    DOCUMENT = "document"
    PICTURE = "picture"
    FILE = "file"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Entry:
    """One file; `folder` is that of the group it belongs to, empty where it belongs to none."""

    path: str
    treatment: Treatment
    folder: str = ""
    reason: str = ""

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.path).suffix.lower()

    @property
    def collection(self) -> str:
        """The folder of the file as the group's people know it: within the group's own folder where it lies there."""
        place = PurePosixPath(self.path).parent.as_posix()
        # What lies at the very top has no folder to be called by.
        return self.folder if place == TOP else place.removeprefix(f"{self.folder}/") if self.folder else place


@dataclass(frozen=True)
class Inventory:
    """All files of a folder, each exactly once."""

    entries: tuple[Entry, ...]

    def of(self, *treatments: Treatment) -> list[Entry]:
        return [entry for entry in self.entries if entry.treatment in treatments]

    def skipped(self) -> list[Skipped]:
        return [Skipped(entry.path, entry.reason) for entry in self.of(Treatment.SKIPPED)]

    def counts(self) -> Counter[Treatment]:
        return Counter(entry.treatment for entry in self.entries)


@dataclass(frozen=True)
class Owners:
    """Whose a file is: by the folder of a group, or by one that a subproject of a group names as its own."""

    groups: dict[str, Group]
    homes: dict[str, Group]

    def of(self, path: str) -> Group | None:
        """The group whose folder the file lies in; also a folder of that name elsewhere, as `guides/sig-network/`."""
        parents = PurePosixPath(path).parts[:-1]
        place = PurePosixPath(path).parent.as_posix()
        inside = (name for name in self.groups if place == name or place.startswith(f"{name}/"))
        if found := next(inside, None):
            return self.groups[found]
        if parents and parents[0] == RETIRED:
            return None
        named = next((self.groups[part] for part in reversed(parents) if part in self.groups), None)
        return named or (None if self.looks_named(path) else self._by_home(path))

    def looks_named(self, path: str) -> bool:
        """In a folder called as those of groups are, such as `sig-…`."""
        prefixes = tuple(f"{name.partition('-')[0]}-" for name in self.groups if "-" in name)
        return "/" in path and path.startswith(prefixes)

    def _by_home(self, path: str) -> Group | None:
        around = (parent.as_posix() for parent in PurePosixPath(path).parents)
        return next((self.homes[place] for place in around if place in self.homes), None)


def take_inventory(folder: Folder, governance: Governance) -> Inventory:
    """One entry for each file that is in the folder."""
    groups = {group.folder: group for group in governance.groups}
    owners = Owners(groups, _homes(folder, governance))
    return Inventory(tuple(_entry(folder, path, owners) for path in folder.paths()))


def _homes(folder: Folder, governance: Governance) -> dict[str, Group]:
    """Where the OWNERS files of subprojects lie, as far as they lie in this folder."""
    origin = origin_of(folder, governance)
    found: dict[str, Group] = {}
    for group in governance.groups:
        for url in (url for subproject in group.subprojects for url in subproject.owners):
            if path := origin.path_of(url):
                found.setdefault(PurePosixPath(path).parent.as_posix(), group)
    return found


def _entry(folder: Folder, path: str, owners: Owners) -> Entry:
    if path == FILE:
        return Entry(path, Treatment.GROUPS)
    if folder.is_link(path):
        return Entry(path, Treatment.SKIPPED, reason=_("It is a link to another file."))
    if path == SOURCE:
        return Entry(path, Treatment.SKIPPED, reason=_("It says where the folder comes from; what is kept names it."))
    owner = owners.of(path)
    if owner is None:
        return Entry(path, Treatment.SKIPPED, reason=_homeless(path, owners))
    return _treated(folder, path, owner)


def _homeless(path: str, owners: Owners) -> str:
    if path.startswith(f"{RETIRED}/"):
        return _("It belongs to a retired group, which the list of groups no longer names.")
    if owners.looks_named(path):
        return _("Its folder looks like a group's, but the list of groups does not name it.")
    return _(
        "It lies outside every group's folder, and no group names that place as its own: no community can hold it."
    )


def _treated(folder: Folder, path: str, group: Group) -> Entry:
    suffix = PurePosixPath(path).suffix.lower()
    if folder.size(path) == 0:
        return Entry(path, Treatment.SKIPPED, group.folder, _("It is empty."))
    if suffix in MARKDOWN:
        return _markdown(folder, path, group)
    if suffix in PICTURES:
        return Entry(path, Treatment.PICTURE, group.folder)
    if suffix in FILES:
        return Entry(path, Treatment.FILE, group.folder)
    is_setting = suffix in SETTINGS or PurePosixPath(path).name.startswith(("OWNERS", "."))
    reason = _("It sets up a tool; people do not read it.") if is_setting else _("This kind of file is not kept.")
    return Entry(path, Treatment.SKIPPED, group.folder, reason)


def _markdown(folder: Folder, path: str, group: Group) -> Entry:
    if folder.size(path) > LARGEST_TEXT:
        return Entry(path, Treatment.FILE, group.folder)
    if path.casefold() == f"{group.folder}/{group.charter}".casefold():
        return Entry(path, Treatment.CHARTER, group.folder)
    if is_only_generated(folder.text(path)):
        reason = _("It is generated from the list of groups; its facts are on the community's page.")
        return Entry(path, Treatment.SKIPPED, group.folder, reason)
    return Entry(path, Treatment.DOCUMENT, group.folder)
