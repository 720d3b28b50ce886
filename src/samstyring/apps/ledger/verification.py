"""Does the chain hold? A walk through all entries that says where it does not, and what is wrong there.

The walk goes in blocks by sequence number, so that memory stays flat and no long transaction is held. An
entry is written together with its related objects and never changes: each is seen whole while others write.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import connection

from . import guards
from .models import GENESIS, Entry

BLOCK = 5_000  # entries; larger blocks are no faster
MOST_FINDINGS = 20
START = (0, GENESIS)

LEAST = -(2**63)

ENTRIES = """
    SELECT sequence, object_id, content, hash FROM ledger_entry WHERE sequence > %s ORDER BY sequence LIMIT %s
"""
RELATED = "SELECT entry_id, object_id FROM ledger_related WHERE entry_id BETWEEN %s AND %s"

Row = tuple[Any, ...]  # whatever the database has been made to hold


@dataclass(frozen=True)
class Finding:
    """Something wrong at entry number `sequence` (0: with the ledger as a whole)."""

    sequence: int
    what: str

    def __str__(self) -> str:
        return f"Entry {self.sequence}: {self.what}" if self.sequence else f"The ledger: {self.what}"


@dataclass
class Report:
    """What a walk found: the number of entries read, the head it came to, at most MOST_FINDINGS findings."""

    count: int = 0
    head: tuple[int, str] = START
    findings: list[Finding] = field(default_factory=list)
    more: int = 0  # findings beyond those that are kept

    @property
    def holds(self) -> bool:
        return not self.findings

    def add(self, sequence: int, what: str) -> None:
        if len(self.findings) < MOST_FINDINGS:
            self.findings.append(Finding(sequence, what))
        else:
            self.more += 1


def verify(*, after: tuple[int, str] = START, heads: Mapping[int, str] | None = None) -> Report:
    """Walk the chain after the entry `after` (number, hash), by default from the beginning.

    `heads` are hashes that were signed earlier, by the number of their entry: the chain must still have them.
    """
    report = Report(head=after)
    signed = {number: hash for number, hash in (heads or {}).items() if number > after[0]}
    if after != START and not Entry.objects.filter(sequence=after[0], hash=after[1]).exists():
        report.add(
            after[0], "is not the one that was signed as the head: the ledger was cut off or rewritten."
        )
    for rows, related in _blocks(after[0]):
        _walk(rows, related, signed, report)
        for orphan in related:
            report.add(orphan, "is named by related objects, but is not there.")
    last = report.head[0]
    there = Entry.objects.filter(sequence__gt=after[0] or LEAST, sequence__lte=last).count()
    if there != report.count and report.holds:
        report.add(0, f"{there} entries are there, but only {report.count} can be reached by their numbers.")
    for number in sorted(signed):
        report.add(number, f"was signed as the head, but is not there: the ledger ends at entry {last}.")
    for name in guards.missing(connection):
        report.add(0, f"the trigger {name}, which refuses changes, is missing from the database.")
    return report


def _blocks(after: int) -> Iterator[tuple[list[Row], dict[int, list[str]]]]:
    """Entries in order, BLOCK at a time, and the related objects of each block by entry number."""
    # From the very first row, even one that was given a number below 1.
    rows = _read(ENTRIES, [after or LEAST, BLOCK])
    while rows:
        first, last = rows[0][0], rows[-1][0]
        related: dict[int, list[str]] = defaultdict(list)
        for number, object_id in _read(RELATED, [first, last]):
            related[number].append(object_id)
        for others in related.values():
            others.sort()
        yield rows, related
        rows = _read(ENTRIES, [last, BLOCK])


def _read(query: str, parameters: list[int]) -> list[Row]:
    # The content as bytes, ready to be hashed: else text is made of it only to be made bytes again.
    as_bytes = "CAST(content AS BLOB)" if connection.vendor == "sqlite" else "content"
    with connection.cursor() as cursor:
        cursor.execute(query.replace("content", as_bytes), parameters)
        rows: list[Row] = cursor.fetchall()
        return rows


def _walk(rows: list[Row], related: dict[int, list[str]], signed: dict[int, str], report: Report) -> None:
    """Check the block; takes out of `related` and `signed` what it has seen."""
    number, previous = report.head
    for sequence, object_id, content, hash in rows:
        others = related.pop(sequence, ())
        try:
            text = content if type(content) is bytes else content.encode()
            whole = sha256(text).hexdigest() == hash
        except (AttributeError, UnicodeEncodeError):  # not a text at all
            text, whole = b"", False
        if not (whole and sequence == number + 1 and _states(text, object_id, previous, others)):
            _explain(text if whole else b"", (sequence, object_id, others), (number, previous), report)
        if sequence in signed and signed.pop(sequence) != hash:
            report.add(sequence, "is not the one that was signed as the head: the ledger was rewritten.")
        number, previous = sequence, hash
    report.count += len(rows)
    report.head = (number, previous)


def _states(content: bytes, object_id: str, previous: str, others: Sequence[str]) -> bool:
    """Whether the content names these objects and follows the entry before, and thereby stands in its place.

    Read at the places of its fields, which is many times as fast as parsing. Data has no keys by these names
    (payload.RESERVED) and quotation marks inside texts are escaped, so that each is found only as the field.
    """
    place = content.find(b',"object_id":"')
    if not content.startswith(f',"object_id":"{object_id}",'.encode(), place):
        return False
    listed = ""
    if others:
        if {len(other) for other in others} != {36}:  # two in one row
            return False
        listed = '"' + '","'.join(others) + '"'
    return f',"previous_hash":"{previous}","related":[{listed}],"role":"'.encode() in content


def _explain(
    content: bytes, row: tuple[int, str, Sequence[str]], before: tuple[int, str], report: Report
) -> None:
    """Say what is wrong at a row; `content` is empty where it does not give its hash."""
    sequence, object_id, others = row
    number, previous = before
    already = len(report.findings) + report.more
    if not content:
        report.add(sequence, "was changed: its content does not give its hash.")
    if sequence <= number:
        report.add(sequence, "stands out of order: its number was used already.")
    elif sequence == number + 2:
        report.add(number + 1, "was removed.")
    elif sequence > number + 2:
        report.add(number + 1, f"was removed, and so were all up to entry {sequence - 1}.")
    elif content:
        fields = json.loads(content)
        if fields["previous_hash"] != previous:
            report.add(
                sequence, f"does not follow entry {number}: one of them was changed, exchanged or put in."
            )
        if fields["sequence"] != sequence:
            report.add(sequence, f"was moved: it was recorded as entry {fields['sequence']}.")
        if fields["object_id"] != object_id or fields["related"] != list(others):
            report.add(sequence, "was taken out of an object's history, or put into another's.")
    if len(report.findings) + report.more == already:
        report.add(sequence, "is not as the program writes it.")
