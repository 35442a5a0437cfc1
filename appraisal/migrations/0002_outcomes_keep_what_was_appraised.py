from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def describe(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Let outcomes found before keep what their appraisal says today."""
    for outcome in apps.get_model("appraisal", "Outcome").objects.select_related("appraisal"):
        appraisal = outcome.appraisal
        due, council = appraisal.decision_date, appraisal.organisation
        outcome.appraised = {
            "title": appraisal.title,
            "council": council.official_name if council else "",
            "scope": appraisal.scope,
            "decision_date": due.isoformat() if due else None,
            "route": appraisal.route,
        }
        outcome.save(update_fields=["appraised"])


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="outcome",
            name="appraised",
            field=models.JSONField(default=dict),
            preserve_default=False,
        ),
        migrations.RunPython(describe, migrations.RunPython.noop),
    ]
