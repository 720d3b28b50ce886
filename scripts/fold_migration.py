"""Folds the constraints and indexes of a migration into the models that it creates.

`makemigrations` writes each as an operation of its own after the model, and Django renders its picture of all
models anew for each of them: an empty database then takes twice as long to fill. Django's own
`optimizemigration` leaves them where they are, since it takes a constraint to refer to every model; those of
this program refer to fields of their own model only. What comes out makes the same tables.

    SAMSTYRING_DATA=/tmp/scratch .venv/bin/python scripts/fold_migration.py APP NAME
"""

import os
import sys

import django
from django.core.management import call_command
from django.db.migrations.operations.models import IndexOperation


def refers_to_its_own_model(self: IndexOperation, name: str, app_label: str) -> bool:  # noqa: ARG001 - as Django calls it
    return name.lower() == self.model_name_lower


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samstyring.site.settings")
    django.setup()
    IndexOperation.references_model = refers_to_its_own_model
    call_command("optimizemigration", sys.argv[1], sys.argv[2])
