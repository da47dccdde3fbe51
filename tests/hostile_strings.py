"""Public collections of what attackers and testers type, and how many of them fit into a box at once."""

import json
from functools import cache

from django.core.validators import MaxLengthValidator
from django.db import connection

# Tables whose texts a form fills, and indexes that hold no name as long as a lot.
WIDENED = "^(communities|conversations|library|meetings|notices|organisation|people|polls|topics|work)_"
NAMED = "lower\\(\\((name|tag|title)\\)"
# Lists are cut by number and length.
LISTED = (
    "practica.foundation.text_fields.REASON_LENGTH",
    "practica.foundation.requests.WORDS_AT_MOST",
    *("practica.library.forms.TAGS_AT_MOST", "practica.library.forms.TAG_LENGTH"),
    "practica.library.actions.assets.TAGS_AT_MOST",
    *("practica.conversations.actions.writing.TAGS_AT_MOST", "practica.conversations.actions.writing.TAG_LENGTH"),
    *("practica.communities.forms.fields.TOPICS", "practica.communities.forms.fields.TOPIC_LENGTH"),
    *("practica.organisation.forms.MOST_PLACES", "practica.organisation.forms.PLACE_LENGTH"),
    *("practica.topics.actions.answering.LONGEST_REASON", "practica.topics.actions.planning.LONGEST_REASON"),
    *("practica.meetings.actions.feeds.NAME_LENGTH", "practica.polls.actions.asking.LONGEST_QUESTION"),
    *(f"practica.meetings.actions.roles.{name}" for name in ("MOST_ROLES", "LONGEST_NAME", "LONGEST_DUTY")),
    *("practica.polls.forms.asking.LONGEST_OPTION", "practica.polls.actions.asking.LONGEST_OPTION"),
)


@cache
def collected(folder):
    """Each string once, in the order of the files."""
    found = [pair["payload"] for pair in json.loads((folder / "xss" / "dompurify" / "pairs.json").read_text("utf-8"))]
    for file in (
        folder / "xss" / "h5sc" / "vectors.txt",
        *sorted((folder / "xss" / "payloadbox" / "Intruder").iterdir()),
    ):
        found += file.read_text("utf-8", errors="replace").splitlines()
    found += json.loads((folder / "naughty-strings" / "blns.json").read_text("utf-8"))
    return list(dict.fromkeys(found))


def lots(strings, most):
    """The strings in lots of so many letters; a longer one is a lot of its own."""
    lot, size = [], 0
    for one in strings:
        if lot and size + len(one) + 2 > most:
            yield lot
            lot, size = [], 0
        lot.append(one)
        size += len(one) + 2
    yield lot


def widen():
    """Columns as wide as it takes, until the transaction is rolled back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname FROM pg_indexes WHERE schemaname = 'public' AND indexdef ~ %s", [NAMED])
        for (name,) in cursor.fetchall():
            cursor.execute(f"DROP INDEX {name}")
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
            " AND character_maximum_length >= 60 AND table_name ~ %s",
            [WIDENED],
        )
        for table, column in cursor.fetchall():
            cursor.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" TYPE varchar')


def lift_limits(monkeypatch):
    """Forms take texts and lists of any length."""
    monkeypatch.setattr(MaxLengthValidator, "compare", lambda *_lengths: False)
    for limit in LISTED:
        monkeypatch.setattr(limit, 10**6)
