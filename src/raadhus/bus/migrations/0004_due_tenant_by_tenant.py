"""What falls due is found tenant by tenant, so that one tenant's flood is not in front of all others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bus", "0003_jobs_keep_no_diary")]
    operations = [
        migrations.AlterField("due", "at", models.DateTimeField()),
        migrations.AddIndex("due", models.Index(fields=["tenant_id", "at"], name="bus_due_of_tenant")),
    ]
