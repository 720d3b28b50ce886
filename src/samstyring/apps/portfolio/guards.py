"""Database triggers that hold what is published: no line of a published edition is entered or changed.

As `consultations.guards`. Installed after every migration: SQLite drops them when it makes a table anew.
Deleting is left to the foreign keys, as a test run empties its database.
"""

from typing import Any

from django.db import connections

TABLES = ("portfolio_recommendation", "portfolio_roadmapitem", "portfolio_milestone")
PUBLISHED = (
    "EXISTS (SELECT 1 FROM portfolio_edition e WHERE e.id = NEW.edition_id AND e.published IS NOT NULL)"
)
SAID = "the edition is published and stays as it is"

SQLITE = [
    f"""
    CREATE TRIGGER IF NOT EXISTS {table}_published_{when.lower()} BEFORE {when} ON {table}
    WHEN {PUBLISHED}
    BEGIN SELECT RAISE(ABORT, '{SAID}'); END
    """
    for table in TABLES
    for when in ("INSERT", "UPDATE")
]
POSTGRESQL = [
    f"""
    CREATE OR REPLACE FUNCTION portfolio_published() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {PUBLISHED} THEN
            RAISE EXCEPTION '{SAID}' USING ERRCODE = '23514';
        END IF;
        RETURN NEW;
    END $$
    """,
    *(
        f"""
        CREATE OR REPLACE TRIGGER {table}_published BEFORE INSERT OR UPDATE ON {table}
        FOR EACH ROW EXECUTE FUNCTION portfolio_published()
        """
        for table in TABLES
    ),
]


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers where they are missing. Receives `post_migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for statement in {"sqlite": SQLITE, "postgresql": POSTGRESQL}[connection.vendor]:
            cursor.execute(statement)
