"""The list of needs: filters in the address, the order, and who stands behind each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import OuterRef, Q, QuerySet, Subquery

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.paging import page_found_once
from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all
from samstyring.apps.consultations.queries.sizes import SIZES, size_of

from ..choices import Level, NeedKind, State
from ..models import Backing, Need
from .counts import Behind, behind

PAGE_SIZE = 25
DONE = (State.MERGED, State.SPLIT, State.CLOSED)
OPEN = (State.RAISED, State.RETURNED, State.ADOPTED)
ALL = "alle"
ORDERS: dict[str, tuple[str, ...]] = {
    "kommuner": ("-municipalities", "-id"),
    "nyest": ("-id",),
    "eldst": ("id",),
    "navn": ("title", "id"),
}


@dataclass(frozen=True)
class NeedFilters:
    """Which needs the list shows, in what order. The names of the fields are those in the address.

    Without `stand` those that are open are shown; `ALL` shows every one that is not merged. `bord` is the
    identifier of whoever has it on the table, `kommune` the number of a municipality that stands behind it.
    """

    sok: str = ""
    slag: str = ""
    sektor: str = ""
    niva: str = ""
    stand: str = ""
    bord: str = ""
    fylke: str = ""
    storrelse: str = ""
    kommune: str = ""
    orden: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, Any]) -> "NeedFilters":
        """The filters in an address's query. Values that are none of the possible ones are left out."""
        given = {one.name: str(query.get(one.name, "")).strip()[:100] for one in fields(cls)}
        possible: dict[str, set[str]] = {
            "slag": set(NeedKind.values),
            "niva": set(Level.values),
            "stand": {*State.values, ALL},
            "storrelse": {name for _limit, name in SIZES},
            "orden": set(ORDERS),
        }
        if not _is_identifier(given["bord"]):
            given["bord"] = ""
        return cls(
            **{
                name: value if name not in possible or value in possible[name] else ""
                for name, value in given.items()
            }
        )

    @property
    def query(self) -> str:
        """The filters as an address has them, without a question mark."""
        return urlencode({one.name: value for one in fields(self) if (value := getattr(self, one.name))})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for but the usual."""
        return not any(getattr(self, one.name) for one in fields(self) if one.name != "orden")


@dataclass(frozen=True)
class Row:
    """A need in a list, with who stands behind it."""

    need: Need
    behind: Behind


def listed(user: Person, filters: NeedFilters) -> QuerySet[Need]:
    """The needs that the person may see and that the filters let through, in their order."""
    found: QuerySet[Need] = Need.objects.visible_to(user)
    # By what is left out rather than by what is asked for: else SQLite sorts all open needs to show 25.
    if filters.stand and filters.stand != ALL:
        found = found.filter(state=filters.stand)
    else:
        found = found.exclude(state__in=[State.MERGED] if filters.stand else DONE)
    exact: dict[str, Callable[[str], Q]] = {
        "slag": lambda value: Q(kind=value),
        "sektor": lambda value: Q(sector=value),
        "niva": lambda value: Q(level=value),
        "bord": lambda value: Q(held_by__public_id=value),
        "fylke": lambda value: _behind(municipalities().filter(county__number=value)),
        "kommune": lambda value: _behind(municipalities().filter(number=value)),
        "storrelse": lambda value: _behind(of_size(value)),
    }
    for name, condition in exact.items():
        if value := getattr(filters, name):
            found = found.filter(condition(value))
    found = found.filter(having_all(filters.sok, "title", "description"))
    # No joins: the database then reads no more needs than the page shows.
    return found.order_by(*ORDERS[filters.orden or "kommuner"]).prefetch_related("held_by")


def page_of(user: Person, filters: NeedFilters, number: str | None) -> Page[Need]:
    """One page of the list. Words and places are looked for in all needs, the rest has its indexes."""
    found = listed(user, filters)
    if filters.sok or filters.fylke or filters.kommune or filters.storrelse:
        return page_found_once(found, PAGE_SIZE, number)
    return Paginator(found, PAGE_SIZE).get_page(number)


def rows(needs: Sequence[Need]) -> list[Row]:
    """Needs with who stands behind them. Three queries."""
    counts = behind(need.pk for need in needs)
    return [Row(need, counts[need.pk]) for need in needs]


def sectors(user: Person) -> list[str]:
    """The sectors that there are needs in, as they are stored. One query."""
    found = Need.objects.visible_to(user).order_by("sector").values_list("sector", flat=True)
    return list(found.distinct())


def _behind(municipalities: QuerySet[Organisation] | Sequence[int]) -> Q:
    """The condition that one of the municipalities stands behind the need, or behind one merged into it."""
    needs = Backing.objects.filter(organisation__in=municipalities, withdrawn=None).order_by().values("need")
    merged = Need.objects.filter(counted_with__isnull=False, pk__in=needs).order_by()
    return Q(pk__in=needs) | Q(pk__in=merged.values("counted_with"))


def municipalities() -> QuerySet[Organisation]:
    """The municipalities of the register, also those that are no more."""
    return Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY).order_by()


def of_size(size: str) -> list[int]:
    """The municipalities of a size, by their inhabitants in the newest year known. One query."""
    newest = (
        Population.objects.filter(organisation=OuterRef("pk"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    rows = municipalities().annotate(inhabitants=Subquery(newest)).values_list("pk", "inhabitants")
    return [pk for pk, count in rows if count is not None and size_of(count) == size]


def _is_identifier(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
