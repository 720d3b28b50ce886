"""Triggers that refuse change and removal, on SQLite and PostgreSQL."""

from django.db import migrations

from samstyring.apps.ledger import guards


def install(apps, schema_editor):
    guards.install(schema_editor.connection)


def remove(apps, schema_editor):
    guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_entries")]

    operations = [migrations.RunPython(install, remove)]
