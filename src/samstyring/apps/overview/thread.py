"""A thread as its page shows it: layers of named things with their state, and the drawing of them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from samstyring.apps.adoption.models import Introduction
from samstyring.apps.consultations.models import Point
from samstyring.apps.decisions.answer_choices import OutcomeKind
from samstyring.apps.decisions.models import Case, Decision, Outcome
from samstyring.apps.knowledge.models import Evidence, Experience
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Round

from .drawing import Drawing, draw
from .queries.thread import (
    CASE,
    EVIDENCE,
    EXPERIENCE,
    INTRODUCTION,
    MEASURE,
    NEED,
    POINT,
    ROUND,
    Key,
    Links,
    said_words,
)

# The most of a kind that are named, and how many of them are shown before the rest is folded.
MOST_NAMED, OPEN = 60, 7
MOST_DRAWN = 5

# Each kind with what its layer is called, and in one word.
LAYERS: tuple[tuple[str, Promise, Promise], ...] = (
    (POINT, pgettext_lazy("the thread", "What was said"), pgettext_lazy("the loop", "said")),
    (NEED, pgettext_lazy("the thread", "What is needed"), pgettext_lazy("the loop", "needed")),
    (EVIDENCE, pgettext_lazy("the thread", "What is known"), pgettext_lazy("the thread", "known")),
    (MEASURE, pgettext_lazy("the thread", "What could be done"), pgettext_lazy("the loop", "possible")),
    (ROUND, pgettext_lazy("the thread", "What comes first"), pgettext_lazy("the loop", "first")),
    (
        CASE,
        pgettext_lazy("the thread", "What was decided and answered"),
        pgettext_lazy("the loop", "decided"),
    ),
    (
        INTRODUCTION,
        pgettext_lazy("the thread", "What is being introduced"),
        pgettext_lazy("the loop", "introduced"),
    ),
    (EXPERIENCE, pgettext_lazy("the thread", "What was learnt"), pgettext_lazy("the loop", "learnt")),
)
MODELS: dict[str, Any] = {
    POINT: Point,
    NEED: Need,
    EVIDENCE: Evidence,
    MEASURE: Measure,
    ROUND: Round,
    CASE: Case,
    INTRODUCTION: Introduction,
    EXPERIENCE: Experience,
}
RELATED = {
    POINT: ("consultation",),
    NEED: ("held_by",),
    INTRODUCTION: ("organisation", "measure"),
    EXPERIENCE: ("organisation",),
}


@dataclass(frozen=True)
class Node:
    """One thing in the thread. `lines` say how it stands."""

    name: str
    address: str = ""
    lines: Sequence[str] = ()
    is_here: bool = False


@dataclass
class Layer:
    """One stop of the thread: the first few things, the rest folded, and how many more are not named."""

    kind: str
    label: str
    nodes: list[Node] = field(default_factory=list)
    folded: list[Node] = field(default_factory=list)
    more: int = 0
    said: str = ""

    @property
    def count(self) -> int:
        """How many things there are."""
        return len(self.nodes) + len(self.folded) + self.more


@dataclass(frozen=True)
class Shown:
    """The thread: its layers in order, and the drawing of it."""

    layers: list[Layer]
    drawing: Drawing | None


def shown(links: Links, *, start: Key | None, statement: Node | None = None) -> Shown:
    """A thread with names and states. Ten queries at most, besides those that gathered it."""
    things = {kind: _named(kind, links.things[kind], start) for kind, _label, _word in LAYERS}
    decided, answered = _of_cases([one.pk for one in things[CASE]])
    describe: dict[str, Callable[[Any], Node]] = {
        POINT: _point,
        NEED: _need,
        EVIDENCE: _evidence,
        MEASURE: _measure,
        ROUND: _round,
        CASE: lambda case: _case(case, decided.get(case.pk), answered.get(case.pk, [])),
        INTRODUCTION: _introduction,
        EXPERIENCE: _experience,
    }
    layers, nodes = [], {}
    for kind, label, _word in LAYERS:
        made = [(one, describe[kind](one)) for one in things[kind]]
        for one, node in made:
            nodes[kind, one.pk] = node
        rows = [_here(node) if (kind, one.pk) == start else node for one, node in made]
        said = said_words(links) if kind == POINT else ""
        if kind == POINT and statement is not None:
            rows = [statement, *rows]
        if rows or said:
            layers.append(
                Layer(
                    kind,
                    str(label),
                    rows[:OPEN],
                    rows[OPEN:],
                    max(0, len(links.things[kind]) - len(things[kind])),
                    said,
                )
            )
    return Shown(layers, _drawn(links, nodes, start, statement))


def _named(kind: str, ids: set[int], start: Key | None) -> list[Any]:
    """The rows of a kind, the one that the thread starts from first. One query, none where there are none."""
    first = start[1] if start and start[0] == kind else 0
    chosen = sorted(ids, key=lambda pk: (pk != first, -pk))[:MOST_NAMED]
    found = MODELS[kind].objects.select_related(*RELATED.get(kind, ())).in_bulk(chosen)
    return [found[pk] for pk in chosen if pk in found]


def _here(node: Node) -> Node:
    return Node(node.name, node.address, node.lines, is_here=True)


def _of_cases(cases: Iterable[int]) -> tuple[dict[int, Decision], dict[int, list[tuple[str, int]]]]:
    """The newest decision of each case, and its answers counted by kind. Two queries."""
    ids = list(cases)
    rows = Decision.objects.filter(case__in=ids, corrected_by=None).select_related("decided_by")
    decided = {one.case_id: one for one in rows.order_by("turn", "pk")}
    counts: dict[int, list[tuple[str, int]]] = {}
    outcomes = Outcome.objects.filter(subject__case__in=ids, is_current=True).order_by("kind")
    for case, kind, count in outcomes.values_list("subject__case", "kind").annotate(count=Count("pk")):
        counts.setdefault(case, []).append((kind, count))
    return decided, counts


def _point(point: Point) -> Node:
    address = reverse("consultations:point", args=[point.public_id])
    return Node(point.name, address, [point.consultation.title])


def _need(need: Need) -> Node:
    lines = [f"{need.get_level_display()}, {need.get_state_display().lower()}"]
    if need.municipalities:
        text = ngettext(
            "backed by %(count)d municipality", "backed by %(count)d municipalities", need.municipalities
        )
        lines.append(text % {"count": need.municipalities})
    return Node(need.title, need.get_absolute_url(), lines)


def _evidence(evidence: Evidence) -> Node:
    lines = [evidence.get_kind_display()]
    if evidence.year:
        lines.append(str(evidence.year))
    return Node(evidence.title, evidence.get_absolute_url(), lines)


def _measure(measure: Measure) -> Node:
    return Node(measure.name, measure.get_absolute_url())


def _round(round_: Round) -> Node:
    return Node(round_.title, round_.get_absolute_url(), [round_.get_state_display()])


def _case(case: Case, decision: Decision | None, answers: list[tuple[str, int]]) -> Node:
    lines = [f"{case.label}: {case.get_phase_display()}"]
    if decision is not None:
        lines.append(
            _("Decided on %(day)s by %(who)s: %(result)s")
            % {
                "day": date_format(decision.day, "j. F Y"),
                "who": decision.by_words,
                "result": decision.get_result_display().lower(),
            }
        )
        if decision.departs:
            lines.append(_("departs from advice"))
    if answers:
        words = ", ".join(f"{OutcomeKind(kind).label} {count}" for kind, count in answers)
        lines.append(_("Answers: %(words)s") % {"words": words})
    return Node(case.title, case.get_absolute_url(), lines)


def _introduction(one: Introduction) -> Node:
    lines = [one.measure.name]
    if one.status:
        lines.append(one.get_status_display())
    return Node(one.organisation.name, reverse("adoption:introduction", args=[one.public_id]), lines)


def _experience(one: Experience) -> Node:
    return Node(one.title, one.get_absolute_url(), [one.organisation.name])


def _drawn(links: Links, nodes: dict[Key, Node], start: Key | None, statement: Node | None) -> Drawing | None:
    """Boxes by layer; what a layer has too many of is one box with the number. None for a single box."""
    names: dict[int, str] = {}
    box_of: dict[Key, int] = {}
    columns: list[tuple[str, list[int]]] = []
    said = statement.name if statement else said_words(links)
    if said:
        names[0] = said
        columns.append((str(LAYERS[0][2]), [0]))
    for kind, _label, word in LAYERS:
        boxes = _column(kind, links, nodes, names, box_of)
        if boxes:
            columns.append((str(word) if kind != POINT or not said else _("point"), boxes))
    if len(names) < 2:
        return None
    edges = {(box_of[earlier], box_of[later]) for earlier, later in links.edges}
    if said:
        edges |= {(0, box) for box in columns[1][1]}
    # Knowledge answers a need and stands after it; what is known of a measure leads to it.
    order = {box: place for place, (_word, boxes) in enumerate(columns) for box in boxes}
    forward = sorted((a, b) for a, b in edges if order[a] < order[b])
    here = box_of.get(start) if start else 0
    return draw(columns=columns, names=names, edges=forward, here=here)


def _column(
    kind: str, links: Links, nodes: dict[Key, Node], names: dict[int, str], box_of: dict[Key, int]
) -> list[int]:
    """The boxes of a layer, from above; the last stands for all that are not drawn by themselves."""
    keys = [key for key in nodes if key[0] == kind]
    drawn = keys if len(links.things[kind]) <= MOST_DRAWN else keys[: MOST_DRAWN - 1]
    boxes = []
    for key in drawn:
        boxes.append(len(names))
        box_of[key] = boxes[-1]
        names[boxes[-1]] = nodes[key].name
    rest = len(links.things[kind]) - len(drawn)
    if rest:
        boxes.append(len(names))
        names[boxes[-1]] = _("and %(count)d more") % {"count": rest}
        for pk in links.things[kind]:
            box_of.setdefault((kind, pk), boxes[-1])
    return boxes
