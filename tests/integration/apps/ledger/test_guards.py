"""The database itself refuses to change the past."""

import pytest
from django.db import DatabaseError, connection, transaction

from samstyring.apps.ledger import guards
from samstyring.apps.ledger.models import Entry, Related
from samstyring.apps.ledger.verification import verify

COPY = "INSERT INTO ledger_entry SELECT {}, object_id, content, hash FROM ledger_entry WHERE sequence = 2"


def refused(statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"append-only|follows the last one"), transaction.atomic():
        connection.cursor().execute(statement)


@pytest.mark.django_db
@pytest.mark.parametrize("table", guards.TABLES)
def test_update_and_delete_are_refused(paint, table):
    paint(4)
    refused(f"UPDATE {table} SET object_id = object_id")  # noqa: S608 - our own table
    refused(f"DELETE FROM {table}")  # noqa: S608 - our own table
    if connection.vendor == "postgresql":
        connection.check_constraints()  # those that wait for the end of the transaction
        refused(f"TRUNCATE {table} CASCADE")
    if connection.vendor == "sqlite":
        refused(COPY.format(4).replace("INSERT", "INSERT OR REPLACE"))
    assert (Entry.objects.count(), Related.objects.count()) == (4, 2)
    assert verify().holds


@pytest.mark.django_db
def test_the_program_cannot_change_the_past_either(paint):
    [entry] = paint()
    entry.hash = "0" * 64
    for change in (
        entry.save,
        entry.delete,
        Entry.objects.all().delete,
        lambda: Entry.objects.update(hash=""),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert verify().holds


@pytest.mark.django_db
@pytest.mark.parametrize("number", [-1, 0, 2, 3, 5, 6])
def test_an_entry_can_only_be_added_at_the_end(paint, number):
    paint(3)
    with pytest.raises(DatabaseError), transaction.atomic():
        connection.cursor().execute(COPY.format(number))


@pytest.mark.django_db
def test_a_missing_guard_is_reported(paint):
    paint(2)
    assert guards.missing(connection) == []
    guards.remove(connection)
    report = verify()
    assert not report.holds
    assert "ledger_entry_refuse_update" in " ".join(str(finding) for finding in report.findings)
    guards.install(connection)
    guards.install(connection)
    assert verify().holds
