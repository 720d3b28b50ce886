"""Database triggers that stamp a consultation anew when something of it changes, whoever changes it.

They stand at the tables that lists and sums read, so that no action can forget it. On SQLite a stamp is a
random number, so that a transaction that is rolled back leaves none that comes again. On PostgreSQL it is the
transaction's number, written when the transaction commits, so that writers do not wait for one another.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

OF_CONSULTATION, OF_SUBMISSION = "consultations_consultationstamp", "consultations_submissionstamp"
STATEMENTS = "consultations_statement"

OWN = "{row}.consultation_id"
BY_SUBMISSION = "(SELECT consultation_id FROM consultations_submission WHERE id = {row}.submission_id)"
BY_TEXT = (
    "(SELECT m.consultation_id FROM consultations_submission m"
    " JOIN consultations_sourcetext t ON t.submission_id = m.id WHERE t.id = {row}.source_text_id)"
)
BY_READING = (
    "(SELECT m.consultation_id FROM consultations_submission m"
    " JOIN consultations_reading r ON r.submission_id = m.id WHERE r.id = {row}.reading_id)"
)
# Each table, and the consultation of one of its rows; None where the row concerns all of them.
STAMPED: dict[str, str | None] = {
    STATEMENTS: OWN,
    "consultations_consultation": "{row}.id",
    "consultations_submission": OWN,
    "consultations_arrival": OWN,
    "consultations_archive": OWN,
    "consultations_sender": BY_SUBMISSION,
    "consultations_reading": BY_SUBMISSION,
    "consultations_endorsement": BY_SUBMISSION,
    "consultations_assignment": BY_SUBMISSION,
    "consultations_personalmark": BY_TEXT,
    "consultations_answer": BY_READING,
    "consultations_questionstance": BY_READING,
    "consultations_centralstatement": OWN,
    "consultations_point": OWN,
    "consultations_pointmember": (
        "(SELECT consultation_id FROM consultations_point WHERE id = {row}.point_id)"
    ),
    "actors_organisation": None,
    "actors_organisationname": None,
    "actors_population": None,
}
EVENTS = {"INSERT": ("NEW",), "UPDATE": ("OLD", "NEW"), "DELETE": ("OLD",)}


def install(using: str = "default", **_signal: Any) -> None:
    """Make the triggers where they are missing. Receives `post_migrate`: SQLite drops the triggers of a table
    that a migration makes anew."""
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if not {OF_CONSULTATION, OF_SUBMISSION} <= present:
        return
    make = {"sqlite": on_sqlite, "postgresql": on_postgresql}[connection.vendor]
    for table, consultation in STAMPED.items():
        if table in present:
            make(connection, table, consultation)


def on_sqlite(connection: BaseDatabaseWrapper, table: str, consultation: str | None) -> None:
    """One trigger for each event; no upsert, since `INSERT OR IGNORE` outside would rule it."""
    with connection.cursor() as cursor:
        for event, rows in EVENTS.items():
            # A statement never moves to another submission.
            said = rows[-1:] if table == STATEMENTS else rows
            body = "".join(sqlite_stamps(table, consultation, row) for row in said)
            cursor.execute(
                f"CREATE TRIGGER IF NOT EXISTS {table}_stamps_{event.lower()} AFTER {event} ON {table}"
                f" BEGIN {body} END"
            )


def sqlite_stamps(table: str, consultation: str | None, row: str) -> str:
    """The statements that stamp what a row belongs to."""
    if consultation is None:
        return f"UPDATE {OF_CONSULTATION} SET rest = random();"  # noqa: S608 - names from this file
    part = "statements" if table == STATEMENTS else "rest"
    found = sqlite_stamp(OF_CONSULTATION, "consultation_id", consultation.format(row=row), part)
    if table == STATEMENTS:
        found += sqlite_stamp(OF_SUBMISSION, "submission_id", f"{row}.submission_id", part)
    return found


def sqlite_stamp(table: str, key: str, value: str, part: str) -> str:
    """Stamp one row, and make it where it is missing."""
    others = ", ".join(
        f"{'random()' if name == part else '0'}"
        for name in (("statements", "rest") if table == OF_CONSULTATION else ("statements",))
    )
    columns = "statements, rest" if table == OF_CONSULTATION else "statements"
    return (
        f"UPDATE {table} SET {part} = random() WHERE {key} = {value};"  # noqa: S608 - names from this file
        f"INSERT INTO {table}({key}, {columns}) SELECT {value}, {others}"
        f" WHERE {value} IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {table} WHERE {key} = {value});"
    )


def on_postgresql(connection: BaseDatabaseWrapper, table: str, consultation: str | None) -> None:
    """A function and a trigger that is put off until the transaction commits."""
    new, old = (postgresql_stamps(table, consultation, row) for row in ("NEW", "OLD"))
    name = f"{table}_stamps"
    with connection.cursor() as cursor:
        cursor.execute(f"""
            CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
            DECLARE now_ bigint := txid_current();
            BEGIN
                IF TG_OP <> 'DELETE' THEN {new} END IF;
                IF TG_OP <> 'INSERT' THEN {old} END IF;
                RETURN NULL;
            END $$
        """)
        cursor.execute("SELECT 1 FROM pg_trigger WHERE tgname = %s AND tgrelid = %s::regclass", [name, table])
        if cursor.fetchone() is None:
            cursor.execute(
                f"CREATE CONSTRAINT TRIGGER {name} AFTER INSERT OR UPDATE OR DELETE ON {table}"
                f" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION {name}()"
            )


def postgresql_stamps(table: str, consultation: str | None, row: str) -> str:
    """The statements that stamp what a row belongs to: the consultation first, always, so that two
    transactions that commit at once take their turns. What this transaction has stamped is left alone."""
    if consultation is None:
        return f"UPDATE {OF_CONSULTATION} SET rest = now_ WHERE rest <> now_;"  # noqa: S608 - names from this file
    part = "statements" if table == STATEMENTS else "rest"
    value = consultation.format(row=row)
    found = (
        f"INSERT INTO {OF_CONSULTATION} AS s (consultation_id, statements, rest)"
        f" SELECT {value}, {'now_, 0' if part == 'statements' else '0, now_'} WHERE {value} IS NOT NULL"
        f" ON CONFLICT (consultation_id) DO UPDATE SET {part} = now_ WHERE s.{part} <> now_;"
    )
    if table == STATEMENTS:
        found += (
            f"INSERT INTO {OF_SUBMISSION} AS s (submission_id, statements) VALUES ({row}.submission_id, now_)"  # noqa: S608 - names from this file
            f" ON CONFLICT (submission_id) DO UPDATE SET statements = now_ WHERE s.statements <> now_;"
        )
    return found
