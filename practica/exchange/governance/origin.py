"""Where the folder is published: its own web addresses are links between its files too."""

import configparser
import re
from dataclasses import dataclass
from urllib.parse import quote

from practica.exchange.governance.folder import Folder
from practica.exchange.governance.groups import Governance

SOURCE = "SOURCE.txt"
_PUBLISHED = re.compile(
    r"(?P<host>git(?:hub|lab)\.com|codeberg\.org)[/:](?P<name>[\w.-]+/[\w.-]+?)(?:\.git)?/?$", re.MULTILINE
)
_RAW = re.compile(r"https://raw\.githubusercontent\.com/(?P<name>[\w.-]+/[\w.-]+)/[^/]+/(?P<path>.+)")
_VIEW = re.compile(r"^/(?:-/)?(?:blob|tree|raw)/[^/]+(?:/(?P<path>.*))?$")


@dataclass(frozen=True)
class Origin:
    """The public address of the repository; empty where it is not known."""

    address: str = ""

    def path_of(self, url: str) -> str | None:
        """The path in the folder that a web address shows, or None when it is another place."""
        plain = re.sub(r"^https?://(?:www\.)?", "", url)
        if self.address and plain.startswith(self.address):
            match = _VIEW.match(plain.removeprefix(self.address))
            return (match["path"] or "") if match else None
        raw = f"raw.githubusercontent.com/{self.address.removeprefix('github.com/')}/"
        if self.address.startswith("github.com/") and plain.startswith(raw):
            return plain.removeprefix(raw).partition("/")[2]
        # A short name of one forge, which such folders use beside the long one.
        short = f"git.k8s.io/{self.address.rpartition('/')[2]}"
        if self.address.startswith("github.com/kubernetes/") and (plain == short or plain.startswith(f"{short}/")):
            return plain.removeprefix(short).removeprefix("/")
        return None

    def url(self, path: str) -> str:
        """Where people can still read a file that was not taken in."""
        return f"https://{self.address}/blob/HEAD/{quote(path)}" if self.address else ""


def origin_of(folder: Folder, governance: Governance) -> Origin:
    """What the folder says of itself; an archive for download says nothing, but its list of groups does."""
    known = read_origin(folder)
    return known if known.address else _listed(folder, governance)


def _listed(folder: Folder, governance: Governance) -> Origin:
    """The repository in which the list of groups places a file that lies in a group's own folder here."""
    here, groups = set(folder.paths()), {group.folder for group in governance.groups}
    urls = (url for group in governance.groups for subproject in group.subprojects for url in subproject.owners)
    for place in filter(None, map(_RAW.fullmatch, urls)):
        if place["path"] in here and place["path"].partition("/")[0] in groups:
            return Origin(f"github.com/{place['name']}")
    return Origin()


def read_origin(folder: Folder) -> Origin:
    """From the clone's own settings, or a `SOURCE.txt` beside the list of groups."""
    config = folder.root / ".git" / "config"
    if config.is_file() and not config.is_symlink():
        settings = configparser.ConfigParser(strict=False, allow_no_value=True, interpolation=None)
        try:
            settings.read_string(config.read_text(encoding="utf-8", errors="replace"))
        except configparser.Error:
            return Origin()
        return _named(settings.get('remote "origin"', "url", fallback=""))
    source = folder.root / SOURCE
    return _named(source.read_text(encoding="utf-8", errors="replace")[:2000]) if source.is_file() else Origin()


def _named(text: str) -> Origin:
    match = _PUBLISHED.search(text)
    return Origin(f"{match['host']}/{match['name']}") if match else Origin()
