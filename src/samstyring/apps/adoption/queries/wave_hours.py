"""Hours of a whole wave by quarter and profession, and which years a page shows."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Sum

from ..booking import Quarter
from ..models import Wave, WaveHours, WaveStep

YEARS_SHOWN = 2


def planned_and_spent(planned: int | None, spent: int | None) -> str:
    """Two numbers as they stand in a table; a dash is not said."""
    if planned is None and spent is None:
        return "–"
    return f"{'–' if planned is None else planned} / {'–' if spent is None else spent}"


@dataclass(frozen=True)
class Hours:
    """Hours of a quarter or a profession, all participants together; none is not said."""

    planned: int | None
    spent: int | None

    @property
    def words(self) -> str:
        """The two as they stand in a table."""
        return planned_and_spent(self.planned, self.spent)


@dataclass(frozen=True)
class Totals:
    """The whole wave: all its years, the hours of the quarters shown, and those by profession and quarter."""

    years: list[int]
    by_quarter: list[Hours]
    by_profession: list[tuple[str, list[Hours], Hours]]
    planned: int
    spent: int


def quarters_from(year: int) -> list[Quarter]:
    """The quarters that one page shows: two whole years."""
    return [Quarter(year + ahead, number) for ahead in range(YEARS_SHOWN) for number in (1, 2, 3, 4)]


def sum_known(values: Iterable[int | None]) -> int | None:
    """The sum of those that are known; none where none is."""
    known = [one for one in values if one is not None]
    return sum(known) if known else None


def totals(wave: Wave, quarters: Sequence[Quarter]) -> Totals:
    """The hours of all participants that have not left. One query."""
    rows = (
        WaveHours.objects.filter(participant__wave=wave, participant__left=False)
        .order_by("profession")
        .values_list("profession", "year", "quarter")
        .annotate(all_planned=Sum("planned"), all_spent=Sum("spent"))
    )
    found: dict[tuple[str, Quarter], tuple[int | None, int | None]] = {}
    names: dict[str, str] = {}
    for profession, year, number, planned, spent in rows:
        key = profession.casefold()
        names.setdefault(key, profession)
        before = found.get((key, Quarter(year, number)), (None, None))
        found[key, Quarter(year, number)] = (sum_known([before[0], planned]), sum_known([before[1], spent]))

    def total(wanted: Iterable[tuple[str, Quarter]]) -> Hours:
        pairs = [found[key] for key in wanted if key in found]
        return Hours(sum_known(pair[0] for pair in pairs), sum_known(pair[1] for pair in pairs))

    whole = total(found)
    return Totals(
        years=sorted({quarter.year for _name, quarter in found}),
        by_quarter=[total((name, quarter) for name in names) for quarter in quarters],
        by_profession=[
            (
                names[key],
                [total([(key, quarter)]) for quarter in quarters],
                total((key, quarter) for quarter in quarters),
            )
            for key in sorted(names)
        ],
        planned=whole.planned or 0,
        spent=whole.spent or 0,
    )


def shown_year(years: Sequence[int], steps: Sequence[WaveStep], asked: str, today: datetime.date) -> int:
    """The first of the years on the page: the one asked for, else this year, kept within what there is."""
    if asked.isascii() and asked.isdecimal() and 2000 <= int(asked) <= 2099:
        return int(asked)
    known = [*years, *(day.year for step in steps for day in (step.starts, step.ends) if day)]
    if not known:
        return today.year
    return min(max(today.year, min(known)), max(known))
