"""One stylesheet out of one file a component: joined in the order of their numbers, at collectstatic and in development."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage, Storage
from whitenoise.storage import CompressedManifestStaticFilesStorage

STYLES = Path(__file__).resolve().parent / "styles"
NAME = "ui/practica.css"


def joined(folder: Path = STYLES) -> str:
    """The stylesheet as it is served: without comments and without the blanks that only people need."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.css")))
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    return re.sub(r"\s*\n\s*", "\n", text).strip() + "\n"


class StylesheetFinder(BaseFinder):
    """Finds `ui/practica.css`, writing it anew whenever one of its parts is newer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.DATA_DIR / "built")

    def check(self, **_kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        if path != NAME:
            return []
        built = self.build()
        return [built] if find_all or kwargs.get("all") else built

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        del ignore_patterns
        self.build()
        yield NAME, self.storage

    def build(self) -> str:
        target = Path(self.storage.path(NAME))
        newest = max(path.stat().st_mtime for path in [STYLES, *STYLES.glob("*.css")])
        if not target.exists() or target.stat().st_mtime < newest:
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written aside and renamed: another process never reads half a stylesheet.
            aside = target.with_suffix(".new")
            aside.write_text(joined(), encoding="utf-8")
            aside.replace(target)
        return str(target)


class StaticStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it comes without types
    """Names that carry the content's hash, in stylesheets and in the imports of our own modules too."""

    support_js_module_import_aggregation = True

    def stored_name(self, name: str) -> str:
        # Before anything was collected (tests, commands on a fresh checkout) the plain name is the only one there is.
        return super().stored_name(name) if self.hashed_files else name
