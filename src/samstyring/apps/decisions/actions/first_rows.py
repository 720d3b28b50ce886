"""Load the bodies that the program ships, or what is new among them."""

import csv
from pathlib import Path

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM

from ..models import BodyProfile, Preparation
from . import bodies

FILE = Path(__file__).resolve().parent.parent / "first_rows" / "bodies.csv"
TEXTS = ("level", "power", "role", "source")


@transaction.atomic
def load() -> int:
    """Enter the shipped bodies that are not there yet, and whom they prepare for; return how many.

    One that is there is left as people have written it. One that the register does not have is left out.
    """
    before = set(BodyProfile.objects.exclude(key="").values_list("key", flat=True))
    register = {
        one.register_key: one
        for one in Organisation.objects.exclude(register_key="")
        .filter(valid_to=None)
        .select_related("body_profile")
    }
    shipped = rows()
    new = [row for row in shipped if row["key"] not in before and _enter(row, register)]
    _prepare(shipped, {row["key"] for row in new}, register)
    return len(new)


def rows() -> list[dict[str, str]]:
    """The rows of the shipped file."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def _enter(row: dict[str, str], register: dict[str, Organisation]) -> bool:
    fields = {name: row[name] for name in TEXTS} | {
        "key": row["key"],
        "in_council_model": row["in_council_model"] == "ja",
    }
    if row["kind_name"]:
        BodyProfile.objects.create(kind_name=row["kind_name"], **fields)
        return True
    organisation = register.get(row["register_key"])
    if organisation is None or getattr(organisation, "body_profile", None) is not None:
        return False
    bodies.describe(organisation=organisation, fields=fields, by=SYSTEM)
    return True


def _prepare(shipped: list[dict[str, str]], new: set[str], register: dict[str, Organisation]) -> None:
    """Tie those of which one end is new; what people have tied otherwise since goes first."""
    keys = {row["key"]: row["register_key"] for row in shipped}
    there = set(Preparation.objects.values_list("body__register_key", "other__register_key"))
    for row in shipped:
        for other in row["prepares_for"].split():
            ends = (keys[row["key"]], keys[other])
            if not new & {row["key"], other} or ends in there or not register.keys() >= set(ends):
                continue
            try:
                bodies.prepare(
                    body=register[ends[0]], other=register[ends[1]], by=SYSTEM, source=row["source"]
                )
            except NotPossible:
                # People have said that it is the other way round.
                continue
