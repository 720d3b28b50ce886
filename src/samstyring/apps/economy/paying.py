"""What a municipality pays by year: from what it entered, its part of national costs, and its own items.

No database, no clock. Nothing is taken as zero: a cell without kroner says why.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext as _

from samstyring.apps.portfolio.choices import DutyState, MeasureKind
from samstyring.apps.portfolio.models import Duty, Measure

from .choices import Direction
from .models import Item, NationalCost, Payment
from .results import ItemLine, MeasureResult

# The library's item for the fee of a national solution: an estimate where nothing better is known.
FEE = "nasjonal-avgift"


@dataclass(frozen=True)
class Cell:
    """What is paid in one year. `how` is paid, shared, estimated, included or unknown; `why` and `source` are
    words, and `address` leads to what stands behind."""

    year: int
    kroner: Decimal | None
    how: str
    why: str = ""
    source: str = ""
    address: str = ""


@dataclass(frozen=True)
class PayLine:
    """A measure (or one cost of it) by year. `must` says that there is a duty to pay."""

    measure: Measure
    name: str
    national: bool
    must: bool
    cells: list[Cell]

    @property
    def is_known(self) -> bool:
        """Whether the kroner of any year are known."""
        return any(one.kroner is not None for one in self.cells)

    @property
    def is_unknown(self) -> bool:
        """Whether it is to be paid for, and the kroner of no year are known."""
        return not self.is_known and any(one.how == "unknown" for one in self.cells)

    @property
    def grounds(self) -> list[str]:
        """What the cells rest on, and why some are not known, each once."""
        said = [f"{one.why} ({one.source})" if one.source else one.why for one in self.cells if one.why]
        return list(dict.fromkeys(said))


@dataclass(frozen=True)
class YearSum:
    """What is known of a year, and how many lines are left out since they are not."""

    year: int
    kroner: Decimal
    known: int
    unknown: int


@dataclass(frozen=True)
class PartOf:
    """The place's part of a national cost, or why there is none."""

    cost: NationalCost
    kroner: Decimal | None
    why: str


def regardless(
    items: Iterable[Item], reckoned: Mapping[UUID, ItemLine]
) -> tuple[dict[int, ItemLine], list[Item]]:
    """Costs that fall due whether the measure is used or not: fees by measure, and the others."""
    fees: dict[int, ItemLine] = {}
    others = []
    for one in items:
        if one.direction != Direction.COST or one.curve_id is not None:
            continue
        line = reckoned.get(one.public_id)
        if one.code.startswith(FEE):
            if line is not None:
                fees[one.measure_id] = line
        else:
            others.append(one)
    return fees, others


def national_lines(
    measures: dict[int, Measure],
    duties: Sequence[Duty],
    years: Sequence[int],
    payments: dict[int, dict[int, Payment]],
    costs: dict[tuple[int | None, int], PartOf],
    fees: dict[int, ItemLine],
    result: MeasureResult | None,
) -> list[PayLine]:
    must = {duty.measure_id: duty for duty in duties if duty.state == DutyState.REQUIRED}
    included = {duty.measure_id: duty for duty in duties if duty.state == DutyState.INCLUDED}
    asked = must.keys() | included.keys() | payments.keys() | fees.keys()
    lines = []
    for key in sorted(asked & measures.keys(), key=lambda pk: measures[pk].name):
        cells = [
            _cell(
                year,
                payments.get(key, {}).get(year),
                costs.get((key, year)),
                _of_year(fees.get(key), year, result),
                included.get(key) if key not in must else None,
                must.get(key),
            )
            for year in years
        ]
        one = measures[key]
        lines.append(PayLine(one, one.name, one.kind == MeasureKind.NATIONAL, key in must, cells))
    return lines


def _cell(
    year: int,
    paid: Payment | None,
    part: PartOf | None,
    fee: Decimal | None,
    included: Duty | None,
    must: Duty | None,
) -> Cell:
    if paid is not None:
        return Cell(year, paid.amount, "paid", _("entered by the municipality"), paid.source)
    address = part.cost.get_absolute_url() if part else ""
    if part is not None and part.kroner is not None:
        return Cell(year, part.kroner, "shared", _("its part by the rule"), part.cost.source, address)
    if fee is not None:
        return Cell(year, fee, "estimated", _("estimated from the items of the measure"))
    if included is not None:
        return Cell(year, None, "included", included.note or _("in the price of another"), included.source)
    if must and must.valid_from and must.valid_from.year > year:
        return Cell(year, Decimal(0), "not_yet", _("the duty had not begun"), must.source)
    why = part.why if part else _("no national cost of the year is entered")
    return Cell(year, None, "unknown", why, address=address)


def _of_year(line: ItemLine | None, year: int, result: MeasureResult | None) -> Decimal | None:
    """What an item costs in a year at P50, in kroner above zero; none outside its years."""
    if line is None or result is None or not 0 <= year - result.start < len(line.years):
        return None
    return Decimal(str(round(abs(line.years[year - result.start].middle), 2)))


def local_lines(
    measures: dict[int, Measure],
    items: Sequence[Item],
    reckoned: Mapping[UUID, ItemLine],
    years: Sequence[int],
    result: MeasureResult | None,
) -> list[PayLine]:
    """The municipality's own costs that fall due whether the measure is used or not, an item a line."""
    lines = []
    for item in items:
        line = reckoned.get(item.public_id)
        cells = []
        for year in years:
            kroner = _of_year(line, year, result)
            if kroner is not None:
                cells.append(Cell(year, kroner, "estimated", _("estimated from the items of the measure")))
            elif line is None:
                cells.append(Cell(year, None, "unknown", _("the amount is not known")))
            else:
                cells.append(Cell(year, None, "outside", _("outside the years that are reckoned")))
        lines.append(PayLine(measures[item.measure_id], item.name, False, False, cells))
    return sorted(lines, key=lambda line: (line.measure.name, line.name))


def year_sum(at: int, year: int, lines: Sequence[PayLine]) -> YearSum:
    cells = [line.cells[at] for line in lines]
    known = [cell.kroner for cell in cells if cell.kroner is not None]
    unknown = sum(cell.how == "unknown" for cell in cells)
    return YearSum(year, sum(known, start=Decimal(0)), len(known), unknown)
