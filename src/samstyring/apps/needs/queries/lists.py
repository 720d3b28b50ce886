"""Own lists of needs, and the sector's list that is drawn from them."""

from dataclasses import dataclass

from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person, condition

from .. import sector
from ..models import Need, OwnListItem
from .counts import Behind, behind
from .listing import of_size

SHOWN = 50
LOOKED_AT = 2000
LISTS_SHOWN = 60


@dataclass(frozen=True)
class Line:
    """A need on an organisation's own list. `place` is its place on the whole list."""

    place: int
    need: Need
    behind: Behind


@dataclass(frozen=True)
class SectorLine:
    """A need on the sector's list, with how it got there."""

    number: int
    ranked: sector.Ranked
    need: Need
    behind: Behind


@dataclass(frozen=True)
class SectorList:
    """The sector's list; `lists` is how many own lists it is drawn from."""

    lines: list[SectorLine]
    lists: int
    most: int = sector.MOST


def own_list(organisation: Organisation, user: Person) -> list[Line]:
    """An organisation's list in its own order, of what the person may see. Four queries."""
    items = list(
        organisation.own_list.filter(condition(user, prefix="need__"))
        .select_related("need__held_by", "need__raised_by", "need__counted_with")
        .order_by("place")
    )
    counts = behind(item.need_id for item in items)
    return [Line(item.place, item.need, counts[item.need_id]) for item in items]


def candidates(organisation: Organisation, user: Person) -> list[Need]:
    """Needs that the organisation stands behind and that are not on its list yet. One query."""
    found = (
        Need.objects.visible_to(user)
        .filter(backings__organisation=organisation, backings__withdrawn=None)
        .exclude(on_lists__organisation=organisation)
        .distinct()
        .order_by("-id")
    )
    return list(found[:SHOWN])


def sector_list(user: Person, *, of: str = "", county: str = "", size: str = "") -> SectorList:
    """What municipalities put first, together: of a sector, a county, a size, or of all. Five queries."""
    items = _on_lists()
    if county:
        items = items.filter(organisation__county__number=county)
    if size:
        items = items.filter(organisation__in=of_size(size))
    rows = _places(items)
    ranked = sector.drawn(rows)
    # Few of those on lists are closed to the person, and few are shown: the first hundreds are enough.
    visible = Need.objects.visible_to(user).filter(pk__in=[one.need for one in ranked[:LOOKED_AT]])
    if of:
        visible = visible.filter(sector=of)
    may_be_shown = set(visible.order_by().values_list("pk", flat=True))
    shown = [one for one in ranked if one.need in may_be_shown and one.points][:SHOWN]
    needs = Need.objects.select_related("held_by").in_bulk([one.need for one in shown])
    counts = behind(one.need for one in shown)
    return SectorList(
        [
            SectorLine(number, one, needs[one.need], counts[one.need])
            for number, one in enumerate(shown, start=1)
        ],
        lists=len({whose for _need, whose, _place in rows}),
    )


def places_on_lists() -> list[tuple[int, int, int]]:
    """What all municipalities have on their own lists: (need that counts, municipality, place). One query."""
    return _places(_on_lists())


def _on_lists() -> QuerySet[OwnListItem]:
    return OwnListItem.objects.filter(organisation__kind=OrganisationKind.MUNICIPALITY)


def _places(items: QuerySet[OwnListItem]) -> list[tuple[int, int, int]]:
    top = Coalesce(F("need__counted_with"), F("need"))
    return list(items.annotate(top=top).values_list("top", "organisation_id", "place"))


def organisations_with_lists(county: str = "") -> list[Organisation]:
    """Those that have a list of their own, in a county or at all, by name: at most 60. One query."""
    found = Organisation.objects.filter(pk__in=OwnListItem.objects.order_by().values("organisation"))
    if county:
        found = found.filter(county__number=county)
    return list(found.only("name", "public_id").order_by("name")[:LISTS_SHOWN])
