"""Processes that act are killed (SIGKILL) at random moments: nothing acknowledged is lost, nothing is
half done, and the ledger's chain holds.
"""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from .conftest import WAIT_SECONDS, Installation

ROUNDS, WRITERS = 7, 2
FEWEST_ACTS = 300

ACTING = Path(__file__).with_name("acting.py")

# What the installation holds afterwards, asked of it in a process of its own.
STATE = """
import hashlib, json
from collections import defaultdict
from samstyring.apps.actors.models import Organisation
from samstyring.apps.consultations import files
from samstyring.apps.consultations.models import Consultation, Reading, Submission
from samstyring.apps.ledger.models import Entry
from samstyring.apps.ledger.verification import verify

events = defaultdict(list)
for entry in Entry.objects.order_by("sequence"):
    events[entry.fields["verb"]].append(entry.object_id)
report = verify()
print(json.dumps({
    "findings": [str(finding) for finding in report.findings],
    "count": report.count,
    "events": events,
    "organisation": [str(one.public_id) for one in Organisation.objects.all()],
    "consultation": [str(one.public_id) for one in Consultation.objects.all()],
    "upload": {str(one.public_id): [one.sha256, one.status] for one in Submission.objects.all()},
    "reading": [str(one.submission.public_id) for one in Reading.objects.select_related("submission")],
    "empty_readings": Reading.objects.filter(statements=None).count(),
    "files": {path.name: hashlib.sha256(path.read_bytes()).hexdigest()
              for path in files.folder().rglob("*") if path.is_file()},
}))
"""

# The start of the program, as `run` does it when nothing else of the installation runs.
START = "from samstyring.commands import prepare; prepare.chores(starting=True)"

VERBS = {
    "organisation": "actors.organisation.added",
    "consultation": "consultations.consultation.created",
    "upload": "consultations.submission.received",
    "reading": "consultations.submission.read",
}


class Writer:
    """A process that acts, and what it has acknowledged."""

    def __init__(self, installation: Installation, seed: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(ACTING), seed],
            env=installation.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.lines: list[str] = []
        self.started = threading.Event()
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self) -> None:
        """Take in what the process says until it dies; a line that was cut off was not said."""
        assert self.process.stdout is not None
        with self.process.stdout as said:
            for line in said:
                self.started.set()
                if line.endswith("\n"):
                    self.lines.append(line.strip())
        self.started.set()

    def kill(self) -> list[tuple[str, str]]:
        """Kill it without warning; the acts that it had acknowledged, kind and identifier."""
        assert self.process.poll() is None, "it ended by itself"
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=WAIT_SECONDS)
        self.reader.join()
        return [(kind, identifier) for kind, identifier in (line.split() for line in self.lines[1:])]


def test_nothing_is_lost_or_half_done_when_processes_are_killed(installation: Installation):
    dice = random.Random(20261122)  # noqa: S311 - no secret
    installation.python(
        "from django.core.management import call_command; call_command('migrate', verbosity=0)"
    )
    acknowledged: dict[str, list[str]] = defaultdict(list)
    rounds = 0
    while rounds < ROUNDS or sum(map(len, acknowledged.values())) < FEWEST_ACTS:
        writers = [Writer(installation, f"{rounds}-{number}") for number in range(WRITERS)]
        for writer in writers:
            assert writer.started.wait(WAIT_SECONDS)
        for writer in writers:
            time.sleep(dice.uniform(0.0, 1.5))
            for kind, identifier in writer.kill():
                acknowledged[kind].append(identifier)
        rounds += 1
        if rounds % 3 == 1:
            check(installation, acknowledged)
    check(installation, acknowledged)


def check(installation: Installation, acknowledged: dict[str, list[str]]) -> None:
    """Start again as after a crash, and compare."""
    before = json.loads(installation.python(STATE))
    rows_have_their_files(before)
    installation.python(START)
    state = json.loads(installation.python(STATE))
    assert state["findings"] == []
    assert state["count"] == before["count"] == sum(map(len, state["events"].values()))
    for kind, verb in VERBS.items():
        rows, told = list(state[kind]), state["events"].get(verb, [])
        assert not missing(acknowledged[kind], rows), f"acknowledged, but lost: {kind}"
        assert not missing(rows, told), f"a row without its event: {kind}"
        assert not missing(told, rows), f"an event without its row: {kind}"
        assert len(told) == len(set(told)), f"told twice: {kind}"
    rows_have_their_files(state)
    assert not missing(state["files"], [sha256 for sha256, _ in state["upload"].values()]), (
        "a file without a row"
    )
    read = {identifier for identifier, (_, status) in state["upload"].items() if status == "read"}
    assert read == set(state["reading"])
    assert state["empty_readings"] == 0


def rows_have_their_files(state: dict) -> None:
    """Each upload's file is there, whole; also before anything was tidied."""
    for sha256, _status in state["upload"].values():
        assert state["files"].get(sha256) == sha256


def missing(wanted: Iterable[str], there: Iterable[str]) -> set[str]:
    return set(wanted) - set(there)
