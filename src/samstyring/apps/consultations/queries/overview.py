"""What a whole consultation says: how many replies, from whom, where they stand, on what.

Municipalities can be counted one each or by inhabitants, each once however many replies it took part in.
Other senders have no inhabitants and are only counted.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from operator import itemgetter

from django.db.models import Count, OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Population

from ..models import SENDER_KINDS, Consultation, Sender, Stance, StatementType, Submission
from ..themes import THEMES, theme_label
from .selection import Selection

# Sizes of municipality by inhabitants, with the first number that is too large for each. The steps are ours.
SIZES = ((5_000, "small"), (20_000, "middle"), (None, "large"))
SIZE_LABELS = {
    "small": _("Below 5,000 inhabitants"),
    "middle": _("5,000 to 19,999"),
    "large": _("20,000 and more"),
}
MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Share:
    """One row of a count: how many submissions, how many municipalities, how many inhabitants they have."""

    value: str
    label: str
    submissions: int
    municipalities: int = 0
    inhabitants: int = 0


@dataclass(frozen=True)
class Cell:
    """One cell of a table, and the selection that leads to what it counts."""

    count: int
    query: str


@dataclass(frozen=True)
class Row:
    """One row of a table: a theme and its cells."""

    label: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Table:
    """A table of counts."""

    heads: list[str]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Overview:
    """All that the overview page shows. `unknown_size` counts municipalities without known population."""

    submissions: int
    read: int
    refused: int
    statements: int
    reviewed: int
    kinds: list[Share]
    sizes: list[Share]
    counties: list[Share]
    stances: list[Share]
    unrecognised: int
    by_type: Table
    by_kind: Table
    unknown_size: int


@dataclass(frozen=True)
class Voice:
    """One sender of one submission, as it is counted."""

    submission: int
    kind: str
    organisation: int | None
    county: tuple[str, str] | None
    inhabitants: int | None
    stance: str


def overview(consultation: Consultation, selection: Selection) -> Overview:
    """The overview of what the filters let through. Five queries, however many replies there are."""
    voices = voices_of(consultation, selection)
    by_status = Counter(dict(consultation.submissions.values_list("status").annotate(count=Count("pk"))))
    types, reviewed = type_counts(consultation, selection)
    known = [voice for voice in voices if voice.kind == MUNICIPALITY and voice.organisation]
    return Overview(
        submissions=by_status.total(),
        read=by_status[Submission.Status.READ],
        refused=by_status[Submission.Status.REFUSED],
        statements=sum(types.values()),
        reviewed=reviewed,
        kinds=shares(((voice.kind, voice) for voice in voices), dict(SENDER_KINDS)),
        sizes=shares(
            ((size_of(voice.inhabitants), voice) for voice in known if voice.inhabitants is not None),
            SIZE_LABELS,
        ),
        counties=shares(
            ((voice.county[0], voice) for voice in known if voice.county),
            dict(sorted({voice.county for voice in known if voice.county}, key=itemgetter(1))),
        ),
        stances=shares(((voice.stance, voice) for voice in voices if voice.stance), dict(Stance.choices)),
        unrecognised=len({voice.submission for voice in voices if not voice.organisation}),
        by_type=type_table(types, selection),
        by_kind=kind_table(consultation, selection),
        unknown_size=len({voice.organisation for voice in known if voice.inhabitants is None}),
    )


def voices_of(consultation: Consultation, selection: Selection) -> list[Voice]:
    """Who says something here, one row a sender of a submission. One query."""
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    senders = selection.senders()
    rows = (Sender.objects.all() if senders is None else senders).filter(
        submission__consultation=consultation, submission__status=Submission.Status.READ
    )
    if selection.holdning:
        rows = rows.filter(submission__stance=selection.holdning)
    values = rows.annotate(inhabitants=Subquery(newest)).values_list(
        "submission",
        "kind",
        "organisation",
        "organisation__county__number",
        "organisation__county__name",
        "inhabitants",
        "submission__stance",
    )
    return [
        Voice(submission, kind, organisation, (number, name) if number else None, inhabitants, stance)
        for submission, kind, organisation, number, name, inhabitants, stance in values
    ]


def size_of(inhabitants: int) -> str:
    """The size of a municipality with so many inhabitants."""
    return next(name for limit, name in SIZES if limit is None or inhabitants < limit)


def shares(grouped: Iterable[tuple[str, Voice]], labels: Mapping[str, object]) -> list[Share]:
    """Count voices by group, in the order of `labels`; groups that nobody is in are left out."""
    groups: dict[str, list[Voice]] = defaultdict(list)
    for value, voice in grouped:
        groups[value].append(voice)
    counted = []
    for value, label in labels.items():
        inside = groups.get(value)
        if not inside:
            continue
        municipal = {
            voice.organisation: voice.inhabitants or 0
            for voice in inside
            if voice.kind == MUNICIPALITY and voice.organisation
        }
        counted.append(
            Share(
                value=value,
                label=str(label or value),
                submissions=len({voice.submission for voice in inside}),
                municipalities=len(municipal),
                inhabitants=sum(municipal.values()),
            )
        )
    return counted


def type_counts(consultation: Consultation, selection: Selection) -> tuple[Counter[tuple[str, str]], int]:
    """Statements by theme and type, and how many of them a person has looked at. One query."""
    counted: Counter[tuple[str, str]] = Counter()
    reviewed = 0
    rows = (
        selection.statements(consultation)
        .order_by()
        .values_list("current_theme", "current_type", "is_reviewed")
        .annotate(count=Count("pk"))
    )
    for theme, type_, is_reviewed, count in rows:
        counted[theme, type_] += count
        reviewed += count if is_reviewed else 0
    return counted, reviewed


def type_table(counted: Counter[tuple[str, str]], selection: Selection) -> Table:
    """Theme × type, where each cell leads to its statements. Themes without statements are left out."""
    rows = []
    for theme in THEMES:
        total = sum(count for (found, _type), count in counted.items() if found == theme)
        if total:
            cells = [
                Cell(counted[theme, value], selection.having(tema=theme, type=value).query)
                for value in StatementType.values
            ]
            rows.append(Row(theme_label(theme), cells, Cell(total, selection.having(tema=theme).query)))
    return Table([str(label) for label in StatementType.labels], rows)


def kind_table(consultation: Consultation, selection: Selection) -> Table:
    """Theme × kind of sender. A statement in a joint reply counts for each kind that sent it. One query."""
    counted: Counter[tuple[str, str]] = Counter()
    rows = (
        selection.statements(consultation)
        .order_by()
        .values_list("current_theme", "reading__submission__senders__kind")
        .annotate(count=Count("pk", distinct=True))
    )
    for theme, kind, count in rows:
        counted[theme, kind or ""] += count
    kinds = [
        (value, label) for value, label in SENDER_KINDS if any(kind == value for _theme, kind in counted)
    ]
    table = Table([str(label) for _value, label in kinds])
    for theme in THEMES:
        cells = [
            Cell(counted[theme, value], selection.having(tema=theme, avsenderslag=value).query)
            for value, _label in kinds
        ]
        total = sum(cell.count for cell in cells)
        if total:
            table.rows.append(Row(theme_label(theme), cells, Cell(total, selection.having(tema=theme).query)))
    return table
