"""Finding an organisation by what it calls itself, on the day that it wrote."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from samstyring.apps.actors.choices import NameKind, OrganisationKind, SuccessionKind
from samstyring.apps.actors.models import Organisation, OrganisationName, Succession
from samstyring.apps.actors.names import kind_told, normalise, parts

if TYPE_CHECKING:
    from samstyring.engines.text_analysis.model import Register, RegisterEntry


@dataclass(frozen=True)
class Candidate:
    """An organisation that a text can mean. `successors` is what it is today when it is no more itself."""

    organisation: Organisation
    successors: tuple[Organisation, ...] = ()


@dataclass(frozen=True)
class Match:
    """What a text was found to mean: nobody, somebody, or one of several that a person must choose from."""

    text: str
    candidates: tuple[Candidate, ...] = ()

    @property
    def organisation(self) -> Organisation | None:
        """The organisation, when there is no doubt."""
        return self.candidates[0].organisation if len(self.candidates) == 1 else None

    @property
    def is_ambiguous(self) -> bool:
        return len(self.candidates) > 1


def match(text: str, on: datetime.date | None = None) -> Match:
    """The organisations that `text` names: a name in any spelling, with or without “kommune”, a municipality
    number or an organisation number.

    With a day, an organisation of that day comes before an earlier one, and that before a later. Without one,
    a name that several have had over the years is ambiguous, unless they are one under several numbers.
    """
    found = _by_number(text) or _by_name(text)
    if on is not None:
        begun = [one for one in found if one.valid_from is None or one.valid_from <= on]
        found = [one for one in begun if one.is_valid(on)] or begun or found
    if not found:
        return Match(text)
    today = timezone.localdate()
    ended = [one.pk for one in found if one.valid_to is not None and one.valid_to < today]
    became = successors_today(ended) if ended else {}
    ids = {one.pk for one in found}
    candidates = [
        Candidate(one, tuple(became.get(one.pk, ())))
        for one in found
        # The same one under an older number: its successor stands for it, unless the day asks for the old.
        if not (len(found) > 1 and any(later.pk in ids for later in became.get(one.pk, ())))
    ]
    candidates.sort(key=lambda one: (one.organisation.valid_to is not None, one.organisation.number))
    return Match(text, _latest_of_chain(candidates))


def _latest_of_chain(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Of former organisations that all ended as the same ones, only the last."""
    last: dict[frozenset[int], Candidate] = {}
    for one in candidates:
        key = frozenset(later.pk for later in one.successors) or frozenset({-one.organisation.pk})
        there = last.get(key)
        if there is None or _end(there) < _end(one):
            last[key] = one
    return tuple(last.values())


def _end(candidate: Candidate) -> datetime.date:
    return candidate.organisation.valid_to or datetime.date.max


def _by_number(text: str) -> list[Organisation]:
    digits = "".join(text.split())
    if not digits.isascii() or not digits.isdigit() or len(digits) not in (4, 9):
        return []
    return list(Organisation.objects.filter(Q(number=digits) | Q(organisation_number=digits)).order_by("pk"))


def _by_name(text: str) -> list[Organisation]:
    """The organisations with this name or, when it is a line of several names, with all that are known."""
    whole = normalise(text)
    pieces = [(normalise(part), kind_told(part)) for part in parts(text)]
    if not whole:
        return []
    by_name: dict[str, set[Organisation]] = defaultdict(set)
    rows = OrganisationName.objects.filter(normalised__in={whole, *(key for key, _ in pieces)})
    for name in rows.select_related("organisation"):
        by_name[name.normalised].add(name.organisation)
    found = _of_kind(by_name[whole], kind_told(text))
    if not found:
        known = [those for key, kind in pieces if (those := _of_kind(by_name[key], kind))]
        if known:
            found = set.intersection(*known) or set.union(*known)
    return sorted(found, key=lambda one: one.pk)


def _of_kind(found: set[Organisation], kind: OrganisationKind | None) -> set[Organisation]:
    """Those of the kind that the name tells. A bare name that a municipality has is the municipality's."""
    if kind is not None:
        return {one for one in found if one.kind == kind}
    municipalities = {one for one in found if one.kind == OrganisationKind.MUNICIPALITY}
    return municipalities or found


def successors_today(ids: Iterable[int]) -> Mapping[int, list[Organisation]]:
    """What organisations have ended as, by the primary key of each that has ended. Two queries."""
    after: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for before, later, kind in Succession.objects.values_list("predecessor_id", "successor_id", "kind"):
        after[before].append((later, kind))

    def ends(one: int, seen: frozenset[int]) -> set[int]:
        steps = after.get(one, [])
        traced = {later for later, kind in steps if kind == SuccessionKind.TRACED}
        if traced or not steps or one in seen:
            return traced or {one}
        return set().union(*(ends(later, seen | {one}) for later, _ in steps))

    wanted = {one: ends(one, frozenset()) - {one} for one in ids}
    organisations = Organisation.objects.in_bulk(set().union(*wanted.values()))
    return {
        one: sorted((organisations[pk] for pk in later), key=lambda x: (x.number, x.name))
        for one, later in wanted.items()
        if later
    }


def engine_register() -> "Register":
    """The register as the reader takes it: every organisation once, under all its names.

    A former organisation is there for the names that would be lost without it, and not where its successors
    have the same ones. `key` is the organisation's public identifier. Four queries.
    """
    # Here, since the reader brings its file formats with it, and most pages need none of them.
    from samstyring.engines.text_analysis.model import Register

    names: dict[int, list[OrganisationName]] = defaultdict(list)
    for name in OrganisationName.objects.order_by("pk"):
        names[name.organisation_id].append(name)
    today = timezone.localdate()
    organisations = list(Organisation.objects.order_by("pk"))
    ended = [one.pk for one in organisations if one.valid_to is not None and one.valid_to < today]
    later = successors_today(ended)
    entries = []
    for one in organisations:
        shown = names[one.pk]
        if one.pk in later:
            taken = {name.normalised for after in later[one.pk] for name in names[after.pk]}
            shown = [name for name in shown if name.normalised not in taken and _is_one_name(name.name)]
        if shown:
            entries.append(_entry(one, shown))
    return Register(entries=tuple(entries))


def _is_one_name(name: str) -> bool:
    """Not “Tysfjord - Divtasvuodna”, which is two, nor “Våler (Østfold)”, which is for lists."""
    return len(parts(name)) == 1 and "(" not in name


def _entry(one: Organisation, names: list[OrganisationName]) -> "RegisterEntry":
    from samstyring.engines.text_analysis.model import RegisterEntry

    usual = next((name.name for name in names if name.kind == NameKind.USUAL), names[0].name)
    others = {name.name for name in names} - {usual}
    return RegisterEntry(
        key=str(one.public_id),
        name=usual,
        kind=one.kind,
        municipality_number=one.number or None,
        names=tuple(sorted(others)),
    )
