from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0006_found_by_words"),
        ("topics", "0002_ways_to_suggest"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="topic",
            name="topic_by_state",
        ),
        migrations.AddIndex(
            model_name="topic",
            index=models.Index(fields=["community", "-state", "due_at", "id"], name="topic_by_state"),
        ),
    ]
