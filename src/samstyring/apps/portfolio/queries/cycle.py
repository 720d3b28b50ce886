"""One year of the annual cycle: what recurs when, heavy months, and weeks with several things."""

import datetime
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from samstyring.apps.actors.visibility import Person

from .. import wheel
from ..models import Activity
from ..recurrence import crowded_weeks, days, heavy_months

# More than this is not a cycle that anybody reads; those that begin first are drawn.
MOST = 500


@dataclass(frozen=True)
class Happening:
    """An activity on one day. `crowded` says that something else is in the same week."""

    activity: Activity
    day: datetime.date
    crowded: bool


@dataclass(frozen=True)
class Month:
    """One month of the year that is shown."""

    first: datetime.date
    happenings: list[Happening]
    heavy: bool


@dataclass(frozen=True)
class Year:
    """The year as a wheel and as a list; `cut` says that there was more than is shown."""

    number: int
    months: list[Month]
    drawing: wheel.Wheel
    dots: list[tuple[wheel.Dot, Activity]]
    count: int
    cut: bool


def visible(user: Person, *, who: str = "") -> QuerySet[Activity]:
    """The activities that the person may see; with `who`, those of one who acts, in words."""
    found: QuerySet[Activity] = Activity.objects.visible_to(user).select_related("acts", "measure")
    return found.filter(acts_name=who) if who else found


def actors(user: Person) -> list[str]:
    """Who acts in the cycle, in words. One query."""
    names = Activity.objects.visible_to(user).exclude(acts_name="")
    return list(names.order_by("acts_name").values_list("acts_name", flat=True).distinct())


def upcoming(activity: Activity, today: datetime.date, *, most: int = 6) -> list[datetime.date]:
    """The next days on which it recurs, within three years."""
    last = today + datetime.timedelta(days=3 * 366)
    return days(activity.rule, activity.starts, today, min(last, activity.last_day or last))[:most]


def year(user: Person, number: int, *, who: str = "") -> Year:
    """What recurs in a year. One query, whose rules are laid out here."""
    first, last = datetime.date(number, 1, 1), datetime.date(number, 12, 31)
    within = Q(starts__lte=last) & (Q(last_day=None) | Q(last_day__gte=first))
    found = list(visible(user, who=who).filter(within).order_by("starts", "pk")[: MOST + 1])
    pairs = sorted(
        (
            (day, activity)
            for activity in found[:MOST]
            for day in days(activity.rule, activity.starts, first, min(last, activity.last_day or last))
        ),
        key=lambda pair: (pair[0], pair[1].title),
    )
    crowded = crowded_weeks(day for day, _activity in pairs)
    happenings = [
        Happening(activity, day, tuple(day.isocalendar())[:2] in crowded) for day, activity in pairs
    ]
    counts = [sum(one.day.month == month for one in happenings) for month in range(1, 13)]
    heavy = heavy_months(counts)
    by_key = {activity.pk: activity for activity in found}
    drawing = wheel.draw(number, [(one.activity.pk, one.day) for one in happenings], heavy)
    return Year(
        number=number,
        months=[
            Month(
                datetime.date(number, month, 1),
                [one for one in happenings if one.day.month == month],
                month in heavy,
            )
            for month in range(1, 13)
        ],
        drawing=drawing,
        dots=[(dot, by_key[dot.key]) for dot in drawing.dots],
        count=len(happenings),
        cut=len(found) > MOST,
    )
