"""The index over `SearchText`, made by the means of each database after every migration.

On SQLite an FTS5 table of trigrams that reads its text from the model's table, kept in step by triggers; on
PostgreSQL a GIN index of pg_trgm, which a database's owner may install. Where that is refused, search works
without it, slower.
"""

import logging
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

TABLE = "consultations_searchtext"
INDEX = "consultations_searchindex"

SQLITE = (
    f"""
    CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(
        text, content='{TABLE}', content_rowid='statement_id', tokenize='trigram case_sensitive 1'
    )
    """,
    f"""
    CREATE TRIGGER IF NOT EXISTS {TABLE}_added AFTER INSERT ON {TABLE} BEGIN
        INSERT INTO {INDEX}(rowid, text) VALUES (NEW.statement_id, NEW.text);
    END
    """,  # noqa: S608 - names from this file
    f"""
    CREATE TRIGGER IF NOT EXISTS {TABLE}_removed AFTER DELETE ON {TABLE} BEGIN
        INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', OLD.statement_id, OLD.text);
    END
    """,  # noqa: S608 - names from this file
    f"""
    CREATE TRIGGER IF NOT EXISTS {TABLE}_changed AFTER UPDATE ON {TABLE} BEGIN
        INSERT INTO {INDEX}({INDEX}, rowid, text) VALUES ('delete', OLD.statement_id, OLD.text);
        INSERT INTO {INDEX}(rowid, text) VALUES (NEW.statement_id, NEW.text);
    END
    """,  # noqa: S608 - names from this file
)
POSTGRESQL = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    f"CREATE INDEX IF NOT EXISTS {INDEX} ON {TABLE} USING gin (text gin_trgm_ops)",
)


def install(using: str = "default", **_signal: Any) -> None:
    """Make the index where it is missing, and fill it with what is there. Receives `post_migrate`."""
    connection = connections[using]
    if TABLE not in connection.introspection.table_names():
        return
    if connection.vendor == "sqlite":
        on_sqlite(connection)
    else:
        on_postgresql(connection)
    from .actions.searching import index_all

    index_all()


def on_sqlite(connection: BaseDatabaseWrapper) -> None:
    """The FTS5 table and its triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE name = %s", [INDEX])
        is_new = cursor.fetchone()[0] == 0
        for statement in SQLITE:
            cursor.execute(statement)
        if is_new:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608 - a constant


def on_postgresql(connection: BaseDatabaseWrapper) -> None:
    """The GIN index, if the extension may be installed."""
    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            for statement in POSTGRESQL:
                cursor.execute(statement)
    except DatabaseError as refused:
        logger.warning("Search goes without an index, since pg_trgm cannot be installed: %s", refused)
