"""A municipality's own text on the pages about the site."""

from django.db import migrations, models

import raadhus.platform.ids
import raadhus.platform.tenancy.scope


class Migration(migrations.Migration):
    """One table."""

    dependencies = [("organisation", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="OwnText",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=raadhus.platform.ids.new_id, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "tenant_id",
                    models.UUIDField(default=raadhus.platform.tenancy.scope.current_tenant, editable=False),
                ),
                ("page", models.CharField(max_length=20)),
                ("language", models.CharField(max_length=12)),
                ("text", models.TextField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="owntext",
            constraint=models.UniqueConstraint(
                fields=("tenant_id", "page", "language"), name="organisation_own_text_once"
            ),
        ),
    ]
