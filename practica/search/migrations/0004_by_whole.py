from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("search", "0003_wholes"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="searchentry",
            index=models.Index(
                condition=models.Q(("whole_id__isnull", False)), fields=["whole_id"], name="search_by_whole"
            ),
        ),
    ]
