"""The whole thread from one thing, both ways: what led to it, and what came of it.

The thread goes by layers. From the start it is followed forward to what came of it, and back to what it came
from; what only shares a case with it is left out. Each link is followed only where the reader may see both
ends, so that nothing closed is shown or hinted at. Twenty-five queries at most, however long the thread is.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import ngettext

from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.consultations.models import Point, PointMember
from samstyring.apps.decisions.models import CaseSubject
from samstyring.apps.knowledge.models import Evidence, Experience
from samstyring.apps.needs.models import KnowledgeNeed, NeedSource
from samstyring.apps.portfolio.models import Measure
from samstyring.apps.priorities.models import Item

POINT, NEED, EVIDENCE, MEASURE, ROUND, CASE, INTRODUCTION, EXPERIENCE = (
    "point",
    "need",
    "evidence",
    "measure",
    "round",
    "case",
    "introduction",
    "experience",
)
KINDS = (POINT, NEED, EVIDENCE, MEASURE, ROUND, CASE, INTRODUCTION, EXPERIENCE)
# A statement's place: the text and the range.
Place = tuple[int, int, int]
Key = tuple[str, int]


@dataclass
class Links:
    """What the thread is made of: the things of each kind by primary key, and which leads to which."""

    things: dict[str, set[int]] = field(default_factory=lambda: {kind: set() for kind in KINDS})
    edges: set[tuple[Key, Key]] = field(default_factory=set)
    # How many statements, in how many replies, the points and needs rest on.
    statements: int = 0
    replies: int = 0

    def lead(self, earlier: Key, later: Key) -> None:
        """Both belong to the thread, and the first leads to the second."""
        for kind, pk in (earlier, later):
            self.things[kind].add(pk)
        self.edges.add((earlier, later))


@dataclass(frozen=True)
class Seen:
    """What the reader may see of each kind, as subqueries."""

    user: Person

    def of(self, model: Any) -> QuerySet[Any]:
        """The rows of a model that the reader may see."""
        found: QuerySet[Any] = model.objects.visible_to(self.user)
        return found

    def through(self, path: str) -> Q:
        """The condition on rows that lead by `path` to something that the reader may see it."""
        return condition(self.user, prefix=f"{path}__")

    @property
    def through_point(self) -> Q:
        """As `through`, for rows that lead to a point: its consultation, and it was not dissolved."""
        return self.through("point__consultation") & ~Q(point__state=Point.State.DISSOLVED)


def gather(user: Person, *, kind: str = "", pk: int = 0, place: Place | None = None) -> Links:
    """The thread from a thing that `user` may see: of a kind, or the statement at a place."""
    seen, links = Seen(user), Links()
    if place is not None:
        _from_statement(place, seen, links)
    else:
        links.things[kind].add(pk)
    start = {name: set(those) for name, those in links.things.items()}
    _forward(start, seen, links)
    # A measure is one of the ways to do it: what led to it is what led to the rounds and cases that treat it.
    back = {name: set(links.things[name]) for name in KINDS} if kind == MEASURE else start
    _back(back, seen, links)
    _count(links, seen)
    return links


def _from_statement(place: Place, seen: Seen, links: Links) -> None:
    """The points, needs and experiences that rest on one statement. Three queries."""
    text, first, last = place
    span = {"source_text": text, "start": first, "end": last}
    members = PointMember.objects.filter(**span).exclude(state=PointMember.State.REMOVED)
    for point in members.filter(seen.through_point).values_list("point", flat=True):
        links.things[POINT].add(point)
    sources = NeedSource.objects.filter(seen.through("need"), **span)
    for need, root in sources.values_list("need", "need__counted_with"):
        links.things[NEED].add(root or need)
    told = seen.of(Experience).filter(**span)
    links.things[EXPERIENCE] |= set(told.values_list("pk", flat=True))


def _forward(start: dict[str, set[int]], seen: Seen, links: Links) -> None:
    """Follow what came of the things, layer by layer."""
    now = {kind: set(those) for kind, those in start.items()}
    sources = NeedSource.objects.filter(seen.through("need"), point__in=now[POINT])
    for point, need, root in sources.values_list("point", "need", "need__counted_with").distinct():
        links.lead((POINT, point), (NEED, root or need))
        now[NEED].add(root or need)
    items = Item.objects.filter(Q(need__in=now[NEED]) | Q(measure__in=now[MEASURE]), seen.through("round"))
    now[ROUND] |= _lead_to_rounds(items, links)
    subjects = CaseSubject.objects.filter(
        Q(point__in=now[POINT])
        | Q(need__in=now[NEED])
        | Q(measure__in=now[MEASURE])
        | Q(round__in=now[ROUND]),
        seen.through("case"),
    )
    now[CASE] |= _lead_to_cases(subjects, links)
    measures = CaseSubject.objects.filter(seen.through("measure"), case__in=now[CASE])
    _lead_to_cases(measures, links)
    now[MEASURE] |= links.things[MEASURE]
    introductions = seen.of(Introduction).filter(measure__in=now[MEASURE]).order_by()
    for measure, introduction in introductions.values_list("measure", "pk"):
        links.lead((MEASURE, measure), (INTRODUCTION, introduction))
    _known(now, seen, links)


def _known(now: dict[str, set[int]], seen: Seen, links: Links) -> None:
    """What is known of needs and measures, and what was learnt of measures. Four queries."""
    evidence = KnowledgeNeed.objects.filter(seen.through("evidence"), need__in=now[NEED])
    for need, pk in evidence.values_list("need", "evidence"):
        links.lead((NEED, need), (EVIDENCE, pk))
    by_topic: dict[str, list[int]] = defaultdict(list)
    topics = Measure.objects.filter(pk__in=now[MEASURE]).exclude(topic="")
    for measure, topic in topics.values_list("pk", "topic"):
        by_topic[topic].append(measure)
    for model, name in ((Evidence, EVIDENCE), (Experience, EXPERIENCE)):
        rows = seen.of(model).filter(topic__in=list(by_topic)).order_by()
        for topic, pk in rows.values_list("topic", "pk"):
            for measure in by_topic[topic]:
                if name == EVIDENCE:
                    links.lead((EVIDENCE, pk), (MEASURE, measure))
                else:
                    links.lead((MEASURE, measure), (EXPERIENCE, pk))


def _back(start: dict[str, set[int]], seen: Seen, links: Links) -> None:
    """Follow what the things came from, layer by layer."""
    now = {kind: set(those) for kind, those in start.items()}
    subjects = CaseSubject.objects.filter(case__in=now[CASE]).filter(
        seen.through_point | seen.through("need") | seen.through("measure") | seen.through("round")
    )
    for subject in subjects.values_list("case", "point", "need", "need__counted_with", "measure", "round"):
        case, point, need, root, measure, round_ = subject
        for kind, pk in ((POINT, point), (NEED, root or need), (MEASURE, measure), (ROUND, round_)):
            if pk:
                links.lead((kind, pk), (CASE, case))
                now[kind].add(pk)
    items = Item.objects.filter(seen.through("need") | seen.through("measure"), round__in=now[ROUND])
    for round_, need, root, measure in items.values_list("round", "need", "need__counted_with", "measure"):
        thing = (NEED, root or need) if need else (MEASURE, measure)
        links.lead(thing, (ROUND, round_))
        now[thing[0]].add(thing[1])
    sources = NeedSource.objects.filter(
        Q(need__in=now[NEED]) | Q(need__counted_with__in=now[NEED]),
        seen.through("need"),
        seen.through_point,
    )
    for point, need, root in sources.values_list("point", "need", "need__counted_with").distinct():
        links.lead((POINT, point), (NEED, root or need))


def _lead_to_rounds(items: QuerySet[Item], links: Links) -> set[int]:
    found = set()
    for round_, need, root, measure in items.values_list("round", "need", "need__counted_with", "measure"):
        links.lead((NEED, root or need) if need else (MEASURE, measure), (ROUND, round_))
        found.add(round_)
    return found


def _lead_to_cases(subjects: QuerySet[CaseSubject], links: Links) -> set[int]:
    found = set()
    for row in subjects.values_list("case", "point", "need", "need__counted_with", "measure", "round"):
        case, point, need, root, measure, round_ = row
        for kind, pk in ((POINT, point), (NEED, root or need), (MEASURE, measure), (ROUND, round_)):
            if pk:
                links.lead((kind, pk), (CASE, case))
        found.add(case)
    return found


def _count(links: Links, seen: Seen) -> None:
    """How many different statements, in how many replies, the thread rests on. Two queries."""
    members = PointMember.objects.filter(
        point__in=links.things[POINT], source_text__submission__counts=True
    ).exclude(state=PointMember.State.REMOVED)
    sources = NeedSource.objects.filter(
        Q(need__in=links.things[NEED]) | Q(need__counted_with__in=links.things[NEED]),
        seen.through("need"),
        seen.through("source_text__submission__consultation"),
    )
    fields = ("source_text__submission", "source_text", "start", "end")
    places: set[tuple[int | None, ...]] = set(members.order_by().values_list(*fields))
    places |= set(sources.order_by().values_list(*fields))
    links.statements = len(places)
    links.replies = len({submission for submission, *_span in places})


def said_words(links: Links) -> str:
    """How much was said, in words; empty where nothing was."""
    if not links.statements:
        return ""
    statements = ngettext("%(count)d statement", "%(count)d statements", links.statements)
    replies = ngettext("in %(count)d reply", "in %(count)d replies", links.replies)
    return f"{statements % {'count': links.statements}} {replies % {'count': links.replies}}"
