"""Who stands behind needs: municipalities each once, their inhabitants, by size and county.

What was merged into a need counts with it. Other organisations are only counted.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.humanize.templatetags.humanize import intcomma
from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import ngettext

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, SIZES, size_of

from ..models import Backing, Need, OwnListItem


@dataclass(frozen=True)
class Behind:
    """Who stands behind a need. `unknown` municipalities have no inhabitants in the register.

    `sizes` has every size in words with how many municipalities are of it, the smallest first; `counties`
    those that there are, by name.
    """

    municipalities: int = 0
    inhabitants: int = 0
    unknown: int = 0
    others: int = 0
    sizes: Sequence[tuple[str, str, int]] = field(default_factory=tuple)
    counties: Sequence[tuple[str, int]] = field(default_factory=tuple)

    # In words here and not in the template: a list has 25 of them, and each part of a template takes time.

    @property
    def in_words(self) -> str:
        """How many municipalities."""
        return ngettext(
            "%(number)s municipality", "%(number)s municipalities", self.municipalities
        ) % _number(self.municipalities)

    @property
    def more_in_words(self) -> str:
        """Their inhabitants, and others, to stand after the municipalities."""
        parts = []
        if self.inhabitants:
            words = ngettext("%(number)s inhabitant", "%(number)s inhabitants", self.inhabitants)
            parts.append(words % _number(self.inhabitants))
        if self.unknown:
            words = ngettext(
                "inhabitants not known for %(count)s", "inhabitants not known for %(count)s", self.unknown
            )
            parts.append(words % {"count": self.unknown})
        if self.others:
            words = ngettext("%(count)s other organisation", "%(count)s other organisations", self.others)
            parts.append(words % {"count": self.others})
        return "".join(f", {part}" for part in parts)

    @property
    def spread_in_words(self) -> str:
        """How many municipalities of each size and in each county, those that there are."""
        sizes = " · ".join(f"{label}: {count}" for _name, label, count in self.sizes if count)
        counties = ", ".join(f"{county} {count}" for county, count in self.counties)
        return " — ".join(part for part in (sizes, counties) if part)


def _number(count: int) -> dict[str, str]:
    return {"number": str(intcomma(count))}


@dataclass(frozen=True)
class Voice:
    """One organisation behind a need, as it is counted."""

    organisation: int
    kind: str
    county: str
    inhabitants: int | None
    # Of a municipality whose inhabitants are known: looked up once, however many needs it stands behind.
    size: str = ""


def behind(needs: Iterable[int]) -> dict[int, Behind]:
    """Who stands behind each of the needs, by id. Three queries, however many."""
    wanted = list(needs)
    tops = {
        pk: top or pk
        for pk, top in Need.objects.filter(Q(pk__in=wanted) | Q(counted_with__in=wanted)).values_list(
            "pk", "counted_with_id"
        )
    }
    # A merged need that was asked for itself counts what it has, too.
    own = set(wanted)
    voices: dict[int, dict[int, Voice]] = defaultdict(dict)
    for need, voice in _voices(tops):
        for one in {tops[need], need} & own:
            voices[one][voice.organisation] = voice
    return {pk: counted(voices[pk].values()) for pk in wanted}


def behind_together(needs: Iterable[int]) -> Behind:
    """Who stands behind any of the needs, each once. Two queries."""
    wanted = list(needs)
    found = Need.objects.filter(Q(pk__in=wanted) | Q(counted_with__in=wanted))
    return counted(
        {voice.organisation: voice for _need, voice in _voices(found.values_list("pk", flat=True))}.values()
    )


def wanted_by(groups: Mapping[int, Collection[int]]) -> dict[int, Behind]:
    """Who wants any need of each group: stands behind it, or has it on its own list; each once. Four queries.

    What was merged into a need counts with it.
    """
    wanted = {need for needs in groups.values() for need in needs}
    tops = {
        pk: top or pk
        for pk, top in Need.objects.filter(Q(pk__in=wanted) | Q(counted_with__in=wanted)).values_list(
            "pk", "counted_with_id"
        )
    }
    by_need: dict[int, dict[int, Voice]] = defaultdict(dict)
    for need, voice in _voices(tops, lists=True):
        for one in {tops[need], need}:
            by_need[one][voice.organisation] = voice
    return {
        key: counted({pk: voice for need in needs for pk, voice in by_need[need].items()}.values())
        for key, needs in groups.items()
    }


def _voices(needs: Iterable[int], *, lists: bool = False) -> list[tuple[int, Voice]]:
    # Those behind many needs are looked up once: the first page has the needs with most behind them.
    wanted = list(needs)
    rows = list(
        Backing.objects.filter(need__in=wanted, withdrawn=None)
        .order_by("need_id", "id")
        .values_list("need_id", "organisation_id")
    )
    if lists:
        rows += OwnListItem.objects.filter(need__in=wanted).values_list("need_id", "organisation_id")
    newest = (
        Population.objects.filter(organisation=OuterRef("pk"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    organisations = (
        Organisation.objects.filter(pk__in={pk for _need, pk in rows})
        .order_by()
        .annotate(inhabitants=Subquery(newest))
        .values_list("pk", "kind", "county__name", "inhabitants")
    )
    voices = {
        pk: Voice(pk, kind, county or "", count, "" if count is None else size_of(count))
        for pk, kind, county, count in organisations
    }
    return [(need, voices[pk]) for need, pk in rows]


def counted(voices: Iterable[Voice]) -> Behind:
    """Different voices counted."""
    voices = list(voices)
    municipal = [voice for voice in voices if voice.kind == OrganisationKind.MUNICIPALITY]
    known = [voice.inhabitants for voice in municipal if voice.inhabitants is not None]
    sizes = Counter([voice.size for voice in municipal])
    counties = Counter([voice.county for voice in municipal if voice.county])
    return Behind(
        municipalities=len(municipal),
        inhabitants=sum(known),
        unknown=len(municipal) - len(known),
        others=len(voices) - len(municipal),
        sizes=tuple((name, str(SIZE_LABELS[name]), sizes[name]) for _limit, name in SIZES),
        counties=tuple(sorted(counties.items())),
    )
