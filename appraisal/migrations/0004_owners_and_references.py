from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from appraisal.models import new_reference


def name_perspectives(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for perspective in apps.get_model("appraisal", "Perspective").objects.filter(reference=""):
        perspective.reference = new_reference()
        perspective.save(update_fields=["reference"])


def let_owners_in(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    owned = apps.get_model("appraisal", "Appraisal").objects.exclude(owner=None)
    for appraisal in owned.select_related("owner"):
        appraisal.access.create(email=appraisal.owner.email, level="owner")
        appraisal.browser = ""
        appraisal.save(update_fields=["browser"])


class Migration(migrations.Migration):
    dependencies = [("appraisal", "0003_access_and_invitations")]

    operations = [
        migrations.RunPython(name_perspectives, migrations.RunPython.noop),
        migrations.RunPython(let_owners_in, migrations.RunPython.noop),
    ]
