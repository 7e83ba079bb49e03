import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("processes", "0004_tokens_within"),
    ]

    operations = [
        migrations.AddField(
            model_name="processmodel",
            name="calls",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=60), null=True, size=None
            ),
        ),
    ]
