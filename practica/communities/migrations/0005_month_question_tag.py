from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("communities", "0004_charter_author_has_a_time"),
    ]

    operations = [
        migrations.AddField(
            model_name="monthquestion",
            name="tag",
            field=models.CharField(
                default="question", help_text="under which the answers are collected", max_length=40
            ),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="monthquestion",
            constraint=models.CheckConstraint(
                condition=models.Q(("tag", ""), _negated=True),
                name="month_question_has_a_tag",
            ),
        ),
    ]
