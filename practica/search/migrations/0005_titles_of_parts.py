"""What a part has of the title of its whole gets a weight of its own; it had that of words in files."""

from django.db import migrations

RAISED = """
UPDATE search_searchentry e SET document = setweight(
        to_tsvector('practica_plain', title) || to_tsvector('practica_en', title) || to_tsvector('practica_es', title), 'B'
    ) || ts_filter(document, CASE WHEN EXISTS (
        SELECT FROM files_fileuse u WHERE u.target_type = e.target_type AND u.target_id = e.target_id
    ) THEN '{c,d}'::"char"[] ELSE '{c}' END)
WHERE whole_id IS NOT NULL
"""


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0004_by_whole"),
        ("files", "0003_holders_and_pages"),
    ]

    operations = [migrations.RunSQL(RAISED, migrations.RunSQL.noop)]
