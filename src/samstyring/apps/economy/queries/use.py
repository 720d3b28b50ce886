"""What was measured of a measure's use: who could use it where, and the curve that fits what was used."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.models import Introduction, UseFigure
from samstyring.apps.adoption.models.use import NewestUse
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Fit, InvalidInput, fit

from ..choices import NumberKind

MOST_FIGURES = 5_000
"""More measurements than that change no curve that anybody could see."""


def eligible(measures: Collection[int], user: Person) -> dict[int, dict[int, float]]:
    """Those who could use each measure by municipality, as it was last measured. One query."""
    rows = NewestUse.objects.filter(
        introduction__in=Introduction.objects.visible_to(user).filter(
            measure__in=measures, organisation__kind=OrganisationKind.MUNICIPALITY
        ),
        eligible__isnull=False,
    ).values_list("introduction__measure_id", "introduction__organisation_id", "eligible")
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for measure, organisation, number in rows:
        found[measure][organisation] = float(number or 0)
    return found


def fitted(measure: Measure, user: Person) -> Fit | None:
    """The curve through measured shares of use, each introduction counted from its first figure.

    None where fewer than four shares are known, or no curve fits. One query.
    """
    figures = (
        UseFigure.objects.filter(
            introduction__in=Introduction.objects.visible_to(user).filter(measure=measure), eligible__gt=0
        )
        .order_by("introduction_id", "year", "month")
        .values_list("introduction_id", "year", "month", "active", "eligible")[:MOST_FIGURES]
    )
    times, shares = points(figures)
    try:
        return fit(times, shares)
    except InvalidInput:
        return None


def points(rows: Iterable[tuple[int, int, int | None, int, int | None]]) -> tuple[list[float], list[float]]:
    """Years since the first figure of each introduction, and the share of use then.

    `rows` are (introduction, year, month or none for a whole year, active, eligible), with eligible above 0.
    """
    given = [
        (key, year + ((month or 7) - 0.5) / 12, active / eligible)
        for key, year, month, active, eligible in rows
        if eligible
    ]
    first: dict[int, float] = {}
    for key, moment, _share in given:
        first[key] = min(moment, first.get(key, moment))
    return [moment - first[key] for key, moment, _share in given], [share for _key, _moment, share in given]


def starting_curve(found: Fit) -> dict[str, Any]:
    """What the form of a curve begins with, of a fit. Years below nothing are the first day."""
    return {
        "ceiling_kind": NumberKind.FIXED,
        "ceiling_mode": _rounded(found.ceiling),
        "half_kind": NumberKind.FIXED,
        "half_mode": _rounded(max(found.half, 0.0)),
        "spread": _rounded(found.spread),
    }


def _rounded(value: float) -> Decimal:
    return Decimal(str(round(value, 2)))
