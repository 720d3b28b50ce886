"""Database triggers that keep what was advised, decided and done as it was written.

A correction is a new row, so none of these is ever updated. Installed after every migration, since SQLite
drops them when it makes a table anew.
"""

from typing import Any

from django.db import connections

TABLES = ("decisions_advice", "decisions_decision", "decisions_phasechange")
REFUSAL = "What was advised or decided is not written over: a correction is a new row."

SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS {table}_stands BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END
    """
    for table in TABLES
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION decisions_stands() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = '23514'; END $$
    """,
    *[
        f"""
        CREATE OR REPLACE TRIGGER {table}_stands BEFORE UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION decisions_stands()
        """
        for table in TABLES
    ],
]


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers where they are missing. Receives `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]:
            cursor.execute(statement)
