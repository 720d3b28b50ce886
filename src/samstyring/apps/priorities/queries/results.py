"""The result of a round as a page shows it: the order with reasons, robustness, room, and who sees it how."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.template.defaultfilters import floatformat
from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations.queries.sizes import SIZE_LABELS
from samstyring.engines.ranking import Filling, best_filled, capacity_line

from ..choices import Over, Placing
from ..models import Criterion, Filled, Round
from .demand import by_size, demand_for
from .figures import Figures, figures_of
from .things import Thing, things_in

# A disagreement from here on is said to be large: a deviation of 1.2 steps on a scale of five.
FAR_APART = 0.6


@dataclass(frozen=True)
class Cell:
    """One item on one criterion: what the members gave, in steps. `mean` is none where nobody scored."""

    criterion: Criterion
    steps: int
    count: int
    mean: float | None
    lowest: int
    highest: int
    disagreement: float
    abstained: int
    missing: int
    filled: Filled | None = None
    # How many gave each step, from the lowest.
    given: tuple[int, ...] = ()

    @property
    def far_apart(self) -> bool:
        """Whether the members are far from each other."""
        return self.disagreement >= FAR_APART


@dataclass(frozen=True)
class Row:
    """One item in the result. Shares and values are in per cent."""

    thing: Thing
    place: int
    tied: bool
    value: float
    top: float
    first: float
    expected: float
    places: tuple[float, ...]
    confidence: float | None
    central: tuple[float, ...]
    cells: tuple[Cell, ...]
    reason: str
    # Against the capacity: where it stands, and the sums so far, least and most.
    placing: str = ""
    sum_low: int = 0
    sum_high: int = 0
    in_filling: bool = False
    sizes: tuple["Seen", ...] = ()


@dataclass(frozen=True)
class Seen:
    """How an item looks to municipalities of one size: by what they back, and by their members' scores."""

    size: str
    municipalities: int | None
    place_by_demand: int | None
    place_by_scores: int | None


@dataclass(frozen=True)
class Result:
    """A round's result. `rows` stand in order of place."""

    round: Round
    figures: Figures
    rows: list[Row]
    criteria: tuple[Criterion, ...]
    filling: Filling | None = None
    filling_differs: bool = False
    sizes: list[tuple[str, str, int, int]] = field(default_factory=list)
    unknown_takes: int = 0

    @property
    def error(self) -> float:
        """Two standard errors of a share, in percentage points."""
        return 200 * self.figures.robustness.standard_error()


def result_of(round_: Round, user: Person | None) -> Result | None:
    """The result as the person may see it; none before the first scoring is closed.

    At most 20 queries, also the first time.
    """
    figures = figures_of(round_)
    if figures is None:
        return None
    criteria = tuple(round_.criteria.all())
    filled = {
        (one.item_id, one.criterion_id): one
        for one in Filled.objects.filter(item__round=round_, criterion__filled=True)
    }
    things = {one.item.pk: one for one in things_in(round_, user)}
    robust, ranking = figures.robustness, figures.ranking
    top, expected = robust.top(round_.top), robust.expected_place()
    order = [figures.items[number] for number in ranking.order]
    placings, lows, highs, filling = _room(round_, figures, things)
    seen, sizes = _seen(round_, figures, things)
    rows = []
    for position, number in enumerate(ranking.order):
        key = figures.items[number]
        cells = tuple(
            _cell(figures, number, column, criterion, filled.get((key, criterion.pk)))
            for column, criterion in enumerate(criteria)
        )
        share = float(100 * top[number])
        confidence = float(robust.confidence[number])
        rows.append(
            Row(
                thing=things[key],
                place=ranking.place[number],
                tied=ranking.tied[number],
                value=float(100 * ranking.value[number]),
                top=share,
                first=float(100 * robust.acceptability[number, 0]),
                expected=float(expected[number]),
                places=tuple(float(100 * one) for one in robust.acceptability[number]),
                confidence=None if confidence != confidence else 100 * confidence,
                central=tuple(float(100 * one) for one in robust.central[number]),
                cells=cells,
                reason=_reason(cells, ranking.parts[number].tolist(), share, round_.top),
                placing=placings[position],
                sum_low=lows[position],
                sum_high=highs[position],
                in_filling=filling is not None and position in filling.taken,
                sizes=tuple(seen[key]),
            )
        )
    return Result(
        round_,
        figures,
        rows,
        criteria,
        filling,
        filling is not None
        and [row.in_filling for row in rows] != [row.placing == Placing.ABOVE for row in rows],
        sizes,
        sum(things[key].item.takes_low is None for key in order),
    )


def _cell(
    figures: Figures,
    row: int,
    column: int,
    criterion: Criterion,
    filled: Filled | None,
) -> Cell:
    spread = figures.spread
    count = int(spread.count[row, column])
    disagreement = float(spread.disagreement[row, column])
    return Cell(
        criterion=criterion,
        steps=len(figures.given[row][column]),
        count=0 if filled else count,
        mean=float(spread.mean[row, column]) if count else None,
        lowest=int(spread.lowest[row, column]) if count else 0,
        highest=int(spread.highest[row, column]) if count else 0,
        disagreement=disagreement if disagreement == disagreement else 0.0,
        abstained=figures.abstained[row][column],
        missing=figures.missing[row][column],
        filled=filled,
        given=figures.given[row][column],
    )


def _room(
    round_: Round, figures: Figures, things: dict[int, Thing]
) -> tuple[list[str], list[int], list[int], Filling | None]:
    """By position in the order: where each stands to the line, and the sums so far; and the best filling."""
    count = len(figures.items)
    if round_.limit is None:
        return [""] * count, [0] * count, [0] * count, None
    needed: list[tuple[float, float] | None] = []
    for number in figures.ranking.order:
        item = things[figures.items[number]].item
        known = item.takes_low is not None and item.takes_high is not None
        needed.append((float(item.takes_low or 0), float(item.takes_high or 0)) if known else None)
    line = capacity_line(needed, float(round_.limit))
    values = [float(figures.ranking.value[number]) for number in figures.ranking.order]
    filling = best_filled(values, needed, float(round_.limit))
    return (
        [one.value for one in line.placing],
        [int(one) for one in line.low],
        [int(one) for one in line.high],
        filling,
    )


def _seen(
    round_: Round, figures: Figures, things: dict[int, Thing]
) -> tuple[dict[int, list[Seen]], list[tuple[str, str, int, int]]]:
    """For each item and size: places. For each size: its label, members, and municipalities behind any."""
    needs = {one.item.need_id: key for key, one in things.items() if one.item.need_id}
    demands = demand_for(needs) if round_.over == Over.NEEDS else {}
    counts = by_size(demands) if demands else {}
    seen: dict[int, list[Seen]] = {key: [] for key in figures.items}
    sizes = []
    for size, label in SIZE_LABELS.items():
        behind = {needs[need]: count for need, count in counts.get(size, {}).items()}
        scored = figures.by_size[size]
        sizes.append((size, str(label), figures.size_members[size], sum(behind.values())))
        for number, key in enumerate(figures.items):
            count = behind.get(key)
            place = None
            if count is not None and any(behind.values()):
                place = 1 + len([other for other in behind.values() if other > count])
            seen[key].append(Seen(size, count, place, scored[number] if scored else None))
    return seen, sizes


def _reason(cells: Sequence[Cell], parts: Sequence[float], share: float, top: int) -> str:
    """Why an item stands where it does, as a draft that people can write anew."""
    known = [
        (part, cell, cell.mean) for part, cell in zip(parts, cells, strict=True) if cell.mean is not None
    ]
    said = [
        _("%(criterion)s %(mean)s of %(steps)d")
        % {"criterion": cell.criterion.name, "mean": floatformat(mean, 1), "steps": cell.steps}
        for _part, cell, mean in sorted(known, key=lambda one: -one[0])[:2]
    ]
    sentences = [_("Counts most: %(list)s.") % {"list": ", ".join(said)}] if said else []
    sentences.append(
        _("In the top %(top)d in %(share)d %% of reasonable weights.") % {"top": top, "share": round(share)}
    )
    apart = [cell.criterion.name for cell in cells if cell.far_apart]
    if apart:
        sentences.append(_("The members are far apart on: %(list)s.") % {"list": ", ".join(apart)})
    unknown = [cell.criterion.name for cell in cells if cell.mean is None]
    if unknown:
        sentences.append(
            _("Nobody scored it on: %(list)s; there the middle of the scale stands in.")
            % {"list": ", ".join(unknown)}
        )
    return " ".join(sentences)
