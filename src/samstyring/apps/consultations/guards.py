"""Database triggers that hold every quotation to its source: `quote == text[start:end]`, on both databases.

The same rule holds for what the program read and for what a person decided. The triggers are installed after
every migration: SQLite makes a table anew when a migration changes it, and drops them.
"""

from typing import Any

from django.db import connections

# Table, and the source text of a new row in it.
GUARDED = {
    "consultations_statement": (
        "SELECT s.text FROM consultations_sourcetext s"
        " JOIN consultations_reading r ON r.source_text_id = s.id WHERE r.id = NEW.reading_id"
    ),
    "consultations_review": "SELECT s.text FROM consultations_sourcetext s WHERE s.id = NEW.source_text_id",
    "consultations_cut": "SELECT s.text FROM consultations_sourcetext s WHERE s.id = NEW.source_text_id",
    "consultations_sampledstatement": (
        "SELECT s.text FROM consultations_sourcetext s WHERE s.id = NEW.source_text_id"
    ),
    "consultations_pointmember": (
        "SELECT s.text FROM consultations_sourcetext s WHERE s.id = NEW.source_text_id"
    ),
    "consultations_endorsement": (
        "SELECT s.text FROM consultations_sourcetext s WHERE s.id = NEW.source_text_id"
    ),
}
COLUMNS = '"quote", "start", "end"'


def sqlite(table: str, source: str) -> list[str]:
    """The triggers of a table on SQLite, one for new and one for changed rows."""
    return [
        f"""
        CREATE TRIGGER IF NOT EXISTS {table}_quotes_{when.split()[0].lower()} BEFORE {when} ON {table}
        WHEN NEW.quote IS NOT substr(({source}), NEW."start" + 1, NEW."end" - NEW."start")
        BEGIN SELECT RAISE(ABORT, 'the quotation is not what stands in the source'); END
        """
        for when in ("INSERT", f"UPDATE OF {COLUMNS}")
    ]


def postgresql(table: str, source: str) -> list[str]:
    """The function and the trigger of a table on PostgreSQL."""
    return [
        f"""
        CREATE OR REPLACE FUNCTION {table}_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF NEW.quote IS DISTINCT FROM substr(({source}), NEW."start" + 1, NEW."end" - NEW."start") THEN
                RAISE EXCEPTION 'the quotation is not what stands in the source' USING ERRCODE = '23514';
            END IF;
            RETURN NEW;
        END $$
        """,
        f"""
        CREATE OR REPLACE TRIGGER {table}_quotes BEFORE INSERT OR UPDATE OF {COLUMNS} ON {table}
        FOR EACH ROW EXECUTE FUNCTION {table}_quotes()
        """,
    ]


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers where they are missing. Receives `post_migrate`."""
    connection = connections[using]
    make = {"sqlite": sqlite, "postgresql": postgresql}[connection.vendor]
    with connection.cursor() as cursor:
        for table, source in GUARDED.items():
            for statement in make(table, source):
                cursor.execute(statement)
