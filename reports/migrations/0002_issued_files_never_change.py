from typing import Any

from django.db import migrations

# What was issued may already be in a committee's papers, so the database itself refuses to change
# it, whatever code asks. Deleting is allowed: an appraisal goes with all that belongs to it.
REFUSE = {
    "sqlite": [
        """
        CREATE TRIGGER an_issued_file_never_changes BEFORE UPDATE ON reports_issuedfile
        BEGIN SELECT RAISE(ABORT, 'An issued file never changes.'); END
        """
    ],
    "postgresql": [
        """
        CREATE FUNCTION an_issued_file_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'An issued file never changes.'
                USING ERRCODE = 'integrity_constraint_violation';
        END $$
        """,
        """
        CREATE TRIGGER an_issued_file_never_changes BEFORE UPDATE ON reports_issuedfile
        FOR EACH ROW EXECUTE FUNCTION an_issued_file_never_changes()
        """,
    ],
}
ALLOW = {
    "sqlite": ["DROP TRIGGER an_issued_file_never_changes"],
    "postgresql": [
        "DROP TRIGGER an_issued_file_never_changes ON reports_issuedfile",
        "DROP FUNCTION an_issued_file_never_changes()",
    ],
}


def refuse(apps: Any, schema_editor: Any) -> None:
    for statement in REFUSE[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def allow(apps: Any, schema_editor: Any) -> None:
    for statement in ALLOW[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_documents")]

    operations = [migrations.RunPython(refuse, allow)]
