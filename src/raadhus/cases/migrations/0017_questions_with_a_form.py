from django.db import migrations

import raadhus.platform.fields


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_withdrawn_by_the_process"),
    ]

    operations = [
        migrations.AddField(
            model_name="putquestion",
            name="answers",
            field=raadhus.platform.fields.EncryptedJSONField(context="cases.question.answers", null=True),
        ),
    ]
