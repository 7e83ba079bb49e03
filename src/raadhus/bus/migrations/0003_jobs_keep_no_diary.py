"""The queue notes no more when each job came and began: nobody reads it, and it was a quarter of what a job costs PostgreSQL."""

from django.db import migrations

NOTES = ("procrastinate_trigger_status_events_insert_v1", "procrastinate_trigger_status_events_update_v1")


def _switch(act: str) -> list[str]:
    return [f"ALTER TABLE procrastinate_jobs {act} TRIGGER {name}" for name in NOTES]


class Migration(migrations.Migration):
    dependencies = [("bus", "0002_dead_letters_are_found"), ("procrastinate", "0041_post_retry_failed_job")]
    operations = [migrations.RunSQL(_switch("DISABLE"), _switch("ENABLE"))]
