"""Search over many messages: a common word, two of them, a rare one, a phrase; with the rights of an ordinary member."""

import random
import statistics
import time
from collections.abc import Callable
from itertools import accumulate

from django.db import connection
from django.utils import timezone

from practica.communities.models import Community, Membership
from practica.config.development.bench import Figure
from practica.config.development.vocabulary import made_up
from practica.people.models import Person
from practica.search.narrowing import Filters
from practica.search.palette import beginnings
from practica.search.queries import beginning_with, find
from practica.search.results import results_of
from practica.search.words import ask

BUDGET = 60.0
ROUNDS = 15
PEOPLE, COMMUNITIES, WORDS, SENTENCES = 2000, 50, 20_000, 6000


def measure(size: int) -> list[Figure]:
    person = fill(size)
    questions = {
        "a common word": "lali",
        "two common words": "lali batom",
        "a phrase": f'"{phrase()}"',
        "a rare word": word(WORDS - 3),
        "a word that is nowhere": "xyzzyx",
        "a common word without another": "lali -batom",
    }
    member = [
        Figure(f"search, {name} ({typed[:24]})", median(lambda typed=typed: page(typed, person)), "ms", BUDGET)
        for name, typed in questions.items()
    ]
    community = Community.objects.of(person).first()
    filters = Filters(community=community.pk if community else None)
    return [
        *member,
        Figure("search, a common word in one community", median(lambda: page("lali", person, filters)), "ms", BUDGET),
        Figure("palette, two letters", median(lambda: beginning_with(beginnings("la"), person, 4)), "ms", BUDGET),
        Figure("palette, five letters", median(lambda: beginning_with(beginnings("batom"), person, 4)), "ms", BUDGET),
        *sizes(),
    ]


def page(typed: str, person: Person, filters: Filters | None = None) -> None:
    """All that the search page asks for its results: what matches and may be seen, marked excerpts, the things."""
    question = ask(typed)
    results_of(find(question, person, filters).ids, question, person)


def median(work: Callable[[], object]) -> float:
    work()
    taken = []
    for _round in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return statistics.median(taken)


def word(rank: int) -> str:
    """The two commonest are short and known by name."""
    return ("lali", "batom")[rank] if rank in {0, 1} else made_up(rank)


def phrase() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM bench_sentence WHERE id = 77")
        return " ".join(cursor.fetchone()[0].split()[3:5])


def fill(size: int) -> Person:
    """A tenth are conversations, the rest replies; words follow Zipf, so that common ones are in a third of all."""
    chance = random.Random(7)
    Person.objects.bulk_create(
        Person(name=f"Person {n}", handle=f"person-{n}", email=f"p{n}@example.org", claimed_at=timezone.now())
        for n in range(PEOPLE)
    )
    Community.objects.bulk_create(
        Community(name=f"Community {n}", slug=f"community-{n}", visibility="private" if n % 3 == 0 else "open")
        for n in range(COMMUNITIES)
    )
    people, communities = list(Person.objects.all()), list(Community.objects.all())
    Membership.objects.bulk_create(
        Membership(person=person, community=community, joined_at=timezone.now())
        for person in people
        for community in chance.sample(communities, 4)
    )
    with connection.cursor() as cursor:
        write_sentences(cursor, chance)
        for statement in FILLING:
            cursor.execute(statement, {"talks": max(1, size // 10), "replies": size - max(1, size // 10)})
    return people[11]


def write_sentences(cursor, chance: random.Random) -> None:  # noqa: ANN001 -- Django's wrapper has no public name
    ranks = list(accumulate(1 / (rank + 2) for rank in range(WORDS)))
    words = [word(rank) for rank in range(WORDS)]
    cursor.execute("CREATE TABLE bench_sentence (id int PRIMARY KEY, words text)")
    rows = [(n, " ".join(chance.choices(words, cum_weights=ranks, k=20))) for n in range(SENTENCES)]
    cursor.executemany("INSERT INTO bench_sentence VALUES (%s, %s)", rows)


SENTENCE = "(SELECT words FROM bench_sentence WHERE id = (i::bigint * {step} + {start}) %% 6000)"
TITLE = f"(SELECT array_to_string((string_to_array({SENTENCE.format(step=131, start=5)}, ' '))[1:6], ' '))"
TEXT = " || '. ' || ".join(
    SENTENCE.format(step=step, start=start) for step, start in ((7919, 1), (104729, 2), (1299709, 3))
)
MOMENT = "now() - interval '3 years' * (1 - i::float8 / {total})"
IDS = """(SELECT min(id) FROM people_person) + i %% 2000 AS person,
         (SELECT min(id) FROM communities_community) + (i::bigint * 31) %% 50 AS place"""
FILLING = [
    f"""
    INSERT INTO conversations_conversation (community_id, author_id, kind, title, source, html, plain, language, tags,
        opened_at, edits, close_reason, hide_reason, last_activity_at, last_number, reply_count, voices, thanks_count,
        me_too_count)
    SELECT place, person, 'discussion', {TITLE}, said, '', said, 'en', '{{}}', moment, 0, '', '', moment, 0, 0, 0, 0, 0
    FROM (SELECT i, {IDS}, {TEXT} AS said, {MOMENT.format(total="%(talks)s")} AS moment
          FROM generate_series(1, %(talks)s) i) made
    """,
    """
    INSERT INTO conversations_conversationhome (community_id, conversation_id, added_at, added_by_id, opened_at,
        last_activity_at)
    SELECT community_id, id, opened_at, author_id, opened_at, opened_at FROM conversations_conversation
    """,
    f"""
    INSERT INTO conversations_reply (community_id, conversation_id, number, author_id, source, html, plain, language,
        parts, quoted_text, written_at, hide_reason, thanks_count, is_first_here)
    SELECT c.community_id, c.id, i, person, said, '', said, 'en', '{{}}', '', moment, '', 0, false
    FROM (SELECT i, {IDS}, (SELECT min(id) FROM conversations_conversation) + i %% %(talks)s AS talk, {TEXT} AS said,
              {MOMENT.format(total="%(replies)s")} AS moment
          FROM generate_series(1, %(replies)s) i) made JOIN conversations_conversation c ON c.id = talk
    """,
    "DROP INDEX search_by_document",
    "DROP INDEX search_by_heading",
    """
    INSERT INTO search_searchentry (kind, target_type, target_id, whole_type, whole_id, community_id, author_id, at, language, title, body,
        heading, document, changed_at)
    SELECT 'conversations', type, id, CASE WHEN talk IS NULL THEN '' ELSE 'conversations.conversation' END, talk,
        community_id, author_id, at, 'en', title, plain, CASE WHEN talk IS NULL THEN heading ELSE '' END,
        setweight(heading, CASE WHEN talk IS NULL THEN 'A' ELSE 'B' END::"char")
            || setweight(to_tsvector('practica_en', plain), 'C'), at
    FROM (
        SELECT *, to_tsvector('practica_plain', title) || to_tsvector('practica_en', title)
            || to_tsvector('practica_es', title) AS heading
        FROM (
            SELECT 'conversations.conversation' AS type, id, NULL::bigint AS talk, community_id, author_id, opened_at AS at, title, plain
            FROM conversations_conversation
            UNION ALL
            SELECT 'conversations.reply', r.id, c.id, r.community_id, r.author_id, written_at, c.title, r.plain
            FROM conversations_reply r JOIN conversations_conversation c ON c.id = r.conversation_id
        ) said ORDER BY at
    ) entries
    """,
    "CREATE INDEX search_by_document ON search_searchentry USING gin (document) WITH (fastupdate = off)",
    "CREATE INDEX search_by_heading ON search_searchentry USING gin (heading) WITH (fastupdate = off)",
    "ANALYZE",
]


def sizes() -> list[Figure]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), pg_total_relation_size('search_searchentry') / 1048576.0, "
            "pg_relation_size('search_by_document') / 1048576.0 FROM search_searchentry"
        )
        entries, whole, words = cursor.fetchone()
    return [
        Figure("search, things in the index", entries, ""),
        Figure("search, the index with its texts", float(whole), "MB"),
        Figure("search, of which the words", float(words), "MB"),
    ]
