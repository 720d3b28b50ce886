"""Foreign keys and migrations point the same way as imports: from a later room to an earlier one.

The order is import-linter's in pyproject.toml, so there is one place to change it.
"""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"


def rooms() -> list[str]:
    """Labels of the rooms, the one that knows most first."""
    contracts = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [layer.rsplit(".", 1)[1] for layer in layers if layer.startswith("samstyring.apps.")]


def test_every_room_has_its_place_in_the_order():
    installed = {app.label for app in apps.get_app_configs() if app.name.startswith("samstyring.apps.")}
    assert installed == set(rooms())


@pytest.mark.parametrize("label", rooms())
def test_foreign_keys_lead_to_earlier_rooms(label: str):
    order = rooms()
    earlier = set(order[order.index(label) :])
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model._meta.label}"
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and field.related_model is not None
        if field.related_model._meta.app_label in order and field.related_model._meta.app_label not in earlier
    ]
    assert wrong == []


@pytest.mark.parametrize("label", rooms())
def test_migrations_depend_on_earlier_rooms(label: str):
    order = rooms()
    earlier = set(order[order.index(label) :])
    wrong = [
        f"{label}.{name} → {room}.{other}"
        for (app, name), migration in MigrationLoader(None).disk_migrations.items()
        if app == label
        for room, other in migration.dependencies
        if room in order and room not in earlier
    ]
    assert wrong == []
