"""A new database is made from today's models, and one with data by its migrations: both come to the same."""

import json
from pathlib import Path

from tests.integration.operations.conftest import Installation

REPOSITORY = Path(__file__).resolve().parents[3]
MIGRATE = "from django.core.management import call_command; call_command('migrate', verbosity=0)"
MAKE = """
from django.db import connection
from samstyring.site import new_database
new_database.make(connection)
"""
# A step that changes no tables, as if it had come with the newest version.
UNDONE = """
from django.db.migrations.recorder import MigrationRecorder
MigrationRecorder(connection).record_unapplied("ledger", "0002_guards")
"""
DESCRIBE = f"""
import json, sys
sys.path.insert(0, {str(REPOSITORY)!r})
from django.db import connection
from tests.integration.operations.schema import described
print(json.dumps(sorted(described(connection))))
"""
FAIL = """
from unittest.mock import patch
from django.db import connection
from samstyring.apps.ledger import guards
from samstyring.site import new_database

class PowerCut(BaseException): pass

with patch.object(guards, "install", side_effect=PowerCut):
    try:
        new_database.make(connection)
    except PowerCut:
        print(new_database.is_empty(connection))
new_database.make(connection)
print(new_database.is_empty(connection))
"""


def test_a_new_database_is_what_the_migrations_lead_to(installation: Installation, another: Installation):
    made, migrated = (
        {tuple(line) for line in json.loads(one.python(way + DESCRIBE))}
        for one, way in ((installation, MAKE), (another, MIGRATE))
    )
    assert len(made) > 2000
    # Of Django's own tables, and empty here: its migration gives the key more room than its model.
    table, column = "auth_group_permissions", "id"
    made, migrated = ({line for line in lines if line[:2] != (table, column)} for lines in (made, migrated))
    assert made - migrated == set()
    assert migrated - made == set()


def test_a_new_database_is_made_whole_or_not_at_all(installation: Installation):
    assert installation.python(FAIL).split() == ["True", "False"]


def test_the_start_leaves_a_database_with_tables_to_its_migrations(installation: Installation):
    installation.python(MAKE + UNDONE)
    done = installation.command("prepare", "--no-example")
    assert done.returncode == 0, done.stderr
    assert "up to date" in done.stdout
    assert "Making the database" not in done.stdout
    again = installation.command("prepare", "--no-example")
    assert "up to date" not in again.stdout
