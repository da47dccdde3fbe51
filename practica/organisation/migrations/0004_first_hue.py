from django.db import migrations, models

HUES = ["", "pine", "sky", "iris", "plum", "rose", "clay", "gold", "moss"]


class Migration(migrations.Migration):
    dependencies = [("organisation", "0003_places")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="first_hue",
            field=models.CharField(blank=True, default="", max_length=8),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.CheckConstraint(
                name="organisation_first_hue_is_known", condition=models.Q(("first_hue__in", HUES))
            ),
        ),
    ]
