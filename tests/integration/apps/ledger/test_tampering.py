"""Somebody with full rights on the database goes behind the triggers: verification says where, and what."""

import json
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection

from samstyring.apps.ledger import guards, verification
from samstyring.apps.ledger.canonical import canonical
from samstyring.apps.ledger.chain import digest
from samstyring.apps.ledger.events import Actor
from samstyring.apps.ledger.models import Entry, Related
from samstyring.apps.ledger.verification import START, verify

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def entries(paint, monkeypatch) -> list[Entry]:
    """Twelve entries; read in blocks of five, so that what is wrong can lie at the edge of a block."""
    monkeypatch.setattr(verification, "BLOCK", 5)
    return paint(12, by=Actor(uuid4(), "coordinator", uuid4(), "Sør-Eksempel kommune"))


def tamper(statement: str, *parameters: object) -> None:
    """Do it without the triggers, and put them back."""
    connection.check_constraints()  # those that wait for the end of the transaction
    with guards.lifted(connection), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")  # foreign keys are triggers too
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(statement, parameters)
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = origin")
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = OFF")


def found(**options) -> list[tuple[int, str]]:
    """The first words of each finding, with its place."""
    return [(finding.sequence, finding.what) for finding in verify(**options).findings]


def places(**options) -> list[int]:
    return [sequence for sequence, _ in found(**options)]


def rewritten(entry: Entry, **changes: object) -> tuple[str, str]:
    content = canonical(json.loads(entry.content) | changes)
    return content, digest(content)


def test_an_untouched_chain_holds(entries):
    report = verify()
    assert report.holds
    assert (report.count, report.head) == (12, (12, entries[-1].hash))


def test_an_empty_ledger_holds():
    tamper("DELETE FROM ledger_related")
    tamper("DELETE FROM ledger_entry")
    report = verify()
    assert report.holds
    assert (report.count, report.head) == (0, START)


@pytest.mark.parametrize("number", range(1, 13))
def test_a_changed_content_is_found_where_it_is(number):
    tamper("UPDATE ledger_entry SET content = replace(content, 'red', 'rad') WHERE sequence = %s", number)
    assert found() == [(number, "was changed: its content does not give its hash.")]


@pytest.mark.parametrize(
    "field", ["role", "organisation_name", "time", "verb", "actor_id", "object_name", "version"]
)
def test_a_change_in_any_field_is_found(entries, field):
    content, _hash = rewritten(entries[6], **{field: 3 if field == "version" else "other"})
    tamper("UPDATE ledger_entry SET content = %s WHERE sequence = 7", content)
    assert places() == [7]


@pytest.mark.parametrize("number", range(1, 12))
def test_a_change_with_a_new_hash_is_found_at_the_next_entry(entries, number):
    tamper(
        "UPDATE ledger_entry SET content = %s, hash = %s WHERE sequence = %s",
        *rewritten(entries[number - 1], role="administrator"),
        number,
    )
    assert found() == [
        (number + 1, f"does not follow entry {number}: one of them was changed, exchanged or put in.")
    ]


def test_a_changed_hash_is_found():
    tamper("UPDATE ledger_entry SET hash = %s WHERE sequence = 4", "0" * 64)
    assert places() == [4, 5]


@pytest.mark.parametrize("number", range(1, 12))
def test_a_removed_entry_is_found(number):
    tamper("DELETE FROM ledger_related WHERE entry_id = %s", number)
    tamper("DELETE FROM ledger_entry WHERE sequence = %s", number)
    assert found() == [(number, "was removed.")]


def test_removed_entries_are_found_together():
    tamper("DELETE FROM ledger_related WHERE entry_id BETWEEN 4 AND 8")
    tamper("DELETE FROM ledger_entry WHERE sequence BETWEEN 4 AND 8")
    assert found() == [(4, "was removed, and so were all up to entry 8.")]


def test_a_removed_entry_is_found_when_the_later_ones_are_renumbered():
    tamper("DELETE FROM ledger_related WHERE entry_id >= 5")
    tamper("DELETE FROM ledger_entry WHERE sequence = 5")
    for number in range(6, 13):
        tamper("UPDATE ledger_entry SET sequence = %s WHERE sequence = %s", number - 1, number)
    assert found()[0] == (5, "does not follow entry 4: one of them was changed, exchanged or put in.")
    assert (5, "was moved: it was recorded as entry 6.") in found()


def test_an_inserted_entry_is_found(entries):
    tamper("DELETE FROM ledger_related WHERE entry_id >= 7")
    for number in range(12, 6, -1):
        tamper("UPDATE ledger_entry SET sequence = %s WHERE sequence = %s", number + 1, number)
    content, hash = rewritten(entries[5], sequence=7, previous_hash=entries[5].hash)
    tamper("INSERT INTO ledger_entry VALUES (7, %s, %s, %s)", entries[5].object_id, content, hash)
    first = found()[0]
    assert first[0] in (7, 8)
    assert verify().more > 0 or len(found()) >= 6


@pytest.mark.parametrize(("one", "other"), [(1, 2), (5, 6), (3, 9), (11, 12)])
def test_exchanged_entries_are_found(one, other):
    tamper("DELETE FROM ledger_related")
    for change in ((99, one), (one, other), (other, 99)):
        tamper("UPDATE ledger_entry SET sequence = %s WHERE sequence = %s", *change)
    report = found()
    assert (one, f"was moved: it was recorded as entry {other}.") in report
    assert (other, f"was moved: it was recorded as entry {one}.") in report
    assert min(place for place, what in report if "histor" not in what) == one


def test_an_entry_with_a_number_below_the_first_is_found(entries):
    if connection.vendor == "postgresql":
        tamper("ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_sequence_from_1")
    tamper(
        "INSERT INTO ledger_entry SELECT -7, object_id, content, hash FROM ledger_entry WHERE sequence = 3"
    )
    assert found()[0] == (-7, "stands out of order: its number was used already.")


@pytest.mark.parametrize("end", [11, 6, 0])
def test_a_cut_tail_is_found_with_a_signed_head(entries, end):
    head = {12: entries[-1].hash}
    tamper("DELETE FROM ledger_related WHERE entry_id > %s", end)
    tamper("DELETE FROM ledger_entry WHERE sequence > %s", end)
    assert found() == []
    assert found(heads=head) == [
        (12, f"was signed as the head, but is not there: the ledger ends at entry {end}.")
    ]


def test_a_ledger_written_anew_is_found_with_a_signed_head(entries):
    heads = {4: entries[3].hash, 10: entries[9].hash}
    previous = entries[5].hash
    for entry in entries[6:]:
        content, previous = rewritten(entry, previous_hash=previous, role="reader")
        tamper(
            "UPDATE ledger_entry SET content = %s, hash = %s WHERE sequence = %s", content, previous, entry.pk
        )
    assert found() == []
    assert found(heads=heads) == [
        (10, "is not the one that was signed as the head: the ledger was rewritten."),
    ]


def test_a_walk_can_go_on_from_a_head_that_was_verified(entries):
    tamper("UPDATE ledger_entry SET content = '{}' WHERE sequence = 3")
    assert places(after=(8, entries[7].hash)) == []
    assert verify(after=(8, entries[7].hash)).count == 4
    assert places(after=(8, "0" * 64)) == [8, 9]
    assert places(after=(20, "0" * 64)) == [20]


@pytest.mark.parametrize(
    "change",
    [
        lambda: tamper("UPDATE ledger_entry SET object_id = %s WHERE sequence = 6", str(uuid4())),
        lambda: tamper("DELETE FROM ledger_related WHERE entry_id = 6"),
        lambda: tamper("UPDATE ledger_related SET object_id = %s WHERE entry_id = 6", str(uuid4())),
        lambda: Related.objects.create(entry_id=6, object_id=str(uuid4())),
    ],
)
def test_taking_an_entry_out_of_a_history_or_putting_it_into_one_is_found(change: Callable[[], object]):
    change()
    assert found() == [(6, "was taken out of an object's history, or put into another's.")]


def test_two_related_objects_in_one_row_are_not_taken_for_two(paint):
    one, other = sorted([str(uuid4()), str(uuid4())])
    [entry] = paint(related=(one, other))
    if connection.vendor == "postgresql":
        tamper("ALTER TABLE ledger_related ALTER object_id TYPE text")
    tamper("DELETE FROM ledger_related WHERE entry_id = %s AND object_id = %s", entry.pk, other)
    tamper("UPDATE ledger_related SET object_id = %s WHERE entry_id = %s", f'{one}","{other}', entry.pk)
    assert places() == [13]


def test_what_is_no_text_at_all_is_found():
    if connection.vendor == "postgresql":
        tamper("ALTER TABLE ledger_entry ALTER content DROP NOT NULL, ALTER hash DROP NOT NULL")
        tamper("UPDATE ledger_entry SET content = NULL, hash = '' WHERE sequence = 5")
    else:
        tamper("UPDATE ledger_entry SET content = 5, hash = x'00' WHERE sequence = 5")
    assert places() == [5, 6]


def test_a_flood_of_findings_is_counted_not_listed(paint):
    paint(40)
    tamper("UPDATE ledger_entry SET content = '{}'")
    report = verify()
    assert len(report.findings) == verification.MOST_FINDINGS
    assert report.more == 52 - verification.MOST_FINDINGS
