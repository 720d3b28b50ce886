"""What is told of whole replies: questions and their ticks, and text that many have in common."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Min, Q

from ..keeping import kept
from ..models import Answer, Consultation, Point, PointMember, QuestionStance, Stance, Submission
from .holding import held_in, redact_quote
from .selection import Selection
from .voices import bar

MOST_CAMPAIGNS = 5
MOST_QUESTIONS = 60


@dataclass(frozen=True)
class Option:
    """One option of a question: how many replies ticked it. `width` of its bar is 0 to 100."""

    label: str
    count: int
    width: int


@dataclass(frozen=True)
class Question:
    """One question as it was answered: replies that have it, ticks, stances, and its free answers."""

    label: str
    words: str
    replies: int
    options: list[Option]
    stances: list[Option] = field(default_factory=list)
    answered: int = 0
    query: str = ""


@dataclass(frozen=True)
class Campaign:
    """Near-identical text: the point that holds it, how many replies have it, and one of its quotations."""

    point: Point
    replies: int
    member: PointMember


def questions_of(consultation: Consultation, submissions: "set[int]", selection: Selection) -> list[Question]:
    """The questions of the forms, as the given replies answered them: those whose senders the filters let
    through. Two queries; four where something has changed."""
    rows = kept(
        consultation.pk,
        ("answers", of_senders(selection)),
        lambda: answers_of(consultation, submissions),
    )
    replies: Counter[str] = Counter()
    answered: Counter[str] = Counter()
    words: dict[str, str] = {}
    ticks: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        label = row["question"]
        words.setdefault(label, row["words"])
        replies[label] += row["replies"]
        answered[label] += row["answered"]
        for option in [*row["ticked"], *row["unticked"]]:
            ticks[label][option] += 0
        for option in row["ticked"]:
            ticks[label][option] += row["replies"]
    stances = stances_by_question(consultation, submissions, selection)
    order = sorted(replies, key=numbered)[:MOST_QUESTIONS]
    return [
        Question(
            label=label,
            words=words[label],
            replies=replies[label],
            options=options(ticks[label]),
            stances=options(stances[label]),
            answered=answered[label],
            query=selection.having(sporsmal=label).query,
        )
        for label in order
        if replies[label] > 1 or ticks[label]
    ]


def of_senders(selection: Selection) -> tuple[str, ...]:
    """The filters that decide whose replies count; see `voices.voices_of`."""
    return (
        selection.avsender,
        selection.avsenderslag,
        selection.fylke,
        selection.storrelse,
        selection.holdning,
    )


def answers_of(consultation: Consultation, submissions: "set[int]") -> list[dict[str, Any]]:
    """The questions and their ticks, grouped by the database: as many rows come back as there are different
    combinations. One query."""
    rows = Answer.objects.filter(current(consultation), reading__submission__in=submissions).order_by()
    grouped = rows.values("question", "words", "ticked", "unticked")
    counted = grouped.annotate(replies=Count("reading__submission", distinct=True), answered=Count("start"))
    return [dict(row) for row in counted]


def current(consultation: Consultation) -> Q:
    """The condition on what hangs on a reading: the newest one of a reply that counts."""
    return Q(
        reading__is_current=True,
        reading__submission__consultation=consultation,
        reading__submission__counts=True,
        reading__submission__status=Submission.Status.READ,
    )


def stances_by_question(
    consultation: Consultation, submissions: "set[int]", selection: Selection
) -> dict[str, Counter[str]]:
    """How many replies stand where on each question. One query; two where something has changed."""
    rows = kept(
        consultation.pk,
        ("question stances", of_senders(selection)),
        lambda: list(
            QuestionStance.objects.filter(current(consultation), reading__submission__in=submissions)
            .order_by()
            .values_list("question", "value")
            .annotate(count=Count("reading__submission", distinct=True))
        ),
    )
    found: dict[str, Counter[str]] = defaultdict(Counter)
    labels = {str(value): str(label) for value, label in Stance.choices}
    for question, value, count in rows:
        found[question][labels.get(value, value)] += count
    return found


def options(counted: Counter[str]) -> list[Option]:
    """Options with bars, in the order they were met."""
    most = max(counted.values(), default=0)
    return [Option(label, count, bar(count, most)) for label, count in counted.items()]


def numbered(label: str) -> tuple[list[int], str]:
    """Questions in the order of their numbers, “2.10” after “2.9”; those without a number last."""
    head = label.split(" ")[0].strip(".:)")
    parts = [int(part) for part in head.split(".") if part.isdigit()]
    return (parts or [10_000], label)


def campaigns_of(consultation: Consultation, submissions: "set[int]", selection: Selection) -> list[Campaign]:
    """The texts that most of the given replies have in common, with a quotation each: replies whose senders
    the filters let through. One query; three where something has changed."""
    return kept(
        consultation.pk,
        ("campaigns", of_senders(selection)),
        lambda: read_campaigns(consultation, submissions),
    )


def read_campaigns(consultation: Consultation, submissions: "set[int]") -> list[Campaign]:
    """The same from the database. Two queries."""
    members = (
        PointMember.objects.filter(
            point__consultation=consultation,
            point__origin=Point.Origin.CAMPAIGN,
            point__merged_into=None,
            source_text__submission__in=submissions,
        )
        .exclude(state=PointMember.State.REMOVED)
        .exclude(point__state=Point.State.DISSOLVED)
    )
    counted = (
        members.order_by()
        .values("point")
        .annotate(replies=Count("source_text__submission", distinct=True), first=Min("pk"))
        .filter(replies__gt=1)
        .order_by("-replies", "point")[:MOST_CAMPAIGNS]
    )
    rows = list(counted)
    first = PointMember.objects.select_related("point").in_bulk([row["first"] for row in rows])
    return [Campaign(first[row["first"]].point, row["replies"], first[row["first"]]) for row in rows]


def shown_campaigns(campaigns: Sequence[Campaign], *, may_see: bool) -> list[tuple[Campaign, str]]:
    """Campaigns with their quotations as they may be shown. One query."""
    held = {} if may_see else held_in({row.member.source_text_id for row in campaigns})
    return [
        (row, redact_quote(row.member.quote, row.member.start, held.get(row.member.source_text_id, [])))
        for row in campaigns
    ]
