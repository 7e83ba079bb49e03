"""Drop the index of drafts by the clerk who fills them in: every question names the person too, and reads theirs."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("forms", "0002_a_clerk_helps")]

    operations = [migrations.RemoveIndex(model_name="draft", name="forms_draft_helper")]
