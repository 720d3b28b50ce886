"""Load what is known of national costs when the program is installed, or what is new among it."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import transaction

from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.models import Measure

from ..models import NationalCost, SharingRule
from ..sharing import Given
from . import national, rules
from .first_rows import rows

# Who keeps the shipped rows where the register has it: somebody who works for all municipalities.
KEEPER = "ks"

Row = dict[str, str]


@transaction.atomic
def load() -> int:
    """Enter the shipped national costs and rules that are not there yet; return how many costs were new.

    What is there is left as people have written it. Solutions that are not in the portfolio are left out.
    """
    keeper = Organisation.objects.filter(register_key=KEEPER, valid_to=None).first()
    _rules(keeper)
    measures = Measure.objects.in_bulk(field_name="code")
    there = set(NationalCost.objects.values_list("measure__code", "year"))
    new = [
        row
        for row in rows("national_costs")
        if (row["code"] or None, int(row["year"])) not in there
        and (not row["code"] or row["code"] in measures)
    ]
    by_name = {one.name: one for one in SharingRule.objects.all()}
    for row in new:
        cost = _cost(row, measures.get(row["code"]), by_name.get(row["rule"]), keeper)
        parts = [one for one in rows("sector_parts") if _same(one, row)]
        national.set_parts(cost=cost, parts=[_part(one) for one in parts], by=SYSTEM)
        for one in rows("growth"):
            if _same(one, row):
                national.set_growth(cost=cost, fields=_growth(one), by=SYSTEM)
    if new:
        _prices(measures)
    return len(new)


def _same(one: Row, cost: Row) -> bool:
    return (one["code"], one["year"]) == (cost["code"], cost["year"])


def _rules(keeper: Organisation | None) -> None:
    there = set(SharingRule.objects.values_list("name", flat=True))
    for row in rows("sharing_rules"):
        if row["name"] not in there:
            fields = {name: row[name] for name in ("name", "basis", "note", "source", "state")}
            rules.add(fields=fields, steps=_steps(row["steps"]), owner=keeper, by=SYSTEM)


def _steps(text: str) -> list[tuple[int, Decimal | None]]:
    pairs = [step.split("=") for step in text.split("|") if step]
    return [(int(first), None if weight == "?" else Decimal(weight)) for first, weight in pairs]


def _cost(
    row: Row, measure: Measure | None, rule: SharingRule | None, keeper: Organisation | None
) -> NationalCost:
    fields: dict[str, Any] = {name: row[name] for name in ("note", "source", "state")}
    fields |= {name: Decimal(row[name]) if row[name] else None for name in ("total", "adjustment")}
    return national.enter(
        measure=measure, year=int(row["year"]), fields=fields | {"rule": rule}, owner=keeper, by=SYSTEM
    )


def _part(row: Row) -> Given:
    return Given(row["sector"], Fraction(row["share"]), None, row["source"], row["state"])


def _growth(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("sector", "note", "source", "state")} | {
        "amount": Decimal(row["amount"])
    }


def _prices(measures: dict[str, Measure]) -> None:
    for row in rows("unit_prices"):
        if row["code"] in measures:
            fields: dict[str, Any] = {name: row[name] for name in ("unit", "source", "state")}
            fields |= {"year": int(row["year"]), "amount": Decimal(row["amount"])}
            national.set_price(measure=measures[row["code"]], fields=fields, by=SYSTEM)
