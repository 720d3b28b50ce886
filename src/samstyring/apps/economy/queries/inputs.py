"""What a reckoning needs, read in a fixed number of queries: items, figures, rates, and who is a member of
what."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Membership, Organisation, Population
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.models import Measure

from ..choices import AGES, Driver
from ..models import DriverFigure, Frame, Item, ItemHours, Override, Parameter, Scenario
from .use import eligible

YEARS = 10
"""The horizon of a measure for which nobody has said one."""

Figures = dict[int, float]


@dataclass(frozen=True, slots=True)
class Municipality:
    """One that is reckoned for, with its inhabitants in the newest year known."""

    pk: int
    public_id: UUID
    name: str
    inhabitants: int | None


@dataclass(frozen=True)
class Inputs:
    """Everything that a reckoning starts from.

    `figures` maps a driver, or a driver and a measure, to the figures by municipality; one that is not there
    is unknown. `members` maps an organisation that an item or override holds for to its municipalities.
    """

    measures: list[Measure]
    frames: dict[int, Frame]
    items: list[Item]
    municipalities: list[Municipality]
    figures: dict[tuple[str, int | None], Figures]
    parameters: dict[tuple[str, int], Parameter]
    overrides: list[Override]
    members: dict[int, frozenset[int]]
    scenario: str

    def frame(self, measure: int) -> Frame:
        """The frame of a measure; from this year on where nobody has said one."""
        return self.frames.get(measure) or Frame(
            measure_id=measure, start=timezone.localdate().year, years=YEARS
        )


def read(
    measures: Sequence[Measure],
    *,
    user: Person,
    scenario: Scenario | None = None,
    municipalities: Sequence[Organisation] | None = None,
) -> Inputs:
    """Read it all: at most eleven queries. `municipalities` None is every one that exists today."""
    items = list(in_use(user).filter(measure__in=measures))
    overrides = (
        list(
            Override.objects.filter(scenario=scenario, item__in=[one.pk for one in items]).select_related(
                "organisation"
            )
        )
        if scenario
        else []
    )
    there = list(
        Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None).order_by("name", "pk")
        if municipalities is None
        else municipalities
    )
    keys = None if municipalities is None else [one.pk for one in there]
    figures = _population(items, keys) | _given(items, keys, user)
    inhabitants = figures[Driver.INHABITANTS, None]
    held_for = {one.holds_for for one in items} | {one.organisation for one in overrides}
    return Inputs(
        measures=list(measures),
        frames={one.measure_id: one for one in Frame.objects.filter(measure__in=measures)},
        items=items,
        municipalities=[
            Municipality(
                one.pk,
                one.public_id,
                one.name,
                int(inhabitants[one.pk]) if one.pk in inhabitants else None,
            )
            for one in there
        ],
        figures=figures,
        parameters=newest_parameters(),
        overrides=overrides,
        members=members_of(one for one in held_for if one is not None),
        scenario=scenario.name if scenario else "",
    )


def in_use(user: Person) -> QuerySet[Item]:
    """The items that the person may see and that are not taken out, with all that belongs to each."""
    seen: QuerySet[Item] = (
        Item.objects.visible_to(user)
        .filter(removed_at=None)
        .select_related("measure", "curve", "cap", "organisation", "holds_for")
        .prefetch_related(Prefetch("hours", queryset=ItemHours.objects.order_by("profession")))
        .order_by("measure_id", "-direction", "party", "name", "pk")
    )
    return seen


def newest_parameters() -> dict[tuple[str, int], Parameter]:
    """National parameters by code and year (0 is of no year). One query."""
    return {(one.code, one.year): one for one in Parameter.objects.filter(scope__in=["", "national"])}


def members_of(organisations: Iterable[Organisation]) -> dict[int, frozenset[int]]:
    """The municipalities that something holds for: a municipality itself, the members of a group.

    One query at most. An organisation without members has none.
    """
    given = list(organisations)
    groups = [one.pk for one in given if one.is_group]
    found: dict[int, set[int]] = defaultdict(set)
    if groups:
        today = valid_on(timezone.localdate())
        for group, member in Membership.objects.filter(today, group__in=groups).values_list(
            "group", "member"
        ):
            found[group].add(member)
    return {one.pk: frozenset(found[one.pk] if one.is_group else {one.pk}) for one in given}


def _population(items: Sequence[Item], keys: list[int] | None) -> dict[tuple[str, int | None], Figures]:
    """Inhabitants by age for the drivers that need them, in the newest year known. One query."""
    wanted = {Driver(one.driver) for one in items} | {Driver(one.cap.driver) for one in items if one.cap}
    bands = {driver: band for driver, band in AGES.items() if driver in wanted | {Driver.INHABITANTS}}
    condition = Q()
    for first, last in bands.values():
        condition |= Q(age_from=first, age_to=last)
    rows = Population.objects.filter(condition, organisation__kind=OrganisationKind.MUNICIPALITY)
    if keys is not None:
        rows = rows.filter(organisation__in=keys)
    names = {band: driver for driver, band in bands.items()}
    found: dict[tuple[str, int | None], Figures] = {(driver, None): {} for driver in bands}
    ordered = rows.order_by("year").values_list("organisation", "age_from", "age_to", "persons")
    for organisation, first, last, persons in ordered:
        found[names[first, last], None][organisation] = float(persons)
    return found


def _given(
    items: Sequence[Item], keys: list[int] | None, user: Person
) -> dict[tuple[str, int | None], Figures]:
    """Figures that people gave, the newest of each; those of one measure apart. Two queries at most.

    Where nobody gave those who could use a measure, they are as they were last measured.
    """
    wanted = {one.driver for one in items} | {one.cap.driver for one in items if one.cap}
    wanted -= {Driver.FIXED, *AGES}
    if not wanted:
        return {}
    rows = DriverFigure.objects.filter(driver__in=wanted).filter(
        Q(measure=None) | Q(measure__in={one.measure_id for one in items})
    )
    if keys is not None:
        rows = rows.filter(municipality__in=keys)
    found: dict[tuple[str, int | None], Figures] = defaultdict(dict)
    for municipality, driver, measure, value in rows.order_by("year").values_list(
        "municipality", "driver", "measure", "value"
    ):
        found[driver, measure][municipality] = float(value)
    if Driver.USERS in wanted:
        for one, there in eligible({item.measure_id for item in items}, user).items():
            found[Driver.USERS, one] = there | found.get((Driver.USERS, one), {})
    return dict(found)
