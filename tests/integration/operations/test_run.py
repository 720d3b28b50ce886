"""`./samstyring run`: real processes, from an empty folder to the first page and to a clean end."""

import os
import signal
import socket
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from .conftest import WAIT_SECONDS, Installation


def until(true, what: str) -> None:
    """Wait until `true()` holds."""
    end = time.monotonic() + WAIT_SECONDS
    while not true():
        assert time.monotonic() < end, f"waited in vain for {what}"
        time.sleep(0.05)


def gone(pids: list[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_from_an_empty_folder_to_the_first_page_and_again(installation: Installation):
    first = installation.run("--no-example")
    children = first.children()
    assert first.get() == 200
    assert set(children) - {"second worker"} == {"web", "worker"}
    assert first.stop(signal.SIGINT) == 0
    assert gone(list(children.values()))
    assert installation.data.stat().st_mode & 0o077 == 0
    assert (installation.data / "keys").stat().st_mode & 0o077 == 0
    if not installation.url:
        with closing(sqlite3.connect(installation.data / "samstyring.sqlite3")) as connection:
            assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)

    second = installation.run("--no-example")
    assert second.get() == 200
    assert second.stop(signal.SIGTERM) == 0
    assert "Making the database …" in first.errors
    assert not [line for line in second.errors if "database" in line or "static" in line]
    assert not [line for line in first.errors + second.errors if "Traceback" in line]


def test_a_worker_that_dies_is_started_again_and_the_pages_stay(filled: Installation):
    running = filled.run()
    # The example's logins are shown at every start.
    assert any("@" in line for line in running.output)
    worker = running.children()["worker"]
    os.kill(worker, signal.SIGKILL)
    until(lambda: running.children().get("worker") not in {None, worker}, "a new worker")
    assert running.get() == 200
    assert running.stop() == 0


def test_a_second_start_is_refused_and_everything_stops_when_the_web_server_dies(filled: Installation):
    running = filled.run()
    done = filled.command("run", "--port", "0")
    assert done.returncode == 1
    assert done.stderr.startswith("samstyring: Samstyring is running on this data folder.")
    assert running.get() == 200
    children = running.children()
    os.kill(children["web"], signal.SIGKILL)
    assert running.process.wait(timeout=WAIT_SECONDS) == 1
    assert gone([children["worker"]])


def test_the_children_follow_when_the_supervisor_is_killed(filled: Installation):
    running = filled.run()
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
