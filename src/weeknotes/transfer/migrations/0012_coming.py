"""A bringing in whose file comes in parts has a state of its own: a choice more, and no row is changed."""

from django.db import migrations, models

STATES = ("coming", "looking", "previewed", "running", "stopped", "done", "undoing", "undone")


class Migration(migrations.Migration):
    dependencies = [("transfer", "0011_law_withheld")]
    operations = [
        migrations.AlterField("importrun", "state", models.CharField(choices=[(state, state) for state in STATES], default="done", max_length=9)),
    ]
