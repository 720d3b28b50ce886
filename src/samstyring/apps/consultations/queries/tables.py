"""Tables of counts whose cells lead to what they count: theme × type, theme × kind of sender."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from ..models import SENDER_KINDS, Consultation, Sender, StatementType
from ..themes import theme_label
from .selection import Selection

# Shades of a cell, from none to the strongest.
SHADES = 5


@dataclass(frozen=True)
class Cell:
    """One cell of a table, and the selection that leads to what it counts. `shade` is 0 to 5."""

    count: int
    query: str
    shade: int = 0


@dataclass(frozen=True)
class Row:
    """One row of a table: a theme and its cells."""

    value: str
    label: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Table:
    """A table of counts."""

    heads: list[str]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Counts:
    """Statements counted: by theme and type, and by theme and kind of sender, and those looked at."""

    by_type: Counter[tuple[str, str]]
    by_kind: Counter[tuple[str, str]]
    replies: Counter[str]
    reviewed: int

    @property
    def total(self) -> int:
        """All statements."""
        return sum(self.by_type.values())


def count(consultation: Consultation, selection: Selection) -> Counts:
    """Count what the filters let through. Three queries, grouped by the database.

    A statement in a joint reply counts once for each kind of sender of the reply.
    """
    by_type: Counter[tuple[str, str]] = Counter()
    by_kind: Counter[tuple[str, str]] = Counter()
    replies: Counter[str] = Counter()
    reviewed = 0
    statements = selection.statements(consultation).order_by()
    for theme, type_, is_reviewed, number in statements.values_list(
        "current_theme", "current_type", "is_reviewed"
    ).annotate(count=Count("pk")):
        by_type[theme, type_] += number
        reviewed += number if is_reviewed else 0
    kinds: dict[int, set[str]] = defaultdict(set)
    senders = Sender.objects.filter(submission__consultation=consultation)
    for submission, kind in senders.values_list("submission", "kind"):
        kinds[submission].add(kind)
    for theme, submission, number in statements.values_list("current_theme", "submission").annotate(
        count=Count("pk")
    ):
        replies[theme] += 1
        for kind in kinds.get(submission, ()):
            by_kind[theme, kind] += number
    return Counts(by_type, by_kind, replies, reviewed)


def themes_in(counted: Iterable[str], order: Sequence[str]) -> list[str]:
    """The themes that something was counted in: in the order of the frame, then those it does not have."""
    found = set(counted)
    return [theme for theme in order if theme in found] + sorted(found - set(order))


def type_table(counts: Counts, selection: Selection, order: Sequence[str]) -> Table:
    """Theme × type. Themes without statements are left out."""
    return table(
        counts.by_type,
        [(str(value), str(label)) for value, label in StatementType.choices],
        "type",
        selection,
        order,
    )


def kind_table(counts: Counts, selection: Selection, order: Sequence[str]) -> Table:
    """Theme × kind of sender, for the kinds that sent something."""
    kinds = [
        (str(value), str(label))
        for value, label in SENDER_KINDS
        if any(kind == value for _theme, kind in counts.by_kind)
    ]
    return table(counts.by_kind, kinds, "avsenderslag", selection, order)


def table(
    counted: Mapping[tuple[str, str], int],
    columns: Sequence[tuple[str, str]],
    name: str,
    selection: Selection,
    order: Sequence[str],
) -> Table:
    """Themes by `columns` (value, label), where each cell's query has the filter `name`.

    Shades follow the share of a cell in its row, so that a small theme is read as easily as a large one.
    """
    result = Table([label for _value, label in columns])
    for theme in themes_in((theme for theme, _other in counted), order):
        numbers = [counted.get((theme, value), 0) for value, _label in columns]
        total = sum(numbers)
        if not total:
            continue
        cells = [
            Cell(number, selection.having(tema=theme, **{name: value}).query, shade(number, total))
            for number, (value, _label) in zip(numbers, columns, strict=True)
        ]
        whole = Cell(total, selection.having(tema=theme).query)
        result.rows.append(Row(theme, theme_label(theme), cells, whole))
    return result


def shade(number: int, total: int) -> int:
    """How strongly a cell is shaded: half of the row and more is the strongest."""
    return min(SHADES, -(-2 * SHADES * number // total)) if total else 0
