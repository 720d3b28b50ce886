"""The figures of a round's shown scores, reckoned by the engine. They name items and criteria by key only."""

from dataclasses import dataclass

import numpy as np
from django.core.cache import cache

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS
from samstyring.engines.ranking import Criterion as Weighed
from samstyring.engines.ranking import Panel, Ranking, Robustness, Spread, rank, robustness, spread_of

from ..models import Criterion, Disqualification, Filled, Item, Member, Round, Score
from .demand import sizes_of

DRAWS = 10_000
SEED = 1
KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Given:
    """What members gave, once it may be shown. Keys are those of the database.

    `values`: (member, item, criterion) → step, none for an abstention; the newest shown scoring counts.
    """

    items: tuple[int, ...]
    titles: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    lengths: dict[int, int]
    members: tuple[Member, ...]
    values: dict[tuple[int, int, int], int | None]
    late: frozenset[int]
    disqualified: frozenset[tuple[int, int]]
    filled: dict[tuple[int, int], Filled]


@dataclass(frozen=True)
class Figures:
    """The engine's results by the places of `items` and `criteria`.

    `given` (items × criteria × steps), `abstained` and `missing` (items × criteria) count members. `by_size`
    is the order that members from municipalities of each size would give, none where there are no such
    members; `size_members` how many.
    """

    items: tuple[int, ...]
    criteria: tuple[int, ...]
    members: int
    late: int
    ranking: Ranking
    robustness: Robustness
    spread: Spread
    given: tuple[tuple[tuple[int, ...], ...], ...]
    abstained: tuple[tuple[int, ...], ...]
    missing: tuple[tuple[int, ...], ...]
    by_size: dict[str, tuple[int, ...] | None]
    size_members: dict[str, int]


def figures_of(round_: Round) -> Figures | None:
    """The figures of what may be shown of the round; none before its first scoring is closed.

    Reckoned once for each version of the round.
    """
    if round_.shown_turn < 1:
        return None
    key = f"priorities.figures.1.{round_.public_id}.{round_.version}"
    found: Figures | None = cache.get(key)
    if found is None:
        found = _reckoned(given_in(round_))
        cache.set(key, found, KEPT_SECONDS)
    return found


def given_in(round_: Round) -> Given:
    """What members gave in the scorings that may be shown. Seven queries.

    Every page and file that shows scores reads them here, so that none is shown before its scoring is closed.
    """
    items = list(Item.objects.filter(round=round_).select_related("need", "measure"))
    criteria = tuple(round_.criteria.prefetch_related("steps"))
    wholly = Disqualification.objects.filter(member__round=round_, item=None).values("member")
    members = tuple(round_.members.exclude(pk__in=wholly).select_related("organisation", "user"))
    rows = Score.objects.filter(
        member__in=[one.pk for one in members], turn__lte=round_.shown_turn, turn__gte=1
    ).order_by("turn")
    values: dict[tuple[int, int, int], int | None] = {}
    late = set()
    for member, item, criterion, value, was_late in rows.values_list(
        "member", "item", "criterion", "value", "late"
    ):
        values[member, item, criterion] = value
        if was_late:
            late.add(member)
    out = Disqualification.objects.filter(member__round=round_).exclude(item=None)
    filled = Filled.objects.filter(item__round=round_)
    return Given(
        items=tuple(one.pk for one in items),
        titles=tuple(str(one.thing) for one in items),
        criteria=criteria,
        lengths={one.pk: len(one.steps.all()) for one in criteria},
        members=members,
        values=values,
        late=frozenset(late),
        disqualified=frozenset(
            (member, item) for member, item in out.values_list("member", "item") if item is not None
        ),
        filled={(one.item_id, one.criterion_id): one for one in filled},
    )


def panel_of(given: Given, members: tuple[Member, ...]) -> Panel:
    """The engine's panel for some of the members. What was filled in counts as everybody's."""
    scores = np.full((max(1, len(members)), len(given.items), len(given.criteria)), np.nan)
    for row, item in enumerate(given.items):
        for column, criterion in enumerate(given.criteria):
            known = given.filled.get((item, criterion.pk)) if criterion.filled else None
            if known is not None:
                scores[:, row, column] = known.counts
                continue
            for number, member in enumerate(members):
                value = given.values.get((member.pk, item, criterion.pk))
                if value is not None and (member.pk, item) not in given.disqualified:
                    scores[number, row, column] = value
    weighed = [
        Weighed(
            f"{one.position:03}",
            one.weight / 100,
            one.low / 100,
            one.high / 100,
            1,
            given.lengths[one.pk],
        )
        for one in given.criteria
    ]
    names = [f"{title}\0{key}" for title, key in zip(given.titles, given.items, strict=True)]
    return Panel(weighed, names, [str(one.public_id) for one in members] or ["nobody"], scores)


def _reckoned(given: Given) -> Figures:
    panel = panel_of(given, given.members)
    abstained, missing = _counted(given)
    by_size, size_members = _by_size(given)
    return Figures(
        items=given.items,
        criteria=tuple(one.pk for one in given.criteria),
        members=sum(any(key[0] == one.pk for key in given.values) for one in given.members),
        late=len(given.late),
        ranking=rank(panel),
        robustness=robustness(panel, draws=DRAWS, seed=SEED),
        spread=spread_of(panel),
        given=_steps_given(given, panel),
        abstained=abstained,
        missing=missing,
        by_size=by_size,
        size_members=size_members,
    )


def _steps_given(given: Given, panel: Panel) -> tuple[tuple[tuple[int, ...], ...], ...]:
    """How many gave each step, from the lowest; nobody where the step was filled in."""
    return tuple(
        tuple(
            tuple(
                0 if criterion.filled else int((panel.scores[:, row, column] == step).sum())
                for step in range(1, given.lengths[criterion.pk] + 1)
            )
            for column, criterion in enumerate(given.criteria)
        )
        for row in range(len(given.items))
    )


def _counted(given: Given) -> tuple[tuple[tuple[int, ...], ...], tuple[tuple[int, ...], ...]]:
    """How many abstained, and how many of those who could have said something said nothing, in each cell."""
    abstained, missing = [], []
    for item in given.items:
        able = [one.pk for one in given.members if (one.pk, item) not in given.disqualified]
        abstained_here, missing_here = [], []
        for criterion in given.criteria:
            cells = [(one, item, criterion.pk) for one in able] if not criterion.filled else []
            abstained_here.append(sum(cell in given.values and given.values[cell] is None for cell in cells))
            missing_here.append(sum(cell not in given.values for cell in cells))
        abstained.append(tuple(abstained_here))
        missing.append(tuple(missing_here))
    return tuple(abstained), tuple(missing)


def _by_size(given: Given) -> tuple[dict[str, tuple[int, ...] | None], dict[str, int]]:
    """The places that members for municipalities of each size would give, by their own scores alone."""
    scored = {key[0] for key in given.values}
    sizes = sizes_of(
        one.organisation_id
        for one in given.members
        if one.organisation.kind == OrganisationKind.MUNICIPALITY and one.pk in scored
    )
    places: dict[str, tuple[int, ...] | None] = {}
    counts: dict[str, int] = {}
    for size in SIZE_LABELS:
        those = tuple(
            one for one in given.members if one.pk in scored and sizes.get(one.organisation_id) == size
        )
        counts[size] = len(those)
        places[size] = rank(panel_of(given, those)).place if those else None
    return places, counts
