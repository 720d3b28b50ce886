"""Who stands behind needs: municipalities each once, their inhabitants, by size and county.

What was merged into a need counts with it. Other organisations are only counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, Subquery

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Population
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, SIZES, size_of

from ..models import Backing, Need


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

    @property
    def sizes_there(self) -> list[tuple[str, str, int]]:
        """The sizes that there are."""
        return [one for one in self.sizes if one[2]]


@dataclass(frozen=True)
class Voice:
    """One organisation behind a need, as it is counted."""

    organisation: int
    kind: str
    county: str
    inhabitants: int | None


def behind(needs: Iterable[int]) -> dict[int, Behind]:
    """Who stands behind each of the needs, by id. Two queries, however many."""
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


def _voices(needs: Iterable[int]) -> list[tuple[int, Voice]]:
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    rows = (
        Backing.objects.filter(need__in=list(needs), withdrawn=None)
        .annotate(inhabitants=Subquery(newest))
        .values_list(
            "need_id", "organisation_id", "organisation__kind", "organisation__county__name", "inhabitants"
        )
    )
    return [(need, Voice(pk, kind, county or "", count)) for need, pk, kind, county, count in rows]


def counted(voices: Iterable[Voice]) -> Behind:
    """Different voices counted."""
    voices = list(voices)
    municipal = [voice for voice in voices if voice.kind == OrganisationKind.MUNICIPALITY]
    known = [voice.inhabitants for voice in municipal if voice.inhabitants is not None]
    sizes = Counter(size_of(count) for count in known)
    counties = Counter(voice.county for voice in municipal if voice.county)
    return Behind(
        municipalities=len(municipal),
        inhabitants=sum(known),
        unknown=len(municipal) - len(known),
        others=len(voices) - len(municipal),
        sizes=tuple((name, str(SIZE_LABELS[name]), sizes[name]) for _limit, name in SIZES),
        counties=tuple(sorted(counties.items())),
    )
