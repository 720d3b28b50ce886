"""Processes that act are killed (SIGKILL) at random moments: nothing acknowledged is lost, nothing is
half done, and the ledger's chain holds.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from .conftest import WAIT_SECONDS, Installation

ROUNDS, WRITERS = 10, 2
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

def state():
    events = defaultdict(list)
    for entry in Entry.objects.order_by("sequence"):
        events[entry.fields["verb"]].append(entry.object_id)
    report = verify()
    return json.dumps({
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
    })
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

    def __init__(self, nursery: "subprocess.Popen[str]", seed: str, path: Path) -> None:
        assert nursery.stdin is not None
        nursery.stdin.write(f"{seed} {path}\n")
        nursery.stdin.flush()
        self.path = path
        until(lambda: self.lines(), "a process to start")
        self.pid = int(self.lines()[0])

    def lines(self) -> list[str]:
        """What it has told so far; a line that was cut off was not told."""
        text = self.path.read_text() if self.path.exists() else ""
        return text.split("\n")[:-1]

    def kill(self) -> list[list[str]]:
        """Kill it without warning; the acts that it had acknowledged, kind and identifier."""
        os.kill(self.pid, signal.SIGKILL)
        until(lambda: not Path(f"/proc/{self.pid}").exists(), "a killed process to end")
        return [line.split() for line in self.lines()[1:]]


def until(true: Callable[[], object], what: str) -> None:
    """Wait until `true()` holds."""
    end = time.monotonic() + WAIT_SECONDS
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.01)


@pytest.fixture
def nursery(installation: Installation) -> Iterator["subprocess.Popen[str]"]:
    """The program that starts the processes, on an empty installation."""
    installation.python(
        "from django.db import connection\n"
        "from samstyring.site import new_database\n"
        "new_database.make(connection)"
    )
    process = subprocess.Popen(
        [sys.executable, str(ACTING)], env=installation.environment, stdin=subprocess.PIPE, text=True
    )
    yield process
    assert process.poll() is None, "it ended by itself"
    process.communicate()


@pytest.mark.timeout(900)
def test_nothing_is_lost_or_half_done_when_processes_are_killed(
    installation: Installation, nursery: "subprocess.Popen[str]", tmp_path: Path
):
    dice = random.Random(20261122)  # noqa: S311 - no secret
    acknowledged: dict[str, list[str]] = defaultdict(list)
    rounds = 0
    while rounds < ROUNDS or sum(map(len, acknowledged.values())) < FEWEST_ACTS:
        rounds += 1
        seeds = [f"{rounds}-{number}" for number in range(WRITERS)]
        writers = [Writer(nursery, seed, tmp_path / f"told-{seed}") for seed in seeds]
        for writer in writers:
            time.sleep(dice.uniform(0.0, 1.0))
            for kind, identifier in writer.kill():
                acknowledged[kind].append(identifier)
        if rounds == ROUNDS // 2:
            check(installation, acknowledged)
    check(installation, acknowledged)


def check(installation: Installation, acknowledged: dict[str, list[str]]) -> None:
    """Start again as after a crash, and compare."""
    said = installation.python(f"{STATE}\nprint(state())\n{START}\nprint(state())")
    before, state = map(json.loads, said.splitlines())
    rows_have_their_files(before)
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
