"""From what is stored of a national cost to kroner of sectors and municipalities. No database, no clock.

Everything is whole øre, so that parts sum to the whole exactly. What is unknown stays unknown: a sector
without a share has no kroner, and a rule for which a figure is missing shares nothing and says what it is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from samstyring.apps.actors.queries.population import EVERYBODY, Band, persons
from samstyring.engines.cost_benefit.errors import InvalidInput
from samstyring.engines.cost_benefit.sharing import Rule, between_municipalities, divide

from .choices_national import Basis

ORE = 100


def to_ore(kroner: Decimal) -> int:
    """Kroner as whole øre."""
    return int((kroner * ORE).to_integral_value())


def to_kroner(ore: int) -> Decimal:
    """Øre as kroner."""
    return Decimal(ore) / ORE


@dataclass(frozen=True)
class Given:
    """What is known of a sector's part: an exact share of the total, or kroner."""

    sector: str
    share: Fraction | None
    amount: Decimal | None
    source: str = ""
    state: str = ""


@dataclass(frozen=True)
class SectorLine:
    """A sector's part. Kroner or share can be unknown; `sector` is empty for what nobody is named for."""

    sector: str
    share: Fraction | None
    kroner: Decimal | None
    source: str = ""
    state: str = ""


def sector_lines(total: Decimal | None, given: Sequence[Given]) -> list[SectorLine]:
    """The parts of sectors in the order given, and last what is left over that nobody is named for.

    With a total, the lines sum to it exactly. Without, shares stand without kroner.
    """
    shares = [one.share for one in given if one.share is not None]
    unnamed = 1 - sum(shares, start=Fraction(0))
    of_shares: list[Decimal | None] = [None] * (len(shares) + 1)
    if total is not None:
        of_shares = [to_kroner(part) for part in divide(to_ore(total), [*shares, unnamed])]
    parts = iter(of_shares)
    lines = [
        SectorLine(
            one.sector,
            one.share if one.share is not None else _share_of(one.amount, total),
            next(parts) if one.share is not None else one.amount,
            one.source,
            one.state,
        )
        for one in given
    ]
    return lines + _left_over(lines, total, unnamed, bool(shares))


def _share_of(amount: Decimal | None, total: Decimal | None) -> Fraction | None:
    return Fraction(amount) / Fraction(total) if amount is not None and total else None


def _left_over(
    lines: Sequence[SectorLine], total: Decimal | None, unnamed: Fraction, by_share: bool
) -> list[SectorLine]:
    if total is None:
        return [SectorLine("", unnamed, None)] if by_share and unnamed else []
    left = total - sum((line.kroner for line in lines if line.kroner is not None), start=Decimal(0))
    return [SectorLine("", _share_of(left, total), left)] if left else []


@dataclass(frozen=True)
class Place:
    """A municipality and the figures that rules share by; what is unknown is none."""

    pk: int
    name: str
    number: str
    bands: Mapping[Band, int]
    users: int | None = None

    @property
    def inhabitants(self) -> int | None:
        """Everybody; none where that is unknown."""
        return persons(self.bands, EVERYBODY)


@dataclass(frozen=True)
class Terms:
    """A rule as values: what it shares by, bounds in kroner, and steps of (first, weight)."""

    name: str
    basis: str
    floor: Decimal | None = None
    cap: Decimal | None = None
    steps: tuple[tuple[int, Decimal | None], ...] = ()


@dataclass(frozen=True)
class Shared:
    """Kroner by municipality's key, or (with `parts` none) why the rule cannot be reckoned, in words.

    `missing` names the municipalities for which a figure is unknown.
    """

    parts: dict[int, Decimal] | None
    problem: str = ""
    missing: tuple[str, ...] = ()


def shared(total: Decimal, terms: Terms, places: Sequence[Place]) -> Shared:
    """Share `total` between municipalities by a rule."""
    if not places:
        return Shared(None, _("No municipality is in the register."))
    if terms.basis in (Basis.SIZE, Basis.AGE) and not terms.steps:
        return Shared(None, _("The rule has no steps."))
    if any(weight is None for _first, weight in terms.steps):
        return Shared(
            None,
            _("The weights of this rule are not known. Whoever keeps the rule can fill them in."),
        )
    weights = {place.pk: _weight(place, terms) for place in places}
    missing = tuple(place.name for place in places if weights[place.pk] is None)
    if missing:
        return Shared(None, _missing_words(terms.basis), missing)
    known = {str(pk): weight for pk, weight in weights.items() if weight is not None}
    bound = {str(place.pk): place for place in places}
    try:
        parts = between_municipalities(
            to_ore(total),
            Rule(
                known,
                steps=tuple((first, Fraction(weight or 0)) for first, weight in terms.steps)
                if terms.basis == Basis.SIZE
                else (),
                floors=dict.fromkeys(bound, to_ore(terms.floor)) if terms.floor is not None else None,
                caps=dict.fromkeys(bound, to_ore(terms.cap)) if terms.cap is not None else None,
            ),
        )
    except InvalidInput as error:
        return Shared(None, _sentence(error))
    return Shared({int(pk): to_kroner(part) for pk, part in parts.items()})


def _weight(place: Place, terms: Terms) -> Fraction | int | None:
    if terms.basis == Basis.FIXED:
        return 1
    if terms.basis == Basis.USERS:
        return place.users
    if terms.basis == Basis.AGE:
        return _weighted_by_age(place, terms.steps)
    return place.inhabitants


def _weighted_by_age(place: Place, steps: Sequence[tuple[int, Decimal | None]]) -> Fraction | None:
    total = Fraction(0)
    lasts = [first - 1 for first, _weight in steps[1:]] + [None]
    for (first, weight), last in zip(steps, lasts, strict=True):
        number = persons(place.bands, (first, last))
        if number is None or weight is None:
            return None
        total += number * Fraction(weight)
    return total


def _missing_words(basis: str) -> str:
    if basis == Basis.USERS:
        return _("How many use it is not known in every municipality, so nobody’s part can be reckoned.")
    if basis == Basis.AGE:
        return _("The inhabitants of these ages are not known in every municipality.")
    return _("The inhabitants are not known in every municipality.")


def _sentence(error: InvalidInput) -> str:
    sentences = {
        "cannot_share": _("The most that each can pay is together less than the sum: raise it."),
        "above_total": _("The least that each must pay is together more than the sum: lower it."),
        "all_zero": _("Those who are left to share the rest all have weight 0."),
        "steps": _("The steps must start at 0 and rise."),
        "above_cap": _("The most is less than the least."),
    }
    return sentences.get(error.code, str(error))


@dataclass(frozen=True)
class Change:
    """What another rule would mean for one municipality, in kroner a year."""

    place: Place
    before: Decimal
    after: Decimal

    @property
    def more(self) -> Decimal:
        """How much more it would pay; below zero is less."""
        return self.after - self.before

    @property
    def each(self) -> Decimal | None:
        """That for each inhabitant; none where they are unknown."""
        return self.more / self.place.inhabitants if self.place.inhabitants else None


def changes(before: Shared, after: Shared, places: Sequence[Place]) -> list[Change]:
    """Who pays more and who less, those who lose most first; empty where one of the rules is not reckoned."""
    if before.parts is None or after.parts is None:
        return []
    found = [Change(place, before.parts[place.pk], after.parts[place.pk]) for place in places]
    return sorted(found, key=lambda one: (-one.more, one.place.name))


@dataclass(frozen=True)
class SizeLine:
    """How municipalities of one size fare together."""

    low: int
    high: int | None
    number: int
    more: Decimal
    lose: int
    win: int


SIZES = ((0, 5_000), (5_000, 20_000), (20_000, 50_000), (50_000, None))


def by_size(found: Sequence[Change]) -> list[SizeLine]:
    """The changes by size, small ones first; those without inhabitants are left out."""
    lines = []
    for low, high in SIZES:
        those = [
            one
            for one in found
            if one.place.inhabitants is not None
            and low <= one.place.inhabitants
            and (high is None or one.place.inhabitants < high)
        ]
        if those:
            more = sum((one.more for one in those), start=Decimal(0))
            lose = sum(one.more > 0 for one in those)
            win = sum(one.more < 0 for one in those)
            lines.append(SizeLine(low, high, len(those), more, lose, win))
    return lines
