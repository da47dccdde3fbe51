import django.db.models.lookups
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="reply",
            name="parts",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AddField(
            model_name="revision",
            name="parts",
            field=models.JSONField(default=dict),
        ),
        migrations.AddConstraint(
            model_name="reply",
            constraint=models.CheckConstraint(
                condition=django.db.models.lookups.Exact(
                    models.Func(
                        models.F("parts"),
                        output_field=models.JSONField(),
                        template="(%(expressions)s - '{strikes,context,ask,try}'::text[])",
                    ),
                    models.Value({}, models.JSONField()),
                ),
                name="reply_parts_are_known",
            ),
        ),
    ]
