"""The test database of each process of a run: made once, as for a new installation, and copied.

The first process of a run that needs a database makes one and keeps a copy of it as a template; all others,
also those of the run's later parts, start from that. On PostgreSQL the template is a database of the same
server, on SQLite a file in the run's folder.
"""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from samstyring.site import new_database

# The folder of what the processes of a run share; `./samstyring test` makes one for all parts of a run.
RUN = "TEST_RUN"
TEMPLATE = "samstyring_template"


def folder() -> Path:
    """What the processes of this run share."""
    return Path(os.environ[RUN])


@contextmanager
def database() -> Iterator[None]:
    """The test database of this process, inside the block."""
    with (folder() / f"{TEMPLATE}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not _take():
            _make()
        # Without the tables' migrations, Django goes on with the tables that it finds.
        connection.settings_dict["TEST"]["MIGRATE"] = False
        made: Any = setup_databases(verbosity=0, interactive=False, keepdb=True, serialized_aliases=[])
    yield
    teardown_databases(made, verbosity=0)


def _file() -> Path:
    return folder() / f"{TEMPLATE}.sqlite3"


def _take() -> bool:
    """Copy the template to where Django looks for the test database. Returns whether there is one."""
    mine = connection.creation._get_test_db_name()
    if connection.vendor == "sqlite":
        if _file().exists():
            shutil.copyfile(_file(), mine)
        return _file().exists()
    with connection.creation._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name()])
        if cursor.fetchone() is None:
            return False
        cursor.execute(f'DROP DATABASE IF EXISTS "{mine}"')
        cursor.execute(f'CREATE DATABASE "{mine}" TEMPLATE "{name()}"')
    return True


def _make() -> None:
    """Make the template in the way of a new installation, and copy it."""
    own = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        connection.settings_dict["NAME"] = str(_file())
    else:
        with connection.creation._nodb_cursor() as cursor:
            cursor.execute(f'CREATE DATABASE "{name()}"')
        connection.settings_dict["NAME"] = name()
    new_database.make(connection)
    connection.close()
    connection.settings_dict["NAME"] = own
    assert _take()


def name(of: str = TEMPLATE) -> str:
    """What a template of this run is called on the server, which may be one that outlives it."""
    return f"{of}_{folder().name[-8:].lower()}"


def forget() -> None:
    """Drop the templates at the end of a run. On SQLite they go with the folder."""
    server = os.environ.get("DATABASE_URL", "")
    if server.startswith("postgres"):
        with psycopg.connect(server, autocommit=True) as server_connection:
            for template in (name(), name("installation")):
                server_connection.execute(f'DROP DATABASE IF EXISTS "{template}"')
