from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps
from django.db.models.functions import Lower


def verify_councils(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Councils come from a published list."""
    apps.get_model("people", "Organisation").objects.exclude(gss_code=None).update(is_verified=True)


class Migration(migrations.Migration):
    dependencies = [("people", "0002_roles_instead_of_permissions")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="is_verified",
            field=models.BooleanField(
                default=False,
                help_text="Someone has checked that it is what it says it is.",
                verbose_name="verified",
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="gss_code",
            field=models.CharField(
                blank=True, max_length=9, null=True, unique=True, verbose_name="GSS code"
            ),
        ),
        migrations.AlterField(
            model_name="organisation",
            name="ends",
            field=models.DateField(
                blank=True, help_text="The first day on which it is no more.", null=True
            ),
        ),
        migrations.RunPython(verify_councils, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="organisation",
            constraint=models.UniqueConstraint(
                Lower("name"),
                name="no_two_organisations_have_names_that_differ_by_capitals_only",
                violation_error_message="There is an organisation with this name already.",
            ),
        ),
    ]
