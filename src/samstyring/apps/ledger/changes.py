"""What an act writes anew of a row, and how its event tells which fields that was."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model


def write_changed(row: Model, fields: Mapping[str, Any]) -> list[str]:
    """Save those of `fields` that differ from what `row` holds, and return their names in order.

    Nothing is saved where nothing differs. The row is locked by whoever calls.
    """
    changed = sorted(name for name, value in fields.items() if getattr(row, name) != value)
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        row.save(update_fields=changed)
    return changed
