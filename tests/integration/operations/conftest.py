"""Whole installations: a data folder and a database of their own, used by real processes."""

import fcntl
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.request
import uuid
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg
import pytest
from tests import databases

WAIT_SECONDS = 240


@dataclass
class Installation:
    """A data folder and a database, with the commands that work on them."""

    data: Path
    url: str = ""
    servers: "list[subprocess.Popen[bytes]]" = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of a process of this installation."""
        own = {"SAMSTYRING_DATA": str(self.data), "DJANGO_SETTINGS_MODULE": "samstyring.site.settings"}
        base = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
        return base | own | ({"DATABASE_URL": self.url} if self.url else {})

    def command(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run one command to its end."""
        return subprocess.run(
            [sys.executable, "-P", "-m", "samstyring.cli", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )

    def python(self, code: str) -> str:
        """Run a few lines with Django set up, and return what they print."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=self.environment,
            capture_output=True,
            text=True,
            timeout=WAIT_SECONDS,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def everything(self) -> dict[str, list[str]]:
        """All rows by table, in a fixed order, read without the program."""
        if not self.url:
            query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            connection: Any = closing(sqlite3.connect(self.data / "samstyring.sqlite3"))
        else:
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            connection = psycopg.connect(self.url)
        with connection as database:
            names = [name for (name,) in database.execute(query).fetchall()]
            return {
                name: sorted(map(str, database.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608 - our tables
                for name in names
            }

    def run(self, *arguments: str) -> "Running":
        """Start `run` on a free port and return once it says that it is ready."""
        logs = self.data.parent / f"run-{len(self.servers)}"
        with logs.with_suffix(".out").open("w") as out, logs.with_suffix(".err").open("w") as err:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "samstyring.cli", "run", "--port", "0", *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
            )
        self.servers.append(process)
        return Running(process, logs)


class Running:
    """A running `run`: its address, its processes, its end."""

    def __init__(self, process: "subprocess.Popen[bytes]", logs: Path) -> None:
        self.process = process
        self.logs = logs
        end = time.monotonic() + WAIT_SECONDS
        while "Stop with" not in "".join(self.output):
            assert process.poll() is None, "".join(self.errors)
            assert time.monotonic() < end, "".join(self.errors)
            time.sleep(0.05)
        self.address = next(line.split()[-1] for line in self.output if "ready" in line)

    @property
    def output(self) -> list[str]:
        """The lines printed so far."""
        return self.logs.with_suffix(".out").read_text().splitlines()

    @property
    def errors(self) -> list[str]:
        """The lines printed so far on standard error."""
        return self.logs.with_suffix(".err").read_text().splitlines()

    def get(self, path: str = "") -> int:
        """The status of a page."""
        with urllib.request.urlopen(self.address + path, timeout=WAIT_SECONDS) as response:  # noqa: S310 - our own
            return int(response.status)

    def children(self) -> dict[str, int]:
        """The processes by name."""
        found = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parent = int(stat.read_text().rsplit(")", 1)[1].split()[1])
                line = (stat.parent / "cmdline").read_bytes().split(b"\0")
            except OSError:
                continue
            if parent == self.process.pid:
                second = "second worker" if b"--jobs-only" in line else "worker"
                found["web" if b"gunicorn" in line else second] = int(stat.parent.name)
        return found

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send the signal and return the exit code."""
        self.process.send_signal(number)
        return self.process.wait(timeout=WAIT_SECONDS)


@pytest.fixture(scope="session")
def template() -> Installation:
    """An installation with register, example consultation and a signed head, for others to be copied from.

    It is made once in a run and on each database, by the first process that needs one.
    """
    folder = databases.folder()
    on = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgres") else "sqlite"
    made = folder / f"installation-{on}"
    with (folder / f"installation-{on}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        name = databases.name("installation")
        if not made.exists():
            one = Installation(folder / "installation-being-made", new_database(name))
            for words in (["prepare"], ["ledger", "head"]):
                done = one.command(*words)
                assert done.returncode == 0, done.stderr
            one.data.rename(made)
    return Installation(made, url_of(name))


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """An empty installation on the database that this run is about; whatever it started is stopped."""
    yield from installed(tmp_path / "data")


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Installation]:
    """A second empty installation."""
    yield from installed(tmp_path / "another" / "data")


@pytest.fixture
def filled(tmp_path: Path, template: Installation) -> Iterator[Installation]:
    """An installation with the register, the example consultation and a signed head."""
    for one in installed(tmp_path / "filled" / "data", template):
        shutil.copytree(template.data, one.data)
        yield one


def installed(data: Path, template: Installation | None = None) -> Iterator[Installation]:
    """An installation on SQLite, or on a new database of the PostgreSQL server that DATABASE_URL names.

    The new database is a copy of the template's.
    """
    data.parent.mkdir(parents=True, exist_ok=True)
    name = f"installation_{uuid.uuid4().hex[:12]}"
    one = Installation(data, new_database(name, template))
    yield one
    end(one)
    if one.url:
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def url_of(name: str) -> str:
    """The address of a database of the server that DATABASE_URL names; empty on SQLite."""
    server = os.environ.get("DATABASE_URL", "")
    return urlsplit(server)._replace(path=f"/{name}").geturl() if server.startswith("postgres") else ""


def new_database(name: str, template: Installation | None = None) -> str:
    """Make a database on that server, empty or a copy of the template's, and return its address."""
    if url_of(name):
        like = f" TEMPLATE {urlsplit(template.url).path[1:]}" if template else ""
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}{like}")
    return url_of(name)


def end(one: Installation) -> None:
    """Stop what a test has left running."""
    for process in one.servers:
        if process.poll() is None:
            process.terminate()
            process.wait(timeout=WAIT_SECONDS)
