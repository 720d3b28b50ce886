"""Database triggers that hold the quotation of a need's source to its text, where it has one.

As `consultations.guards`, for rows whose text may be empty. Installed after every migration, since SQLite
drops them when it makes a table anew.
"""

from typing import Any

from django.db import connections

TABLE = "needs_needsource"
COLUMNS = '"quote", "source_text_id", "start", "end"'
QUOTED = (
    "substr((SELECT s.text FROM consultations_sourcetext s WHERE s.id = NEW.source_text_id),"
    ' NEW."start" + 1, NEW."end" - NEW."start")'
)
SAID = "the quotation is not what stands in the source"

SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS {TABLE}_quotes_{when.split()[0].lower()} BEFORE {when} ON {TABLE}
    WHEN NEW.source_text_id IS NOT NULL AND NEW.quote IS NOT {QUOTED}
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END
    """
    for when in ("INSERT", f"UPDATE OF {COLUMNS}")
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION {TABLE}_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.source_text_id IS NOT NULL AND NEW.quote IS DISTINCT FROM {QUOTED} THEN
            RAISE EXCEPTION '{SAID}' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
    END $$
    """,
    f"""
    CREATE OR REPLACE TRIGGER {TABLE}_quotes BEFORE INSERT OR UPDATE OF {COLUMNS} ON {TABLE}
    FOR EACH ROW EXECUTE FUNCTION {TABLE}_quotes()
    """,
]


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers where they are missing. Receives `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]:
            cursor.execute(statement)
