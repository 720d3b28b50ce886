"""What the map shows: today's municipalities by an indicator, a measure's status or use, or a stance."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.likeness import Traits
from samstyring.apps.actors.models import Membership
from samstyring.apps.actors.models.organisations import valid_on
from samstyring.apps.actors.queries import organisations
from samstyring.apps.actors.queries.likeness import everybody
from samstyring.apps.actors.visibility import Person
from samstyring.apps.adoption.choices import DECLINED, Stand, Status
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.adoption.models.use import NewestUse
from samstyring.apps.consultations.models import Consultation, Sender
from samstyring.apps.consultations.models.vocabulary import Stance
from samstyring.apps.economy.reckoning import measure_result
from samstyring.apps.economy.words import kroner
from samstyring.apps.portfolio.models import Measure

from ..indicators import ECONOMY_STEPS, INDICATORS, USE_STEPS, Words, formatted, step
from ..tiles import Tile, layout


@dataclass(frozen=True)
class Class:
    """One class of the map: what it is called, and how many municipalities are in it.

    `number` is written in the tile, and chooses colour and pattern; 0 is what nothing is known of.
    """

    number: int
    words: Words
    count: int = 0


@dataclass(frozen=True)
class Shown:
    """One municipality: its tile (none where the map has no place for it) and its class."""

    pk: int
    name: str
    number: str
    county: str
    tile: Tile | None
    # The number of its class, and the class in words.
    shown: int
    words: str
    address: str
    # What is known exactly, where the class is a range.
    exact: str = ""


@dataclass(frozen=True)
class Map:
    """All municipalities, those with a tile first in reading order, and the classes of the legend."""

    municipalities: list[Shown]
    classes: list[Class]
    source: Words


UNKNOWN = Class(0, pgettext_lazy("class on the map", "Not known"))
NOT_MEASURED = Class(0, pgettext_lazy("class on the map", "Not measured"))
NO_REPLY = Class(0, pgettext_lazy("class on the map", "No reply"))
NOTHING = Class(0, pgettext_lazy("class on the map", "Nothing entered"))


def of_indicator(key: str) -> Map:
    """A figure of the register. Raises KeyError for one that there is not. Those of `everybody` and one."""
    indicator = INDICATORS[key]
    people = everybody()
    classes = [Class(place, words) for place, (words, _end) in enumerate(indicator.steps, start=1)]
    found: dict[int, tuple[Class, str]] = {}
    for pk, (_name, _number, traits) in people.items():
        value = indicator.value(traits)
        if value is not None:
            found[pk] = classes[step(indicator.steps, value)], formatted(value, indicator.decimals)
    return _map(people, found, classes, UNKNOWN, indicator.source)


STATUS_CLASSES = (
    (Status.IN_USE, Status.IN_USE.label),
    (Status.INTRODUCING, Status.INTRODUCING.label),
    (Status.PLANNED, Status.PLANNED.label),
    ("yes", _("Wanted or accepted")),
    ("no", _("Later or not relevant")),
    (Status.ENDED, Status.ENDED.label),
)


def of_measure(measure: Measure, user: Person) -> Map:
    """How far a measure has come where; what a cooperation has counts for its members.

    Three queries besides those of `everybody`.
    """
    people = everybody()
    classes = {key: Class(place, words) for place, (key, words) in enumerate(STATUS_CLASSES, start=1)}
    rows = list(
        Introduction.objects.visible_to(user)
        .filter(measure=measure)
        .values_list("organisation_id", "status", "stand")
    )
    members = _members(place for place, _status, _stand in rows if place not in people)
    found: dict[int, tuple[Class, str]] = {}
    # A municipality's own row comes after that of a cooperation, and so stands.
    for place, status, stand in sorted(rows, key=lambda row: row[0] in people):
        said = status or ("no" if stand in DECLINED else "yes")
        for one in [place] if place in people else members.get(place, []):
            found[one] = classes[said], str(Stand(stand).label) if stand else ""
    return _map(people, found, list(classes.values()), NOTHING, _("What municipalities have entered here"))


def of_use(measure: Measure, user: Person) -> Map:
    """The newest use of a measure for each 1,000 inhabitants; a cooperation's is that of all its members.

    Three queries besides those of `everybody`. Whose inhabitants are not known is not measured.
    """
    people = everybody()
    classes = [Class(place, words) for place, (words, _end) in enumerate(USE_STEPS, start=1)]
    rows = list(
        NewestUse.objects.filter(
            introduction__in=Introduction.objects.visible_to(user).filter(measure=measure)
        )
        .order_by()
        .values_list("introduction__organisation_id", "active", "year")
    )
    members = _members(place for place, _active, _year in rows if place not in people)
    found: dict[int, tuple[Class, str]] = {}
    for place, active, year in sorted(rows, key=lambda row: row[0] in people):
        places = [place] if place in people else members.get(place, [])
        known = [people[one][2].inhabitants for one in places if one in people]
        total = sum(one or 0 for one in known)
        if not total or None in known:
            continue
        rate = active * 1000 / total
        for one in places:
            found[one] = classes[step(USE_STEPS, rate)], f"{formatted(rate, 1)} ({year})"
    source = _("What municipalities have entered here, and Statistisk sentralbyrå, tabell 07459")
    return _map(people, found, classes, NOT_MEASURED, source)


def of_economy(measure: Measure, user: Person) -> Map:
    """What a measure comes to for each inhabitant, in the municipality's own budget (P50).

    Where something is not known that others know, nothing is shown. At most ten queries besides `everybody`.
    """
    people = everybody()
    classes = [Class(place, words) for place, (words, _end) in enumerate(ECONOMY_STEPS, start=1)]
    lines = measure_result(measure, user=user).municipalities if people else ()
    missing = [set(line.unknown) for line in lines]
    everywhere = set[str]().union(*missing).intersection(*missing)
    found = {
        line.pk: (classes[step(ECONOMY_STEPS, line.each)], kroner(line.each))
        for line in lines
        if line.each is not None and not set(line.unknown) - everywhere
    }
    return _map(people, found, classes, UNKNOWN, _("What is entered of the measure’s economy"))


def _members(groups: Iterable[int]) -> dict[int, list[int]]:
    """Today's members of those that are cooperations. One query."""
    members: dict[int, list[int]] = {}
    for group, member in Membership.objects.filter(
        valid_on(timezone.localdate()), group__in=list(groups), group__kind=OrganisationKind.COOPERATION
    ).values_list("group_id", "member_id"):
        members.setdefault(group, []).append(member)
    return members


def of_consultation(consultation: Consultation) -> Map:
    """What municipalities mean in a hearing, by the reply that counts. Two queries besides `everybody`."""
    people = everybody()
    classes = {stance.value: Class(place, stance.label) for place, stance in enumerate(Stance, start=1)}
    classes[""] = Class(len(classes) + 1, _("Replied, and no stance is read"))
    senders = Sender.objects.filter(
        submission__consultation=consultation, submission__counts=True, organisation__in=list(people)
    )
    found = {
        place: (classes[stance], "")
        for place, stance in senders.values_list("organisation_id", "submission__stance")
        if place is not None
    }
    return _map(people, found, list(classes.values()), NO_REPLY, _("The replies as they are read here"))


def _map(
    people: Mapping[int, tuple[str, str, Traits]],
    found: Mapping[int, tuple[Class, str]],
    classes: list[Class],
    unknown: Class,
    source: Words,
) -> Map:
    tiles = layout()
    counties = {one.pk: one.name for one in organisations.counties()}
    # The address is the same but for the number, and there are hundreds of them.
    before, _zeros, after = reverse("overview:municipality", args=["0000"]).partition("0000")
    words = {one.number: str(one.words) for one in (*classes, unknown)}
    shown = []
    for pk, (name, number, traits) in people.items():
        kind, exact = found.get(pk, (unknown, ""))
        address = f"{before}{number}{after}"
        county = counties.get(traits.county or 0, "")
        tile = tiles.get(number)
        shown.append(Shown(pk, name, number, county, tile, kind.number, words[kind.number], address, exact))
    order = {number: place for place, number in enumerate(tiles)}
    counts = Counter(one.shown for one in shown)
    return Map(
        municipalities=sorted(shown, key=lambda one: (order.get(one.number, len(order)), one.name)),
        classes=[Class(one.number, one.words, counts[one.number]) for one in (*classes, unknown)],
        source=source,
    )
