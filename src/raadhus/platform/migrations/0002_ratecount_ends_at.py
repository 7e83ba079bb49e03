from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """A count says when its window ends, so that it can be forgotten."""

    dependencies = [("platform", "0001_initial")]

    operations = [
        migrations.AddField("ratecount", "ends_at", models.DateTimeField(db_default=Now())),
    ]
