"""Several writers at once keep one unbroken chain."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from uuid import uuid4

import pytest
from django.db import connection, transaction
from tests.ledger_events import Colour, Painted

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.apps.ledger.models import Entry
from samstyring.apps.ledger.verification import verify

WRITERS, ACTS = 5, 9

pytestmark = pytest.mark.django_db(transaction=True)


class ActFailedError(Exception):
    """Raised in the middle of an act."""


def at_once(write: Callable[[int], list[int]]) -> list[list[int]]:
    """Let all writers start together, each with a connection of its own; what each returns."""
    start = threading.Barrier(WRITERS)

    def run(writer: int) -> list[int]:
        try:
            start.wait()
            return write(writer)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return list(pool.map(run, range(WRITERS)))


def act(writer: int, layer: int) -> int:
    with transaction.atomic():
        event = Painted(object_id=uuid4(), colour=Colour.BLUE, layers=layer, related=(uuid4(),))
        return record(event, by=Actor(uuid4(), "coordinator", None, f"Writer {writer}")).sequence


def test_every_act_of_every_writer_is_in_one_chain():
    numbers = at_once(lambda writer: [act(writer, layer) for layer in range(ACTS)])
    assert sorted(chain.from_iterable(numbers)) == list(range(1, WRITERS * ACTS + 1))
    assert all(own == sorted(own) for own in numbers)
    report = verify()
    assert report.holds, report.findings
    assert report.count == WRITERS * ACTS


def test_times_follow_the_numbers():
    at_once(lambda writer: [act(writer, layer) for layer in range(ACTS)])
    times = [entry.fields["time"] for entry in Entry.objects.order_by("sequence")]
    assert times == sorted(times)


def test_acts_that_fail_leave_no_gap_for_the_others():
    def write(writer: int) -> list[int]:
        kept = []
        for layer in range(ACTS):
            try:
                with transaction.atomic():
                    number = act(writer, layer)
                    if layer % 3 == writer % 3:
                        raise ActFailedError
                kept.append(number)
            except ActFailedError:
                pass
        return kept

    numbers = sorted(chain.from_iterable(at_once(write)))
    assert numbers == list(range(1, len(numbers) + 1))
    assert verify().count == len(numbers) == WRITERS * ACTS * 2 // 3
    assert verify().holds


def test_a_walk_while_others_write_sees_no_half_entry():
    def write(writer: int) -> list[int]:
        if writer:
            return [act(writer, layer) for layer in range(ACTS)]
        counts = []
        while not counts or counts[-1] < (WRITERS - 1) * ACTS:
            report = verify()
            assert report.holds, report.findings
            counts.append(report.count)
        return counts

    walks = at_once(write)[0]
    assert walks == sorted(walks)
    assert walks[-1] == (WRITERS - 1) * ACTS
