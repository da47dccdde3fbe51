"""Stylesheets as they are served: what one imports stands in its place, and nothing that only people need is sent."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

PARTS = Path(__file__).resolve().parents[1]
STYLES = PARTS / "ui" / "styles"
NAME = "ui/practica.css"
IMPORT = re.compile(r'^@import "([^"]+)";$', re.MULTILINE)
# Words in quotes stay as they are; a colon with a blank behind it is never part of a selector.
NEEDLESS = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/|\s*([{};,])\s*|(:)\s+|\s+""", re.DOTALL)


def joined(name: str = NAME) -> str:
    """One stylesheet by its name: that of every page out of one file a component, in the order of their numbers."""
    if name == NAME:
        text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STYLES.glob("*.css")))
    else:
        text = with_imports(name, sources(), set())
    return NEEDLESS.sub(_needed, text).strip().replace(";}", "}") + "\n"


def sources() -> dict[str, Path]:
    """The stylesheets of pages by the name under which they are linked."""
    return {path.as_posix().rpartition("/static/")[2]: path for path in PARTS.glob("*/static/**/*.css")}


def with_imports(name: str, known: dict[str, Path], taken: set[str]) -> str:
    """What a page needs arrives as one file, which packs better than several; each part of it is there once."""
    taken.add(name)

    def part(match: re.Match[str]) -> str:
        wanted = normpath(join(dirname(name), match[1]))
        return "" if wanted in taken else with_imports(wanted, known, taken)

    return IMPORT.sub(part, known[name].read_text(encoding="utf-8"))


def _needed(match: re.Match[str]) -> str:
    words, mark, colon = match.groups()
    return words or mark or colon or ("" if match[0].startswith("/*") else " ")


class StylesheetFinder(BaseFinder):
    """Finds our stylesheets, writing each anew whenever one of them is newer; at collectstatic and in development."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "built")

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        if path != NAME and path not in sources():
            return []
        built = self.build(path)
        return [built] if find_all or kwargs.get("all") else built

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        del ignore_patterns
        for name in [NAME, *sources()]:
            self.build(name)
            yield name, self.storage

    def build(self, name: str) -> str:
        target = Path(self.storage.path(name))
        read = [Path(__file__), STYLES, *STYLES.glob("*.css"), *sources().values()]
        if not target.exists() or target.stat().st_mtime < max(path.stat().st_mtime for path in read):
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and renamed: another process never reads half a stylesheet.
            aside = target.with_suffix(".new")
            aside.write_text(joined(name), encoding="utf-8")
            aside.replace(target)
        return str(target)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it comes without types
    """Names that carry the content's hash, in stylesheets and in the imports of our own modules too."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        # Before anything was collected (tests, commands on a fresh checkout) the plain name is the only one there is.
        return super().stored_name(name) if self.hashed_files else name
