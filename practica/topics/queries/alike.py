"""Which topics are like the one somebody is naming: by letter triples, and by the stems of their words."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Any

from django.db import connection

from practica.topics.models import State, Topic

if TYPE_CHECKING:
    from practica.communities.models import Community
    from practica.people.models import Person

# Found by trying the suggestions of the demonstration and ways to say them differently.
ALIKE = 0.4
SHOWN, SHORTEST = 3, 4
CONFIGURATIONS = {"en": "practica_en", "es": "practica_es"}
# Two short indexed questions find the candidates; only those are compared. Three words at least count as a whole, so
# that one common word makes nothing alike.
NEAR = """
WITH asked AS (
    SELECT array_agg(stem) AS stems, string_agg(quote_literal(stem), ' | ')::tsquery AS query
    FROM unnest(tsvector_to_array(to_tsvector(%(configuration)s::regconfig, %(title)s))) stem
), near AS (
    (SELECT t.id FROM topics_topic t WHERE t.community_id = %(community)s
        AND (t.sought %% %(plain)s OR %(plain)s <%% t.sought) ORDER BY t.id DESC LIMIT 200)
    UNION
    (SELECT e.target_id FROM search_searchentry e, asked WHERE e.target_type = 'topics.topic'
        AND e.community_id = %(community)s AND e.heading @@ asked.query ORDER BY e.at DESC LIMIT 200)
), scored AS (
    SELECT t.id, greatest(
        similarity(t.sought, %(plain)s),
        0.8 * word_similarity(%(plain)s, t.sought),
        0.9 * (SELECT count(*) FROM unnest(asked.stems) want
            WHERE want = ANY (tsvector_to_array(e.heading))) / greatest(cardinality(asked.stems), 3)
    ) AS alike
    FROM near JOIN topics_topic t USING (id) CROSS JOIN asked
    LEFT JOIN search_searchentry e ON e.target_type = 'topics.topic' AND e.target_id = t.id
)
SELECT id FROM scored WHERE alike >= %(least)s ORDER BY alike DESC, id LIMIT 12
"""


def plain_title(title: str) -> str:
    """In small letters, without accents."""
    parted = unicodedata.normalize("NFKD", title.casefold())
    return " ".join("".join(letter for letter in parted if not unicodedata.combining(letter)).split())[:320]


def look_alikes(community: Community, title: str, person: Person, language: str = "en") -> list[Topic]:
    """At most three of the community's topics that sound like this title, the most alike first."""
    plain = plain_title(title)
    if len(plain) < SHORTEST:
        return []
    given: dict[str, Any] = {
        "community": community.pk,
        "title": title,
        "plain": plain,
        "configuration": CONFIGURATIONS.get(language, CONFIGURATIONS["en"]),
        "least": ALIKE,
    }
    with connection.cursor() as cursor:
        cursor.execute(NEAR, given)
        ids = [pk for (pk,) in cursor.fetchall()]
    if not ids:
        return []
    seen = Topic.objects.visible_to(person).filter(pk__in=ids, hidden_at=None).exclude(state=State.MERGED)
    rows = seen.for_rows(person).in_bulk()
    return [rows[pk] for pk in ids if pk in rows][:SHOWN]
