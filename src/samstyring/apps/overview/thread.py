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
from samstyring.apps.portfolio.drawing import Drawing, draw
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Round

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

LAYERS: tuple[tuple[str, Promise], ...] = (
    (POINT, pgettext_lazy("the thread", "What was said")),
    (NEED, pgettext_lazy("the thread", "What is needed")),
    (EVIDENCE, pgettext_lazy("the thread", "What is known")),
    (MEASURE, pgettext_lazy("the thread", "What could be done")),
    (ROUND, pgettext_lazy("the thread", "What comes first")),
    (CASE, pgettext_lazy("the thread", "What was decided and answered")),
    (INTRODUCTION, pgettext_lazy("the thread", "What is being introduced")),
    (EXPERIENCE, pgettext_lazy("the thread", "What was learnt")),
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
    things = {kind: _named(kind, links.things[kind], start) for kind, _label in LAYERS}
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
    for kind, label in LAYERS:
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
    place = {kind: number + 1 for number, (kind, _label) in enumerate(LAYERS)}
    box_of: dict[Key, int] = {}
    names: dict[int, str] = {}
    columns: dict[int, int] = {}
    for kind, _label in LAYERS:
        keys = [key for key in nodes if key[0] == kind]
        drawn = keys if len(keys) <= MOST_DRAWN else keys[: MOST_DRAWN - 1]
        for key in drawn:
            box_of[key] = len(names)
            names[box_of[key]], columns[box_of[key]] = nodes[key].name, place[kind]
        rest = len(links.things[kind]) - len(drawn)
        if rest > 0:
            number = len(names)
            names[number], columns[number] = _("and %(count)d more") % {"count": rest}, place[kind]
            for pk in links.things[kind]:
                box_of.setdefault((kind, pk), number)
    edges = {(box_of[later], box_of[earlier]) for earlier, later in links.edges if later in box_of}
    said = statement.name if statement else said_words(links)
    if said:
        number = len(names)
        names[number], columns[number] = said, 0
        first = min((columns[one] for one in names if one != number), default=0)
        edges |= {(one, number) for one in names if one != number and columns[one] == first}
    here = box_of.get(start, -1) if start else len(names) - 1
    if len(names) < 2:
        return None
    return draw(columns=columns, names=names, addresses={}, edges=sorted(edges), here=here)
