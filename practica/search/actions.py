"""Keeping the index right: in the transaction that changes a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import connection
from django.utils import timezone

from practica.files.models import StoredFile
from practica.search.languages import configurations, language_of
from practica.search.models import SearchEntry
from practica.search.registry import searchable_of, searchables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db import models

    from practica.search.registry import Searchable

# A document of PostgreSQL may have a megabyte of words; this many letters always fit, and are 150 pages.
MOST_LETTERS = 400_000
UPSERT = """
INSERT INTO search_searchentry
    (kind, target_type, target_id, whole_type, whole_id, community_id, author_id, at, language, title, body, heading, document, changed_at)
VALUES (%(kind)s, %(target_type)s, %(target_id)s, %(whole_type)s, %(whole_id)s, %(community)s, %(author)s, %(at)s,
    %(language)s, %(title)s, %(body)s, {heading}, {title} || {words} || {files}, clock_timestamp())
ON CONFLICT (target_type, target_id) DO UPDATE SET
    kind = EXCLUDED.kind, whole_type = EXCLUDED.whole_type, whole_id = EXCLUDED.whole_id, community_id = EXCLUDED.community_id, author_id = EXCLUDED.author_id, at = EXCLUDED.at,
    language = EXCLUDED.language, title = EXCLUDED.title, body = EXCLUDED.body, heading = EXCLUDED.heading,
    document = EXCLUDED.document, changed_at = EXCLUDED.changed_at
"""
# A part bears the title of its whole: its words help, but they are not its own and no place to jump to. Nothing else
# has their weight, so that they can be exchanged without reading the texts again.
OF_A_WHOLE, OF_A_PART = ("{heading}", "setweight({heading}, 'A')"), ("''::tsvector", "setweight({heading}, 'B')")
HEADING = (
    "(to_tsvector('practica_plain', %(title)s) || to_tsvector('practica_en', %(title)s)"
    " || to_tsvector('practica_es', %(title)s))"
)
# Parts are many, so only where there is something to change.
CARRY = f"""
UPDATE search_searchentry SET title = %(title)s, community_id = %(community)s,
    document = setweight({HEADING}, 'B') || ts_filter(document, '{{a,c,d}}')
WHERE whole_type = %(target_type)s AND whole_id = %(target_id)s
    AND (title, community_id) IS DISTINCT FROM (%(title)s, %(community)s)
"""  # noqa: S608 -- every word of it stands in this file


def index(*things: models.Model) -> None:
    """Make the things findable as they are now; what no longer should be found is forgotten."""
    for thing in things:
        searchable = searchable_of(thing._meta.label_lower)
        if searchable is None:
            continue
        if searchable.is_found(thing):
            write(searchable, thing)
        else:
            forget(thing)


def forget(*things: models.Model) -> None:
    for thing in things:
        SearchEntry.objects.filter(target_type=thing._meta.label_lower, target_id=thing.pk).delete()


def index_all(label: str) -> int:
    """Write the entries of a whole model anew, for imports and after a change of the index; says how many."""
    searchable = searchable_of(label)
    if searchable is None:
        return 0
    manager: Any = apps.get_model(label)._default_manager
    count = 0
    for thing in (searchable.rows() if searchable.rows else manager.all()).iterator(chunk_size=500):
        index(thing)
        count += 1
    return count


def index_everything() -> dict[str, int]:
    """Write the whole index anew, and drop entries of things that are gone; says how many of each model."""
    begun = timezone.now()
    counted = {searchable.model: index_all(searchable.model) for searchable in searchables()}
    SearchEntry.objects.filter(changed_at__lt=begun).delete()
    return counted


def write(searchable: Searchable, thing: models.Model) -> None:
    title = clean(searchable.title(thing))
    text = clean(searchable.text(thing))
    inside = clean("\n".join(texts_of_files(thing)))
    language = language_of(f"{title} {text or inside}", searchable.language(thing))
    whole = searchable.whole(thing)
    facts = {
        "kind": searchable.kind,
        "target_type": searchable.model,
        "target_id": thing.pk,
        "whole_type": whole._meta.label_lower if whole else "",
        "whole_id": whole.pk if whole else None,
        "community": searchable.community(thing),
        "author": searchable.author(thing),
        "at": searchable.at(thing) or timezone.now(),
        "language": language,
        "title": title,
        "body": f"{text}\n{inside}".strip(),
        "text": text,
        "inside": inside,
    }
    words = vector("text", "C", configurations(language))
    # The manual that a short note carries may be in the other language.
    files = vector("inside", "D", configurations(language_of(inside, language)))
    heading, own = (form.format(heading=HEADING) for form in (OF_A_PART if whole else OF_A_WHOLE))
    with connection.cursor() as cursor:
        cursor.execute(UPSERT.format(heading=heading, title=own, words=words, files=files), facts)
        if searchable.has_parts:
            cursor.execute(CARRY, facts)


def vector(column: str, weight: str, names: Iterable[str]) -> str:
    parts = " || ".join(f"to_tsvector('{name}', %({column})s)" for name in names)
    return f"setweight({parts}, '{weight}')"


def texts_of_files(thing: models.Model) -> list[str]:
    return list(StoredFile.objects.held_by(thing).exclude(text="").values_list("text", flat=True))


def clean(text: str) -> str:
    """Without the marks that highlighting uses, and no longer than a document may be."""
    return text.translate({0: None, 1: None, 2: None, 3: None})[:MOST_LETTERS]
