"""Keeping the newest use of each introduction in step with its figures; part of the acts that change them."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from ..models import UseFigure
from ..models.use import NewestUse
from ..use import Figure, fell_back, newest

BATCH = 1000
WRITTEN = (
    "year",
    "month",
    "active",
    "eligible",
    "best_year",
    "best_month",
    "best_active",
    "best_eligible",
    "left",
)


def keep(introductions: Collection[int]) -> None:
    """Read the figures of these introductions (primary keys) anew, in the caller's transaction."""
    found: dict[int, list[Figure]] = defaultdict(list)
    rows = UseFigure.objects.filter(introduction__in=introductions).order_by()
    for key, year, month, active, eligible in rows.values_list(
        "introduction_id", "year", "month", "active", "eligible"
    ):
        found[key].append(Figure(year, month or 0, active, eligible))
    NewestUse.objects.filter(introduction__in=set(introductions) - found.keys()).delete()
    NewestUse.objects.bulk_create(
        made(found),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["introduction"],
        update_fields=WRITTEN,
    )


def made(figures: Mapping[int, Sequence[Figure]]) -> list[NewestUse]:
    """The rows for introductions with these figures, none of them stored."""
    rows = []
    for key, given in figures.items():
        # Of several that are equally good the latest is the best, in whatever order the database gives them.
        known = sorted(given, reverse=True)
        now, fall = newest(known), fell_back(known)
        if now is None:
            continue
        best = fall.best if fall else None
        rows.append(
            NewestUse(
                introduction_id=key,
                year=now.year,
                month=now.month,
                active=now.active,
                eligible=now.eligible,
                best_year=best.year if best else None,
                best_month=best.month if best else None,
                best_active=best.active if best else None,
                best_eligible=best.eligible if best else None,
                left=fall.left if fall else None,
            )
        )
    return rows
