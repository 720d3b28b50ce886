"""`./samstyring run`: real processes, from an empty folder to the first page and to a clean end."""

import os
import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest

from .conftest import WAIT_SECONDS, Installation


def until(true, what: str) -> None:
    """Wait until `true()` holds."""
    end = time.monotonic() + WAIT_SECONDS
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_a_page_from_an_empty_folder_and_stops_cleanly(installation: Installation, number: int):
    running = installation.run("--no-example")
    children = running.children()
    assert running.get() == 200
    assert set(children) == {"web", "worker"}
    assert running.stop(number) == 0
    assert gone(list(children.values()))
    assert not [line for line in running.errors if "Traceback" in line]


def test_the_second_start_finds_everything_in_place(installation: Installation):
    first = installation.run("--no-example")
    first.stop()
    second = installation.run("--no-example")
    assert second.get() == 200
    assert second.stop() == 0
    assert "Bringing the database up to date …" in first.errors
    assert not [line for line in second.errors if "database" in line or "static" in line]


def test_the_example_comes_with_its_logins(installation: Installation):
    running = installation.run()
    assert running.get() == 200
    assert any("@" in line for line in running.output)


def test_a_worker_that_dies_is_started_again_and_the_pages_stay(installation: Installation):
    running = installation.run("--no-example")
    worker = running.children()["worker"]
    os.kill(worker, signal.SIGKILL)
    until(lambda: running.children().get("worker") not in {None, worker}, "a new worker")
    assert running.get() == 200
    assert running.stop() == 0


def test_everything_stops_when_the_web_server_dies(installation: Installation):
    running = installation.run("--no-example")
    children = running.children()
    os.kill(children["web"], signal.SIGKILL)
    assert running.process.wait(timeout=WAIT_SECONDS) == 1
    assert gone([children["worker"]])


def test_the_children_follow_when_the_supervisor_is_killed(installation: Installation):
    running = installation.run("--no-example")
    children = running.children()
    running.process.kill()
    running.process.wait(timeout=WAIT_SECONDS)
    until(lambda: gone(list(children.values())), "the children's end")


def test_a_port_in_use_is_said_before_anything_is_done(installation: Installation):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = installation.command("run", "--port", str(port))
    assert done.returncode == 1
    assert done.stderr == (
        f"samstyring: Port {port} is in use by another program. "
        f"Stop that one, or choose another port, as in --port {port + 1}.\n"
    )
    assert not (installation.data / "samstyring.sqlite3").exists()


def test_a_second_start_on_the_same_folder_is_refused(installation: Installation):
    running = installation.run("--no-example")
    done = installation.command("run", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.startswith("samstyring: Samstyring is running on this data folder.")
    assert running.get() == 200


def test_a_data_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    done = Installation(tmp_path / "file" / "data").command("run", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.startswith("samstyring: The data folder “")
    assert "SAMSTYRING_DATA" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_database_that_is_none_is_one_sentence(installation: Installation):
    installation.data.mkdir()
    if installation.url:
        installation.url = installation.url.replace("/installation_", "/missing_")
    else:
        (installation.data / "samstyring.sqlite3").write_bytes(b"this is no database" * 100)
    done = installation.command("prepare", "--no-example")
    assert done.returncode == 1
    assert done.stderr.startswith("samstyring: The database does not answer as it should (")
    assert done.stderr.count("\n") == 1


def test_what_is_kept_is_private(installation: Installation):
    assert installation.command("prepare", "--no-example").returncode == 0
    assert installation.data.stat().st_mode & 0o077 == 0
    assert (installation.data / "keys").stat().st_mode & 0o077 == 0
    if not installation.url:
        with sqlite3.connect(installation.data / "samstyring.sqlite3") as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
