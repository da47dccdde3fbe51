"""What is written to a scratch organisation by statements of the database itself, because there is so much of it."""

# What the actions keep in the rows themselves.
COUNTED = """
UPDATE conversations_conversation c SET reply_count = r.n, last_number = r.n, voices = LEAST(r.n, 5),
    last_activity_at = r.at, last_reply_id = r.last
FROM (SELECT conversation_id, count(*) AS n, max(written_at) AS at, max(id) AS last
      FROM conversations_reply GROUP BY 1) r
WHERE r.conversation_id = c.id;
UPDATE conversations_conversationhome h SET last_activity_at = c.last_activity_at
FROM conversations_conversation c WHERE c.id = h.conversation_id;
"""


def _indexed(kind: str, model: str, table: str, columns: str, join: str = "") -> str:
    title, text, author, at = columns.split(", ")
    heading = " || ".join(
        f"to_tsvector('{name}', {title})" for name in ("practica_plain", "practica_en", "practica_es")
    )
    words = " || ".join(f"to_tsvector('{name}', {text})" for name in ("practica_plain", "practica_en"))
    return f"""
INSERT INTO search_searchentry
    (kind, target_type, target_id, community_id, author_id, at, language, title, body, heading, document, changed_at,
    whole_type)
SELECT '{kind}', '{model}', t.id, t.community_id, {author}, {at}, 'en', {title}, {text}, {heading},
    setweight({heading}, 'A') || setweight({words}, 'C'), now(), '' FROM {table} t {join}
"""  # noqa: S608 -- every word of it stands in this file


INDEXED = (
    _indexed(
        "conversations",
        "conversations.conversation",
        "conversations_conversation",
        "t.title, t.plain, t.author_id, t.opened_at",
    ),
    _indexed(
        "conversations",
        "conversations.reply",
        "conversations_reply",
        "c.title, t.plain, t.author_id, t.written_at",
        "JOIN conversations_conversation c ON c.id = t.conversation_id",
    ),
    _indexed("library", "library.asset", "library_asset", "t.title, t.plain, t.owner_id, t.changed_at"),
)
