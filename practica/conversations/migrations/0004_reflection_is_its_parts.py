from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("conversations", "0003_name_the_parts"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="reply", name="reply_reflection_is_known"),
        migrations.RemoveField(model_name="reply", name="reflection"),
    ]
