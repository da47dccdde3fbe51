from django.db import migrations

# A reflection had one part, named on its reply.
NAME_PARTS = """
UPDATE conversations_revision AS revision
SET parts = jsonb_build_object(reply.reflection, jsonb_build_object('source', revision.source, 'html', ''))
FROM conversations_reply AS reply
WHERE reply.id = revision.reply_id AND reply.reflection <> '';
UPDATE conversations_reply
SET parts = jsonb_build_object(reflection, jsonb_build_object('source', source, 'html', html))
WHERE reflection <> '' AND removed_at IS NULL;
"""
KEEP_THE_FIRST = """
UPDATE conversations_reply
SET reflection = (SELECT part FROM jsonb_object_keys(parts) AS part LIMIT 1)
WHERE parts <> '{}';
"""


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0002_reflection_parts"),
    ]

    operations = [migrations.RunSQL(NAME_PARTS, KEEP_THE_FIRST)]
