from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("rules", "0003_drafts_of_other_kinds"),
    ]

    operations = [
        migrations.AddField(
            model_name="ruledraft",
            name="file",
            field=models.CharField(blank=True, db_default="", max_length=140),
        ),
    ]
