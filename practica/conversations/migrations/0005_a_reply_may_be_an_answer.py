from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0004_reflection_is_its_parts"),
    ]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="is_answer",
            field=models.BooleanField(db_default=False, default=False, editable=False),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                name="reply_is_no_answer_and_reflection_at_once", condition=Q(is_answer=False) | Q(parts={})
            ),
        ),
    ]
