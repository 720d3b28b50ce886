"""Load the rates and prices that the program ships, or what is new among them."""

import csv
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from samstyring.apps.ledger.events import SYSTEM

from ..models import Parameter
from .scenarios import filled_in

FOLDER = Path(__file__).resolve().parent.parent / "first_rows"


@transaction.atomic
def load() -> int:
    """Enter the shipped parameters that are not there yet; return how many.

    One that is there is left as people have written it. What is shipped as not known is entered without an
    event: nothing has been said of it.
    """
    there = set(Parameter.objects.values_list("code", "scope", "year"))
    new = [
        Parameter(
            code=row["code"],
            scope=row["scope"],
            year=int(row["year"] or 0),
            name=row["name"],
            value=Decimal(row["value"]) if row["value"] else None,
            unit=row["unit"],
            state=row["state"],
            note=row["note"],
            source=row["source"],
        )
        for row in rows("parameters")
        if (row["code"], row["scope"], int(row["year"] or 0)) not in there
    ]
    for parameter in Parameter.objects.bulk_create(new):
        if parameter.value is not None:
            filled_in(parameter, before="", by=SYSTEM)
    return len(new)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one shipped file."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
