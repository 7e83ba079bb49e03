"""The time to appeal runs from the day a decision is sent; decisions sent before have the day they were made."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_corrections")]

    operations = [
        migrations.AddField(
            model_name="sending",
            name="appeal_last_on",
            field=models.DateField(null=True),
        ),
    ]
