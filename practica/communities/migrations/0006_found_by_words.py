from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models
from django.db.models.functions import Cast

from practica.foundation.plain_words import plain_words

NAMED, SAYING = plain_words("name"), plain_words("tagline", "domain", Cast("topics", models.TextField()))


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0005_month_question_tag"),
        # It makes the function that the indexes are built with.
        ("people", "0003_found_by_words"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="community",
            index=GinIndex(OpClass(NAMED, name="gin_trgm_ops"), name="community_by_name"),
        ),
        migrations.AddIndex(
            model_name="community",
            index=GinIndex(OpClass(SAYING, name="gin_trgm_ops"), name="community_by_words"),
        ),
    ]
