from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations

from practica.foundation.plain_words import plain_words


class Migration(migrations.Migration):
    dependencies = [
        ("library", "0002_list_and_facets"),
        # It makes the function that the index is built with.
        ("people", "0003_found_by_words"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="asset",
            index=GinIndex(OpClass(plain_words("title", "summary"), name="gin_trgm_ops"), name="asset_by_words"),
        ),
    ]
