"""Triggers that keep the ledger append-only: UPDATE, DELETE (and TRUNCATE on PostgreSQL) are refused, and an
entry can only be added at the end.

Installed by a migration. A later migration that changes one of the two tables must install them again, since
SQLite makes such a table anew; `ledger verify` says when one is missing.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.base.base import BaseDatabaseWrapper

TABLES = ("ledger_entry", "ledger_related")
REFUSAL = "The ledger is append-only."
OUT_OF_TURN = "A ledger entry follows the last one."
NEXT = "SELECT coalesce(max(sequence), 0) + 1 FROM ledger_entry"


def _sqlite() -> dict[str, tuple[str, str]]:
    """Trigger name → (table, statement that makes it)."""
    made = {}
    for table in TABLES:
        for act in ("update", "delete"):
            name = f"{table}_refuse_{act}"
            made[name] = (
                table,
                f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act.upper()} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
            )
    made["ledger_entry_in_turn"] = (
        "ledger_entry",
        "CREATE TRIGGER IF NOT EXISTS ledger_entry_in_turn BEFORE INSERT ON ledger_entry "
        f"WHEN NEW.sequence <> ({NEXT}) BEGIN SELECT RAISE(ABORT, '{OUT_OF_TURN}'); END",
    )
    return made


def _postgresql() -> dict[str, tuple[str, str]]:
    made = {}
    for table in TABLES:
        for act, each in (("update", "ROW"), ("delete", "ROW"), ("truncate", "STATEMENT")):
            name = f"{table}_refuse_{act}"
            made[name] = (
                table,
                f"CREATE OR REPLACE TRIGGER {name} BEFORE {act.upper()} ON {table} "
                f"FOR EACH {each} EXECUTE FUNCTION ledger_refuse()",
            )
    made["ledger_entry_in_turn"] = (
        "ledger_entry",
        "CREATE OR REPLACE TRIGGER ledger_entry_in_turn BEFORE INSERT ON ledger_entry "
        "FOR EACH ROW EXECUTE FUNCTION ledger_in_turn()",
    )
    return made


_POSTGRESQL_FUNCTIONS = (
    f"CREATE OR REPLACE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
    f"CREATE OR REPLACE FUNCTION ledger_in_turn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    f"IF NEW.sequence <> ({NEXT}) THEN RAISE EXCEPTION '{OUT_OF_TURN}'; END IF; RETURN NEW; END $$",
)


def _triggers(connection: BaseDatabaseWrapper) -> dict[str, tuple[str, str]]:
    if connection.vendor == "sqlite":
        return _sqlite()
    if connection.vendor == "postgresql":
        return _postgresql()
    raise NotImplementedError(
        f"The ledger has no triggers for {connection.vendor}: use SQLite or PostgreSQL."
    )


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers, where they are not there already."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for statement in _POSTGRESQL_FUNCTIONS:
                cursor.execute(statement)
        for _table, statement in _triggers(connection).values():
            cursor.execute(statement)


def remove(connection: BaseDatabaseWrapper) -> None:
    """Drop the triggers: for undoing the migration, and for tests that go behind them."""
    with connection.cursor() as cursor:
        for name, (table, _statement) in _triggers(connection).items():
            on_table = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_table}")


@contextmanager
def lifted(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Without the triggers inside the block; for tests."""
    remove(connection)
    try:
        yield
    finally:
        install(connection)


def missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that should be there and are not, or are switched off."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        there = {name for (name,) in cursor.fetchall()}
    return sorted(_triggers(connection).keys() - there)
