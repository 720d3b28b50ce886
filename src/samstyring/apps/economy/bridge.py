"""From stored rows to the engine's case and rules. No database: `queries.inputs` has read everything.

An item is known to the engine as “measure:item”, so that the same item has the same draws wherever it is
reckoned. What cannot be reckoned is left out and named with the reason, never taken as zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.engines.cost_benefit import (
    Account,
    Adoption,
    Becomes,
    BenefitClass,
    Budget,
    Case,
    Direction,
    Fixed,
    InvalidInput,
    Party,
    PartyClass,
    Recurrence,
    Rules,
)
from samstyring.engines.cost_benefit import Item as EngineItem
from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.model import NO_YEAR
from samstyring.engines.cost_benefit.scenarios import Level
from samstyring.engines.cost_benefit.scenarios import Override as EngineOverride

from . import rates
from .choices import Driver
from .models import Curve, Item, Override
from .numbers import known, number
from .queries.inputs import Inputs
from .results import UnknownItem


@dataclass(frozen=True)
class Prepared:
    """A case ready to be reckoned, and what was left out of it on the way."""

    inputs: Inputs
    case: Case
    rules: Rules
    overrides: tuple[EngineOverride, ...]
    items: dict[str, Item]
    unknown: tuple[UnknownItem, ...]
    assumptions: tuple[str, ...]

    def words(self) -> tuple[object, ...]:
        """All that a described result says besides what the engine reckons with."""
        rows = [(row.public_id, row.name, row.unit, row.driver, row.cap_id) for row in self.items.values()]
        frames = [self.inputs.frame(one.pk).example for one in self.inputs.measures]
        return (
            rows,
            self.inputs.municipalities,
            self.inputs.scenario,
            self.unknown,
            self.assumptions,
            frames,
        )


def code_of(item: Item) -> str:
    """The name of an item in the engine."""
    return f"{item.measure.code}:{item.code}"


def prepare(inputs: Inputs, account: Account) -> Prepared:
    """The case and its rules. Raises InvalidInput where the account itself cannot be reckoned."""
    frames = [inputs.frame(one.pk) for one in inputs.measures]
    start = min(frame.start for frame in frames)
    years = max(frame.start + frame.years for frame in frames) - start
    price_years = [one.price_year for one in inputs.items if one.price_year is not None]
    rules, assumptions = rates.rules(
        inputs.parameters, account, start=start, years=years, price_years=price_years
    )
    items: dict[str, Item] = {}
    made: list[EngineItem] = []
    unknown: list[UnknownItem] = []
    for row in inputs.items:
        why = _why_unknown(row, rules, start)
        if why:
            unknown.append(
                UnknownItem(row.public_id, row.name, row.direction, row.party, why, _who_knows(row))
            )
            continue
        items[code_of(row)] = row
        made.append(_item(row, inputs, start))
    case = Case(
        municipalities=tuple(str(one.pk) for one in inputs.municipalities),
        items=tuple(made),
        drivers=_drivers(items, inputs),
        start=start,
        years=min(years, 100),
        curves={
            _curve_name(one.curve): _curve(one.curve, inputs, start) for one in items.values() if one.curve
        },
        caps=_caps(items, inputs),
    )
    return Prepared(inputs, case, rules, _overrides(items, inputs), items, tuple(unknown), tuple(assumptions))


def _why_unknown(row: Item, rules: Rules, start: int) -> str:
    """Why an item cannot be reckoned; empty where it can."""
    if number(row, "amount") is None or row.price_year is None:
        return _("The amount is not known.")
    if number(row, "quantity") is None:
        return _("How many units there are is not known.")
    try:
        rules.index.factor(row.price_year, start)
    except InvalidInput:
        return _("Prices of %(year)d cannot be compared: the price index has no value for that year.") % {
            "year": row.price_year
        }
    return ""


def _who_knows(row: Item) -> str:
    """Who can fill it in: what was written, else whoever keeps the item or the party itself."""
    if row.who_knows:
        return row.who_knows
    return row.party_words


def _item(row: Item, inputs: Inputs, start: int) -> EngineItem:
    frame = inputs.frame(row.measure_id)
    shift = frame.start - start
    last = min(row.last_year or frame.years, frame.years)
    return EngineItem(
        code_of(row),
        row.name,
        direction=Direction(row.direction),
        recurrence=Recurrence(row.recurrence),
        party=Party(PartyClass(row.party), _organisation(row)),
        driver=driver_name(row),
        amount=known(row, "amount"),
        quantity=known(row, "quantity"),
        price_year=row.price_year or NO_YEAR,
        adoption=_curve_name(row.curve) if row.curve else None,
        first=row.first_year - 1 + shift,
        last=max(last, row.first_year) - 1 + shift,
        budget=Budget(row.budget),
        benefit_class=BenefitClass(row.benefit_class) if row.benefit_class else None,
        becomes=Becomes(row.becomes),
        overlap=_cap_name(row),
        hours={one.profession: Fixed(float(one.hours)) for one in row.hours.all()},
        source=row.source,
        certainty=row.grounds,
    )


def _organisation(row: Item) -> str:
    return row.organisation_name or (row.organisation.name if row.organisation else "")


def driver_name(row: Item) -> str:
    """What the engine calls what an item grows with: one's own where it holds for some only."""
    name = row.driver if row.driver != Driver.USERS else f"{row.driver} of {row.measure_id}"
    return name if row.holds_for_id is None else f"{name} in {row.holds_for_id}"


def _drivers(items: dict[str, Item], inputs: Inputs) -> dict[str, Floats]:
    return {
        driver_name(row): _masked(values_of(row.driver, row.measure_id, inputs), row.holds_for_id, inputs)
        for row in items.values()
    }


def values_of(driver: str, measure: int, inputs: Inputs) -> Floats:
    """The figures of a driver by municipality, NaN where they are unknown: the measure's own go first."""
    if driver == Driver.FIXED:
        return np.ones(len(inputs.municipalities))
    general = inputs.figures.get((driver, None), {})
    own = inputs.figures.get((driver, measure), {})
    if driver == Driver.USERS:
        general = {}
    return np.array(
        [own.get(one.pk, general.get(one.pk, float("nan"))) for one in inputs.municipalities], dtype=float
    )


def _masked(values: Floats, holds_for: int | None, inputs: Inputs) -> Floats:
    """Nothing where the item does not hold: that is known, and so no NaN."""
    if holds_for is None:
        return values
    inside = inputs.members.get(holds_for, frozenset())
    return np.array(
        [
            value if one.pk in inside else 0.0
            for one, value in zip(inputs.municipalities, values, strict=True)
        ],
        dtype=float,
    )


def _cap_name(row: Item) -> str | None:
    """The group that a cap cuts; none where nobody knows the cap, as then nothing is cut."""
    return f"cap {row.cap_id}" if row.cap is not None and row.cap.most is not None else None


def _caps(items: dict[str, Item], inputs: Inputs) -> dict[str, Floats]:
    found: dict[str, Floats] = {}
    for row in items.values():
        name = _cap_name(row)
        if name is not None and row.cap is not None and row.cap.most is not None:
            found[name] = values_of(row.cap.driver, row.measure_id, inputs) * float(row.cap.most)
    return found


def _curve_name(curve: Curve) -> str:
    return f"{curve.measure_id}:{curve.name}"


def _curve(curve: Curve, inputs: Inputs, start: int) -> Adoption:
    """The curve, as late as its measure begins after the first year of the case."""
    shift = inputs.frame(curve.measure_id).start - start
    return Adoption(
        ceiling=known(curve, "ceiling"),
        half=known(curve, "half"),
        spread=Fixed(float(curve.spread)),
        delay=Fixed(float(curve.delay) + shift),
        dropout=Fixed(float(curve.dropout)),
    )


def _overrides(items: dict[str, Item], inputs: Inputs) -> tuple[EngineOverride, ...]:
    """What the scenario says otherwise, of items that can be reckoned."""
    codes = {row.pk: code for code, row in items.items()}
    there = {one.pk for one in inputs.municipalities}
    found = []
    for row in inputs.overrides:
        value = number(row, "value")
        if row.item_id not in codes or value is None:
            continue
        names: frozenset[str] = frozenset()
        if row.organisation_id is not None:
            names = frozenset(str(pk) for pk in inputs.members[row.organisation_id] & there)
            if not names:
                continue
        found.append(EngineOverride(codes[row.item_id], row.part, value, _level(row), names))
    return tuple(found)


def _level(row: Override) -> Level:
    if row.organisation is None:
        return Level.NATION
    municipal = row.organisation.kind == OrganisationKind.MUNICIPALITY
    return Level.MUNICIPALITY if municipal else Level.NETWORK


def names_of(keys: Sequence[str], inputs: Inputs) -> tuple[str, ...]:
    """The names of municipalities by their keys as text, in the order of the inputs."""
    wanted = set(keys)
    return tuple(one.name for one in inputs.municipalities if str(one.pk) in wanted)
