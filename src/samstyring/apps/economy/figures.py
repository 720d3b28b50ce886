"""What people ask of a reckoning, put in words that pages know: parties, municipalities, items, years."""

from collections import defaultdict
from collections.abc import Callable

import numpy as np
from django.utils.translation import gettext as _

from samstyring.engines.cost_benefit import Account, Item, PartyClass, Result
from samstyring.engines.cost_benefit.distributions import Floats
from samstyring.engines.cost_benefit.figures import (
    break_even,
    drivers_of_spread,
    hours,
    pay_back,
    probability_of_loss,
    quantiles,
)
from samstyring.engines.cost_benefit.matrix import matrix
from samstyring.engines.cost_benefit.model import Budget
from samstyring.engines.cost_benefit.paths import path

from .bridge import Prepared, names_of
from .choices import Driver
from .results import (
    SPREAD,
    BreakEvenLine,
    ItemLine,
    MeasureResult,
    MunicipalityLine,
    PartyLine,
    Spread,
    Sway,
    UnknownDriver,
)

OWN = PartyClass.MUNICIPALITY
NO_SPREAD = Spread(0.0, 0.0, 0.0)


def described(prepared: Prepared, result: Result) -> MeasureResult:
    """The result as plain values; see `results`."""
    inputs, case = prepared.inputs, result.case
    own = result.totals(OWN)
    together = own.sum(axis=0)
    flow = result.yearly(OWN)
    paid_back = pay_back(flow)
    return MeasureResult(
        account=result.rules.account.value,
        scenario=inputs.scenario,
        start=case.start,
        years=case.years,
        draws=result.drawn.count,
        total=spread(together),
        loss=float(probability_of_loss(together)),
        parties=_parties(result),
        municipalities=_municipalities(prepared, result, own),
        items=_items(prepared, result),
        yearly=by_year(flow),
        operating=by_year(_flow(result, lambda item: item.budget is Budget.OPERATING)),
        investment=by_year(_flow(result, lambda item: item.budget is Budget.INVESTMENT)),
        pay_back=paid_back.years,
        never_paid_back=paid_back.never,
        sway=_sway(prepared, result, together),
        break_even=_break_even(prepared, result),
        hours=_hours(result),
        society=spread(result.society().sum(axis=0)) if result.rules.account is Account.SOCIETY else None,
        unknown_items=prepared.unknown,
        unknown_drivers=_unknown_drivers(prepared, result),
        not_counted=tuple(row.name for code, row in prepared.items.items() if not _counts(result, code)),
        capped=tuple(
            sorted({prepared.items[_base(code)].name for one in result.overlaps for code in one.kroner})
        ),
        assumptions=prepared.assumptions,
        example=any(inputs.frame(one.pk).example for one in inputs.measures),
    )


def spread(totals: Floats) -> Spread:
    """P10, P50 and P90 of one sum, shape (draws,)."""
    low, middle, high = np.quantile(totals, SPREAD)
    return Spread(float(low), float(middle), float(high))


def by_year(flow: Floats) -> tuple[Spread, ...]:
    """P10, P50 and P90 of each year of a flow, shape (years, draws)."""
    return tuple(Spread(*map(float, row)) for row in np.quantile(flow, SPREAD, axis=1).T)


def _base(code: str) -> str:
    """The item that a variant under a scenario is one of."""
    return code.partition("@")[0]


def _counts(result: Result, code: str) -> bool:
    return any(result.rules.counts(item) for item in result.case.items if _base(item.code) == code)


def _parties(result: Result) -> tuple[PartyLine, ...]:
    return tuple(
        PartyLine(
            line.party.kind.value,
            line.party.organisation,
            line.pays or 0.0,
            line.gains or 0.0,
            Spread(*line.net),
        )
        for line in matrix(result)
    )


def _municipalities(prepared: Prepared, result: Result, own: Floats) -> tuple[MunicipalityLine, ...]:
    spreads = {kind.value: quantiles(result.totals(kind)).T for kind in result.parties()}
    mine = quantiles(own).T
    losses = probability_of_loss(own)
    missing: dict[str, list[str]] = defaultdict(list)
    for code, names in result.unknown.items():
        for key in names:
            missing[key].append(prepared.items[_base(code)].name)
    return tuple(
        MunicipalityLine(
            one.pk,
            one.public_id,
            one.name,
            one.inhabitants,
            Spread(*map(float, mine[at])),
            float(losses[at]),
            {kind: Spread(*map(float, rows[at])) for kind, rows in spreads.items()},
            tuple(sorted(set(missing[str(one.pk)]))),
        )
        for at, one in enumerate(prepared.inputs.municipalities)
    )


def _items(prepared: Prepared, result: Result) -> tuple[ItemLine, ...]:
    capped = {_base(code) for one in result.overlaps for code in one.kroner}
    variants: dict[str, list[Item]] = defaultdict(list)
    for item in result.case.items:
        if result.rules.counts(item):
            variants[_base(item.code)].append(item)
    missing = missing_in(result)
    lines = []
    for code, row in prepared.items.items():
        if code not in variants:
            continue
        codes = tuple(item.code for item in variants[code])
        years: tuple[Spread, ...] = ()
        if code not in capped:
            years = by_year(_flow(result, lambda item, own=codes: item.code in own, kind=None))  # type: ignore[misc]  # mypy cannot type a lambda's default
        lines.append(
            ItemLine(
                row.public_id,
                row.measure_id,
                row.name,
                row.direction,
                row.party,
                variants[code][0].party.organisation,
                row.budget,
                spread(result.totals(items=codes).sum(axis=0)),
                years,
                len(missing[code]),
                len(missing[code]) == len(result.case.municipalities),
            )
        )
    return tuple(lines)


def missing_in(result: Result) -> dict[str, set[str]]:
    """The municipalities in which each item is left out, by the item's own code."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, names in result.unknown.items():
        found[_base(code)] |= set(names)
    return found


def _flow(result: Result, chosen: Callable[[Item], bool], kind: PartyClass | None = OWN) -> Floats:
    """Kroner by year and draw of the items chosen, all municipalities together: shape (years, draws).

    Items under a cap are left out, as in `Result.yearly`.
    """
    flow = np.zeros((result.case.years, result.drawn.count))
    capped = {code for one in result.overlaps for code in one.kroner}
    for item in result.case.items:
        if item.code in capped or not result.rules.counts(item) or not chosen(item):
            continue
        if kind is not None and item.party.kind is not kind:
            continue
        exposed = np.nan_to_num(result.case.driver(item.driver), nan=0.0).sum(axis=0)
        flow += np.reshape(exposed, (-1, 1)) * path(result.case, item, result.drawn, result.rules)
    return flow


def _sway(prepared: Prepared, result: Result, together: Floats) -> tuple[Sway, ...]:
    if not np.ptp(together):
        return ()
    found: dict[tuple[str, str], Sway] = {}
    for one in drivers_of_spread(result, together):
        name, _dot, part = one.name.rpartition(".")
        words = _sway_words(prepared, name)
        found.setdefault((words, part), Sway(words, part, one.correlation))
    return tuple(one for one in found.values() if abs(one.correlation) >= 0.05)


def _sway_words(prepared: Prepared, name: str) -> str:
    if name.startswith("curve "):
        return _("Use: %(name)s") % {"name": name.removeprefix("curve ").partition(":")[2]}
    return prepared.items[_base(name)].name


def _break_even(prepared: Prepared, result: Result) -> tuple[BreakEvenLine, ...]:
    """For each of the municipalities' own items that has one number for all of them."""
    missing = missing_in(result)
    lines = []
    for item in result.case.items:
        row = prepared.items[_base(item.code)]
        alone = sum(_base(other.code) == _base(item.code) for other in result.case.items) == 1
        nowhere = len(missing[item.code]) == len(result.case.municipalities)
        if item.party.kind is not OWN or not result.rules.counts(item) or not alone or nowhere:
            continue
        found = break_even(result, item.code, kind=OWN)
        lines.append(
            BreakEvenLine(
                row.public_id,
                row.name,
                row.direction,
                row.unit,
                found.expected,
                found.amount,
                found.factor,
            )
        )
    return tuple(lines)


def _hours(result: Result) -> dict[str, tuple[float, ...]]:
    """Expected hours of the municipalities by profession and year; below zero are freed."""
    professions = sorted({name for item in result.case.items for name in item.hours})
    found = {name: hours(result, name).sum(axis=0) for name in professions}
    return {name: tuple(map(float, rows)) for name, rows in found.items() if rows.any()}


def _unknown_drivers(prepared: Prepared, result: Result) -> tuple[UnknownDriver, ...]:
    lines = []
    for code, names in sorted(result.unknown.items()):
        row = prepared.items[_base(code)]
        lines.append(UnknownDriver(row.name, str(Driver(row.driver).label), names_of(names, prepared.inputs)))
    return tuple(lines)
