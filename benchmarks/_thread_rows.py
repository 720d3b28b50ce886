"""The thread from needs to decisions, many of each, for measuring pages: written straight into the database.

The same number and seed give the same rows. The register must be loaded.
"""

import random
from collections import defaultdict

from _generated import units
from django.utils import timezone

from samstyring.apps.actors.choices import OrganisationKind, Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.needs.choices import SECTORS, Act, Level, NeedKind, State
from samstyring.apps.needs.models import Backing, KnowledgeNeed, Need, NeedSource, OwnListItem, Step

AT_ONCE = 1000
OPENINGS = ("Vi trenger", "Behov for", "Kommunene mangler", "Det må finnes", "Vi ber om")


def needs(count: int, *, seed: int = 1) -> list[int]:
    """`count` needs of municipalities with sources, backers, steps, merges and own lists. Returns their ids.

    A tenth are merged into others, a tenth ask for knowledge; some six municipalities stand behind each, and
    many more behind a few.
    """
    random_ = random.Random(seed)
    municipalities = list(Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None))
    networks = list(Organisation.objects.filter(kind=OrganisationKind.NETWORK))
    made = _needs(random_, count, municipalities, networks or municipalities)
    merged = _merge(random_, made)
    behind = _back(random_, made, municipalities)
    _count(made, behind)
    _steps(made, merged)
    NeedSource.objects.bulk_create(
        (NeedSource(need=need, written="Møte i kommunestyret (eksempel)") for need in made),
        batch_size=AT_ONCE,
    )
    KnowledgeNeed.objects.bulk_create(
        (
            KnowledgeNeed(need=need, population="Eldre hjemme", intervention=need.description)
            for need in made
            if need.kind == NeedKind.KNOWLEDGE
        ),
        batch_size=AT_ONCE,
    )
    _lists(random_, behind)
    return [need.pk for need in made]


def _needs(
    random_: random.Random, count: int, municipalities: list[Organisation], networks: list[Organisation]
) -> list[Need]:
    said = [words for _kind, words in units()[1]]
    rows = []
    for number in range(count):
        raised_by = random_.choice(municipalities)
        level = random_.choice([Level.MUNICIPALITY, Level.MUNICIPALITY, Level.NETWORK, Level.NATION])
        words = random_.choice(said)
        rows.append(
            Need(
                title=f"{random_.choice(OPENINGS)}: {words[:120]} ({number})"[:200],
                description=f"{words} {random_.choice(said)}",
                kind=NeedKind.KNOWLEDGE if number % 10 == 3 else random_.choice(NeedKind.values[:-1]),
                sector=random_.choice(list(SECTORS)),
                raised_by=raised_by,
                owner_organisation=raised_by,
                held_by=raised_by if level == Level.MUNICIPALITY else random_.choice(networks),
                level=level,
                state=random_.choice([State.RAISED, State.RAISED, State.ADOPTED, State.CLOSED]),
                visibility=Visibility.PUBLIC,
            )
        )
    return Need.objects.bulk_create(rows, batch_size=AT_ONCE)


def _merge(random_: random.Random, made: list[Need]) -> list[Need]:
    """Every tenth need goes into an open one that stands on its own."""
    targets = [need for number, need in enumerate(made) if number % 10 and need.state != State.CLOSED]
    merged = made[::10] if targets else []
    for need in merged:
        need.state = State.MERGED
        need.merged_into = need.counted_with = random_.choice(targets)
    Need.objects.bulk_update(merged, ["state", "merged_into", "counted_with"], batch_size=AT_ONCE)
    return merged


def _back(
    random_: random.Random, made: list[Need], municipalities: list[Organisation]
) -> dict[int, set[int]]:
    """Who stands behind each need, by its id."""
    behind: dict[int, set[int]] = {}
    everybody = [one.pk for one in municipalities]
    for need in made:
        many = min(int(random_.paretovariate(1.2)), len(everybody) // 2)
        behind[need.pk] = {need.raised_by_id, *random_.sample(everybody, many)}
    today = timezone.localdate()
    Backing.objects.bulk_create(
        (
            Backing(need_id=need, organisation_id=one, day=today, wording="Slik er det hos oss (eksempel).")
            for need, those in behind.items()
            for one in sorted(those)
        ),
        batch_size=AT_ONCE,
    )
    return behind


def _count(made: list[Need], behind: dict[int, set[int]]) -> None:
    together: dict[int, set[int]] = defaultdict(set)
    for need in made:
        together[need.pk] |= behind[need.pk]
        if need.counted_with_id is not None:
            together[need.counted_with_id] |= behind[need.pk]
    for need in made:
        need.municipalities = len(together[need.pk])
    Need.objects.bulk_update(made, ["municipalities"], batch_size=AT_ONCE)


def _steps(made: list[Need], merged: list[Need]) -> None:
    today = timezone.localdate()
    rows = [
        Step(
            need=need,
            number=1,
            act=Act.WRITE,
            to_state=State.RAISED,
            to_level=need.level,
            to_holder_id=need.held_by_id,
            organisation_id=need.raised_by_id,
            day=today,
        )
        for need in made
    ]
    rows += [
        Step(
            need=need,
            number=2,
            act=Act.MERGE,
            reason="Det samme (eksempel).",
            from_state=State.RAISED,
            to_state=State.MERGED,
            from_level=need.level,
            to_level=need.level,
            from_holder_id=need.held_by_id,
            to_holder_id=need.held_by_id,
            other=need.merged_into,
            day=today,
        )
        for need in merged
    ]
    Step.objects.bulk_create(rows, batch_size=AT_ONCE)


def _lists(random_: random.Random, behind: dict[int, set[int]]) -> None:
    """Each municipality puts up to ten of what it stands behind in its own order."""
    of: dict[int, list[int]] = defaultdict(list)
    for need, those in behind.items():
        for one in sorted(those):
            of[one].append(need)
    OwnListItem.objects.bulk_create(
        (
            OwnListItem(organisation_id=one, need_id=need, place=place)
            for one, those in sorted(of.items())
            for place, need in enumerate(random_.sample(those, min(10, len(those))), start=1)
        ),
        batch_size=AT_ONCE,
    )
