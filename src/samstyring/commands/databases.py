"""Whole databases to a file and back, each with its own system's means.

SQLite: its online backup, one consistent picture while others write. PostgreSQL: `pg_dump` and `psql`, on the
snapshot in which the rows were counted; putting back is one transaction, so it happens wholly or not at all.
"""

import os
import shutil
import sqlite3
import subprocess
from abc import ABC, abstractmethod
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from samstyring.commands import CommandFailed, postgres_programs

Migrations = list[list[str]]
Rows = dict[str, int]
# Connection options that may stand in DATABASE_URL, by the variable that libpq reads them from.
LIBPQ_OPTIONS = {
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "service": "PGSERVICE",
    "passfile": "PGPASSFILE",
    "options": "PGOPTIONS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
EMPTY_SCHEMA = "DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n"


class Database(ABC):
    """The database of this installation."""

    engine: str
    member: str

    @abstractmethod
    def save(self, target: Path) -> tuple[Migrations, Rows]:
        """Write one consistent picture to `target`. Returns its migrations and the rows in each table."""

    @abstractmethod
    def is_empty(self) -> bool:
        """Whether there are no tables."""

    @abstractmethod
    def check(self, saved: Path, rows: Rows) -> None:
        """Raise CommandFailed where a saved picture cannot be what its manifest says."""

    @abstractmethod
    def put_back(self, saved: Path) -> None:
        """Replace everything with the saved picture. On failure raises CommandFailed with all as it was."""

    @abstractmethod
    def own_files(self) -> list[Path]:
        """Files of the database itself, which are not to be copied as files."""


class SQLite(Database):
    """A file in the data folder, or where DATABASE_URL says."""

    engine = "sqlite"
    member = "database.sqlite3"

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(self, target: Path) -> tuple[Migrations, Rows]:
        """See Database. Raises CommandFailed where the copy is not sound."""
        if not self.path.exists():
            raise CommandFailed(f"There is no database at “{self.path}” yet: there is nothing to back up.")
        with closing(opened(self.path)) as source, closing(opened(target)) as copy:
            # All pages in one step: a reader's view under WAL, which writers do not disturb.
            source.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
            sound(copy)
            return recorded(copy), counted(copy)

    def is_empty(self) -> bool:
        """See Database."""
        if not self.path.exists():
            return True
        try:
            with closing(opened(self.path)) as connection:
                return not tables(connection)
        except sqlite3.DatabaseError:
            # Something is there, even if it is broken.
            return False

    def check(self, saved: Path, rows: Rows) -> None:
        """See Database."""
        with closing(opened(saved)) as connection:
            sound(connection)
            if counted(connection) != rows:
                raise CommandFailed(
                    "The database in the archive has other rows than were saved. Take another backup."
                )

    def put_back(self, saved: Path) -> None:
        """See Database; the former file has been moved aside."""
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.move(saved, self.path)

    def own_files(self) -> list[Path]:
        """The file and its companions."""
        return [self.path.with_name(self.path.name + suffix) for suffix in ("", "-wal", "-shm", "-journal")]


def opened(path: Path) -> sqlite3.Connection:
    """A connection that knows Django's functions, which check constraints may use."""
    from django.db.backends.sqlite3._functions import register

    connection = sqlite3.connect(path, timeout=30)
    register(connection)
    return connection


def tables(connection: sqlite3.Connection) -> list[str]:
    """Names of the tables, without SQLite's own."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    return [name for (name,) in connection.execute(query)]


def counted(connection: sqlite3.Connection) -> Rows:
    """Number of rows by table."""
    rows = {}
    for name in tables(connection):
        query = f'SELECT count(*) FROM "{name}"'  # noqa: S608 - a name out of the schema
        rows[name] = connection.execute(query).fetchone()[0]
    return rows


def recorded(connection: sqlite3.Connection) -> Migrations:
    """The migrations that the database has had."""
    if "django_migrations" not in tables(connection):
        return []
    return [
        list(row) for row in connection.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    ]


def sound(connection: sqlite3.Connection) -> None:
    """Raise CommandFailed where SQLite finds its own structures damaged."""
    try:
        said = connection.execute("PRAGMA quick_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        raise CommandFailed(f"The database is damaged ({said}). Restore an earlier backup.")


class PostgreSQL(Database):
    """The database that DATABASE_URL names. It is to be Samstyring's own, and its role the owner."""

    engine = "postgresql"
    member = "database.sql"

    def __init__(self, settings: Mapping[str, Any]) -> None:
        self.settings = settings

    def save(self, target: Path) -> tuple[Migrations, Rows]:
        """See Database. Raises CommandFailed with what pg_dump said."""
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            try:
                cursor.execute("SELECT pg_export_snapshot()")
                snapshot = cursor.fetchone()[0]
                names = connection.introspection.table_names(cursor)
                rows = {}
                for name in sorted(names):
                    cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(name)}")  # noqa: S608 - names out of the schema
                    rows[name] = cursor.fetchone()[0]
                migrations: Migrations = []
                if "django_migrations" in names:
                    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
                    migrations = [list(row) for row in cursor.fetchall()]
                plain = ["--format=plain", "--no-owner", "--no-privileges", "--no-comments"]
                self.client("pg_dump", *plain, f"--snapshot={snapshot}", f"--file={target}")
            finally:
                cursor.execute("ROLLBACK")
        return migrations, rows

    def is_empty(self) -> bool:
        """See Database."""
        from django.db import connection

        return not connection.introspection.table_names()

    def check(self, saved: Path, rows: Rows) -> None:
        """Its hash has been checked, and PostgreSQL checks the rest while reading."""

    def put_back(self, saved: Path) -> None:
        """See Database: one transaction."""
        from django.db import connection

        connection.close()
        whole = saved.with_suffix(".whole.sql")
        with whole.open("wb") as target, saved.open("rb") as source:
            target.write(EMPTY_SCHEMA.encode())
            shutil.copyfileobj(source, target)
        self.client(
            "psql",
            "-X",
            "-q",
            "--single-transaction",
            "-v",
            "ON_ERROR_STOP=1",
            "-o",
            os.devnull,
            "-f",
            str(whole),
        )
        whole.unlink()

    def own_files(self) -> list[Path]:
        """None: they are the server's."""
        return []

    def client(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs. Raises CommandFailed where it is missing or fails."""
        path = postgres_programs.find(program)
        if path is None:
            raise CommandFailed(
                f"{program} is missing. Install PostgreSQL's own programs, of the server's version or newer: "
                "apt-get install postgresql-client"
            )
        done = subprocess.run(
            [path, *arguments], env=self.environment(), capture_output=True, text=True, check=False
        )
        if done.returncode:
            said = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
            raise CommandFailed(f"{program} failed; nothing was changed. It said: {said}")

    def environment(self) -> dict[str, str]:
        """Where the database is, in libpq's variables: a command line would show everybody the password."""
        known = {
            "PGHOST": self.settings.get("HOST"),
            "PGPORT": self.settings.get("PORT"),
            "PGUSER": self.settings.get("USER"),
            "PGPASSWORD": self.settings.get("PASSWORD"),
            "PGDATABASE": self.settings.get("NAME"),
        }
        options = self.settings.get("OPTIONS", {})
        known |= {variable: options[name] for name, variable in LIBPQ_OPTIONS.items() if name in options}
        return os.environ | {name: str(value) for name, value in known.items() if value}


def current() -> Database:
    """The database that the settings name."""
    from django.conf import settings

    values = settings.DATABASES["default"]
    if values["ENGINE"].endswith("sqlite3"):
        return SQLite(Path(values["NAME"]))
    return PostgreSQL(values)
