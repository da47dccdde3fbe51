from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("organisation", "0002_cache_table")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="places",
            field=models.JSONField(blank=True, default=list, verbose_name="towns or sites"),
        ),
    ]
