"""What the map shows: today's municipalities in classes, by a measure's status, an indicator or a stance."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.functional import Promise
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
from samstyring.apps.consultations.models import Consultation, Sender
from samstyring.apps.consultations.models.vocabulary import Stance
from samstyring.apps.portfolio.models import Measure

from ..tiles import Tile, layout

Words = str | Promise


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


@dataclass(frozen=True)
class Indicator:
    """A figure of the register in classes: each is its words and the first value that is too high for it."""

    label: Words
    value: Callable[[Traits], float | None]
    steps: tuple[tuple[Words, float], ...]
    source: Words
    # With how many decimals the exact value is written; none where the class says it.
    decimals: int | None


INDICATORS = {
    "innbyggere": Indicator(
        _("Inhabitants"),
        lambda traits: traits.inhabitants,
        (
            (_("Below 2,000"), 2_000),
            (_("2,000 to 4,999"), 5_000),
            (_("5,000 to 19,999"), 20_000),
            (_("20,000 to 99,999"), 100_000),
            (_("100,000 and more"), float("inf")),
        ),
        "Statistisk sentralbyrå, tabell 07459",
        0,
    ),
    "alder": Indicator(
        _("Part of 80 and older"),
        lambda traits: None if traits.old is None else traits.old * 100,
        (
            (_("Below 4 %"), 4),
            (_("4 to 5 %"), 5),
            (_("5 to 6 %"), 6),
            (_("6 to 8 %"), 8),
            (_("8 % and more"), float("inf")),
        ),
        "Statistisk sentralbyrå, tabell 07459",
        1,
    ),
    "sentralitet": Indicator(
        _("Centrality"),
        lambda traits: traits.place.centrality_class if traits.place else None,
        (
            (_("Class 1, the most central"), 2),
            (_("Class 2"), 3),
            (_("Class 3"), 4),
            (_("Class 4"), 5),
            (_("Class 5"), 6),
            (_("Class 6, the least central"), 7),
        ),
        "Statistisk sentralbyrå, KLASS 128",
        None,
    ),
}
UNKNOWN = Class(0, pgettext_lazy("class on the map", "Not known"))
NO_REPLY = Class(0, pgettext_lazy("class on the map", "No reply"))
NOTHING = Class(0, pgettext_lazy("class on the map", "Nothing entered"))


def of_indicator(key: str) -> Map:
    """A figure of the register. Raises KeyError for one that there is not. Three queries."""
    indicator = INDICATORS[key]
    people = everybody()
    classes = [Class(place, words) for place, (words, _end) in enumerate(indicator.steps, start=1)]
    found: dict[int, tuple[Class, str]] = {}
    for pk, (_name, _number, traits) in people.items():
        value = indicator.value(traits)
        if value is not None:
            step = next(place for place, (_words, end) in enumerate(indicator.steps) if value < end)
            found[pk] = classes[step], formatted(value, indicator.decimals)
    return _map(people, found, classes, UNKNOWN, indicator.source)


def formatted(value: float, decimals: int | None) -> str:
    """The exact value in words of the language; nothing where the class says it."""
    return "" if decimals is None else number_format(value, decimals, force_grouping=True)


STATUS_CLASSES = (
    (Status.IN_USE, Status.IN_USE.label),
    (Status.INTRODUCING, Status.INTRODUCING.label),
    (Status.PLANNED, Status.PLANNED.label),
    ("yes", _("Wanted or accepted")),
    ("no", _("Later or not relevant")),
    (Status.ENDED, Status.ENDED.label),
)


def of_measure(measure: Measure, user: Person) -> Map:
    """How far a measure has come where; what a cooperation has counts for its members. Five queries."""
    people = everybody()
    classes = {key: Class(place, words) for place, (key, words) in enumerate(STATUS_CLASSES, start=1)}
    rows = list(
        Introduction.objects.visible_to(user)
        .filter(measure=measure)
        .values_list("organisation_id", "status", "stand")
    )
    groups = [place for place, _status, _stand in rows if place not in people]
    members: dict[int, list[int]] = {}
    for group, member in Membership.objects.filter(
        valid_on(timezone.localdate()), group__in=groups, group__kind=OrganisationKind.COOPERATION
    ).values_list("group_id", "member_id"):
        members.setdefault(group, []).append(member)
    found: dict[int, tuple[Class, str]] = {}
    # A municipality's own row comes after that of a cooperation, and so stands.
    for place, status, stand in sorted(rows, key=lambda row: row[0] in people):
        said = status or ("no" if stand in DECLINED else "yes")
        for one in [place] if place in people else members.get(place, []):
            found[one] = classes[said], str(Stand(stand).label) if stand else ""
    return _map(people, found, list(classes.values()), NOTHING, _("What municipalities have entered here"))


def of_consultation(consultation: Consultation) -> Map:
    """What municipalities mean in a hearing, by the reply that counts. Three queries."""
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
