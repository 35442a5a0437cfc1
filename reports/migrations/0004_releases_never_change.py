from typing import Any

from django.db import migrations

# A release that can be changed, or taken back and replaced, protects nobody: what was published
# stays published, and later releases are audited against it. So the database itself refuses,
# whatever code asks. What is made up for the demonstration may be deleted, never changed.
OWNED = {
    "reports_release": "OLD.id",
    "reports_publication": "OLD.release_id",
    "reports_releasedgroup": "OLD.release_id",
    "reports_countedappraisal": "OLD.release_id",
    "reports_releasedrow": "(SELECT release_id FROM reports_releasedgroup WHERE id = OLD.group_id)",
}
SAYS = "A release never changes."
IS_REAL = "EXISTS (SELECT 1 FROM reports_release WHERE id = {release} AND NOT is_synthetic)"
# When the row that says so is on its way out, only its old self can be asked.
RELEASE_IS_REAL = "NOT OLD.is_synthetic"


def is_real(table: str) -> str:
    return RELEASE_IS_REAL if table == "reports_release" else IS_REAL.format(release=OWNED[table])


def refuse(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": on_sqlite, "postgresql": on_postgresql}[vendor]():
        schema_editor.execute(statement)


def on_sqlite() -> Any:
    for table in OWNED:
        yield f"""
            CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table}
            BEGIN SELECT RAISE(ABORT, '{SAYS}'); END
        """
        yield f"""
            CREATE TRIGGER {table}_stays BEFORE DELETE ON {table} WHEN {is_real(table)}
            BEGIN SELECT RAISE(ABORT, '{SAYS}'); END
        """


def on_postgresql() -> Any:
    yield f"""
        CREATE FUNCTION a_release_never_changes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
        END $$
    """
    # Emptying tables that hold nothing real is what resetting a database for tests does.
    yield f"""
        CREATE FUNCTION releases_are_never_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (SELECT 1 FROM reports_release WHERE NOT is_synthetic) THEN
                RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
            END IF;
            RETURN NULL;
        END $$
    """
    for table in OWNED:
        yield f"""
            CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                IF {is_real(table)} THEN
                    RAISE EXCEPTION '{SAYS}' USING ERRCODE = 'integrity_constraint_violation';
                END IF;
                RETURN OLD;
            END $$
        """
        yield f"""
            CREATE TRIGGER {table}_never_changes BEFORE UPDATE ON {table}
            FOR EACH ROW EXECUTE FUNCTION a_release_never_changes()
        """
        yield f"""
            CREATE TRIGGER {table}_stays BEFORE DELETE ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_stays()
        """
        yield f"""
            CREATE TRIGGER {table}_is_never_emptied BEFORE TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION releases_are_never_emptied()
        """


def allow(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "sqlite":
        for table in OWNED:
            schema_editor.execute(f"DROP TRIGGER {table}_never_changes")
            schema_editor.execute(f"DROP TRIGGER {table}_stays")
        return
    for table in OWNED:
        schema_editor.execute(f"DROP FUNCTION {table}_stays() CASCADE")
    schema_editor.execute("DROP FUNCTION a_release_never_changes() CASCADE")
    schema_editor.execute("DROP FUNCTION releases_are_never_emptied() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("reports", "0003_releases")]

    operations = [migrations.RunPython(refuse, allow)]
