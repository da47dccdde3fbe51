"""What is missing for a reader of another language, or said in two ways; nothing, or the build fails."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from practica.config.messages.catalogue import PACKAGE, Message, catalogues, read
from practica.config.messages.sources import asked_for

LANGUAGE = "es"


def missing() -> Iterator[str]:
    """One line for each text without a translation, or with one that nobody has looked at."""
    known = {
        (one.context, one.id): one
        for path in catalogues()
        if LANGUAGE in path.parts
        for one in sorted(read(path), key=lambda one: one.is_translated)
    }
    seen = set()
    for context, text, place in (found for package in packages() for found in asked_for(package)):
        if text and (context, text) not in seen:
            seen.add((context, text))
            yield from complaint(known.get((context, text)), text, place)


def clashes() -> Iterator[str]:
    """One line for each text that two parts translate differently: the part listed first would win everywhere."""
    paths = [path for path in catalogues() if LANGUAGE in path.parts]
    for text, place, other in disagreements((path, read(path)) for path in paths):
        yield f"{other.relative_to(PACKAGE.parent)}: {text!r} says another thing in {place.relative_to(PACKAGE.parent)}"


def disagreements(read_from: Iterable[tuple[Path, list[Message]]]) -> Iterator[tuple[str, Path, Path]]:
    """The text, where it was met first, and where it says another thing; only the first form of several is compared."""
    first: dict[str, tuple[str, Path]] = {}
    for path, messages in read_from:
        for one in (one for one in messages if one.id and one.is_translated):
            said, place = first.setdefault(one.key, (one.texts[0], path))
            if said != one.texts[0]:
                yield one.id, place, path


def packages() -> list[Path]:
    # The settings' two words, the names of the languages, are translated by the framework.
    return [path for path in sorted(PACKAGE.iterdir()) if path.is_dir() and path.name != "config"]


def complaint(message: Message | None, text: str, place: Path) -> Iterator[str]:
    if message is None or not message.is_translated:
        what = "is not in the catalogue" if message is None else "has no translation"
        yield f"{place.relative_to(PACKAGE.parent)}: {text!r} {what}"
