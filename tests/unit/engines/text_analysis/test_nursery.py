"""The nursery: children that die with their file, whatever happens to the nursery, its caller or a child."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from samstyring.engines.text_analysis import Refusal, UnreadableFile, fresh, nursery, read
from samstyring.engines.text_analysis.isolated import read_in_worker
from samstyring.engines.text_analysis.nursery import NoNursery, Nursery
from samstyring.engines.text_analysis.serving import request

from . import samples

DATA = samples.LETTER.encode()
ASKED = request(DATA, seconds=60, megabytes=1024, task="read", name="a.txt")
# Tags without end take Python's HTML parser minutes; it stops for nothing but a kill.
SLOW = request(b"<html>" + b'<a b="' * 60_000, seconds=600, megabytes=1024, task="read", name="a.html")

pytestmark = pytest.mark.skipif(not nursery.AVAILABLE, reason="only Linux has a nursery")


@pytest.fixture(scope="module")
def own() -> Iterator[Nursery]:
    """A nursery of these tests' own. Those that end it leave it to the next request to start another."""
    made = Nursery()
    yield made
    made.close()


@pytest.fixture
def misbehaving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Nursery]:
    """A nursery with children that do what a hostile file may make them do."""
    script = str(Path(__file__).with_name("misbehaving.py"))
    monkeypatch.setattr(fresh, "command", lambda _, *arguments: [sys.executable, script, *arguments])
    made = Nursery()
    yield made
    made.close()


def until(true: Callable[[], bool]) -> None:
    """Wait for something that happens in another process; pytest's own limit ends a wait in vain."""
    while not true():
        time.sleep(0.01)


def lives(pid: int) -> bool:
    """Whether a process is there and is not only waiting to be collected."""
    try:
        return ") Z" not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The children of a process."""
    try:
        return [int(number) for number in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def pid_of(own: Nursery) -> int:
    """The nursery's process."""
    pid = own.pid
    assert pid is not None
    return pid


@pytest.fixture
def slow(own: Nursery) -> Iterator[tuple[int, list[object]]]:
    """A child that is busy with a file for minutes: its number, and what becomes of the request."""
    own.run(ASKED, 60)
    ended: list[object] = []

    def ask() -> None:
        try:
            ended.append(own.run(SLOW, 600))
        except Exception as error:
            ended.append(error)

    thread = threading.Thread(target=ask)
    thread.start()
    until(lambda: bool(children(pid_of(own))))
    (child,) = children(pid_of(own))
    yield child, ended
    for left in children(pid_of(own)):
        os.kill(left, signal.SIGKILL)
    thread.join()


def test_one_nursery_serves_many_files(own: Nursery) -> None:
    first = own.run(ASKED, 60)
    pid = own.pid
    assert (first.status, own.run(ASKED, 60)) == (0, first)
    assert own.pid == pid
    assert own.largest_kilobytes > 0


def test_it_has_one_thread_only(own: Nursery) -> None:
    own.run(ASKED, 60)
    assert len(os.listdir(f"/proc/{own.pid}/task")) == 1


def test_with_all_models(own: Nursery) -> None:
    assert own.run(ASKED, 60, models=True) == own.run(ASKED, 60)
    assert len(os.listdir(f"/proc/{own.pid}/task")) == 1


def test_it_has_no_settings_and_no_secrets(own: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://samstyring:hemmelig@localhost/samstyring")
    own.run(ASKED, 60)
    assert b"hemmelig" not in Path(f"/proc/{own.pid}/environ").read_bytes()


def test_a_change_of_what_children_need_is_heeded(own: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    own.run(ASKED, 60)
    pid = own.pid
    monkeypatch.setenv("TESSDATA_PREFIX", "/another/place")
    own.run(ASKED, 60)
    assert own.pid != pid


def test_a_nursery_that_died_is_started_again(own: Nursery) -> None:
    own.run(ASKED, 60)
    pid = pid_of(own)
    os.kill(pid, signal.SIGKILL)
    assert own.run(ASKED, 60).status == 0
    assert own.pid != pid


def test_children_end_with_their_nursery(own: Nursery, slow: tuple[int, list[object]]) -> None:
    child, ended = slow
    pid = pid_of(own)
    os.kill(pid, signal.SIGKILL)
    until(lambda: not lives(child))
    until(lambda: own.pid not in {pid, None} and bool(children(pid_of(own))))
    assert not ended, "the file is read again in another nursery"


def test_a_service_manager_that_stops_all_lets_a_reading_end(
    own: Nursery, slow: tuple[int, list[object]]
) -> None:
    child, _ = slow
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        os.kill(pid_of(own), number)
        os.kill(child, number)
    assert own.run(ASKED, 60).status == 0
    assert lives(child)


def test_a_killed_child_is_reported(own: Nursery, slow: tuple[int, list[object]]) -> None:
    child, ended = slow
    os.kill(child, signal.SIGKILL)
    until(lambda: bool(ended))
    assert ended == [fresh.Outcome(b"", b"", -signal.SIGKILL)]


def test_time_over_ends_the_child(own: Nursery) -> None:
    own.run(ASKED, 60)
    with pytest.raises(TimeoutError):
        own.run(SLOW, 0.2)
    until(lambda: not children(pid_of(own)))


def caller(body: str) -> "subprocess.Popen[str]":
    """Another program that has a nursery, and what it does with it."""
    start = f"""
    import os, sys, threading, time
    sys.path[:] = {sys.path!r}
    from tests.unit.engines.text_analysis import test_nursery as t
    own = t.nursery.shared
    own.run(t.ASKED, 60)
    """
    script = textwrap.dedent(start) + textwrap.dedent(body)
    return subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)


def test_everything_ends_with_the_caller() -> None:
    body = """
    threading.Thread(target=own.run, args=(t.SLOW, 600), daemon=True).start()
    t.until(lambda: bool(t.children(own.pid)))
    print(own.pid, *t.children(own.pid), flush=True)
    time.sleep(600)
    """
    with caller(body) as other:
        assert other.stdout is not None
        pids = [int(pid) for pid in other.stdout.readline().split()]
        assert len(pids) == 2
        assert all(lives(pid) for pid in pids)
        other.kill()
    until(lambda: not any(lives(pid) for pid in pids))


def test_a_fork_of_the_caller_leaves_the_nursery_alone() -> None:
    body = """
    pid = own.pid
    if not os.fork():
        assert own.pid is None
        own.run(t.ASKED, 60)
        print(own.pid != pid, flush=True)
        own.close()
        os._exit(0)
    os.wait()
    own.run(t.ASKED, 60)
    print(own.pid == pid, flush=True)
    """
    with caller(body) as other:
        assert other.communicate()[0].split() == ["True", "True"]


def test_a_thread_that_started_it_may_end(own: Nursery) -> None:
    thread = threading.Thread(target=own.run, args=(ASKED, 60))
    thread.start()
    thread.join()
    pid = own.pid
    own.run(ASKED, 60)
    assert own.pid == pid


def test_without_a_nursery_a_fresh_process_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "AVAILABLE", False)
    with pytest.raises(NoNursery):
        nursery.shared.run(ASKED, 60)
    assert read_in_worker(DATA, name="a.txt") == read(DATA, name="a.txt")
    with pytest.raises(UnreadableFile) as caught:
        read_in_worker(DATA, name="a.txt", seconds=0.01)
    assert caught.value.code is Refusal.TOO_SLOW


# Children that a file got the better of


def test_a_child_has_nothing_open_but_its_own(misbehaving: Nursery) -> None:
    # Input, output, errors, the conversation, and the folder that is being listed.
    assert misbehaving.run(b"list what is open\n", 60).answer == b"0 1 2 3 4"


def test_what_a_child_started_ends_with_it(misbehaving: Nursery) -> None:
    left = int(misbehaving.run(b"leave somebody behind\n", 60).answer)
    until(lambda: not lives(left))


def test_a_crash_is_told(misbehaving: Nursery) -> None:
    assert misbehaving.run(b"crash\n" + b"x" * 5_000_000, 60).status == -signal.SIGABRT


def test_complaints_without_end_end_with_the_time(misbehaving: Nursery) -> None:
    with pytest.raises(TimeoutError):
        misbehaving.run(b"complain without end\n", 0.5)


def test_an_answer_without_end_is_cut_off(misbehaving: Nursery, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nursery, "_MOST_ANSWER", 10_000_000)
    with pytest.raises(MemoryError):
        misbehaving.run(b"answer without end\n", 60)


def test_a_file_that_ends_the_nursery_is_given_up_after_a_second_try(misbehaving: Nursery) -> None:
    with pytest.raises(NoNursery):
        misbehaving.run(b"end the nursery\n", 60)
    assert misbehaving.run(b"list what is open\n", 60).status == 0
