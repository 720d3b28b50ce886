"""The tables of a database that has none yet, made straight from today's models.

Migrations bring a database with data from one form to the next. Where there is nothing to bring along, going
through all of them takes half a minute of processor time, because Django pictures all models anew at each
step. `tests/integration/operations/test_new_database.py` holds the two ways to the same result; decision
0055.
"""

from django.apps import apps
from django.core.management.sql import emit_post_migrate_signal
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from samstyring.apps.ledger import guards


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether the database has no tables at all."""
    return not connection.introspection.table_names()


def make(connection: BaseDatabaseWrapper) -> None:
    """Make all tables and the ledger's triggers, and record every migration as applied: all of it or nothing.

    Raises django.db.DatabaseError if there are tables already.
    """
    # SQLite rebuilds tables only while it does not check foreign keys, which no transaction can change.
    with connection.constraint_checks_disabled(), transaction.atomic(using=connection.alias):
        with connection.schema_editor() as editor:
            for model in apps.get_models():
                if model._meta.managed and not model._meta.proxy:
                    editor.create_model(model)
        guards.install(connection)
        recorder = MigrationRecorder(connection)
        recorder.ensure_schema()
        for app, name in MigrationLoader(connection).graph.nodes:
            recorder.record_applied(app, name)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
