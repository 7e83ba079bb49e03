from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0005_calls_of_a_model"),
    ]

    operations = [
        migrations.AddField(
            model_name="processmodel",
            name="made_from",
            field=models.CharField(blank=True, db_default="", max_length=64),
        ),
    ]
