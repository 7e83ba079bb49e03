"""A letter is on its way or delivered; nothing ever gave one up, so that is no state of it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """The states that there are; no table changes."""

    dependencies = [("post", "0002_stuck_letters_are_found")]
    operations = [
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[("ordered", "Ordered"), ("filed", "Filed"), ("delivered", "Delivered")],
                default="ordered",
                max_length=10,
            ),
        )
    ]
