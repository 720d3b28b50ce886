"""Tables of counts whose cells lead to what they count: theme × type, theme × kind of sender."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote_plus

import numpy as np

from ..models import SENDER_KINDS, StatementType
from ..themes import theme_label
from .columns import CODES, Chosen, Numbers
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


def count(found: Chosen) -> Counts:
    """Count what the filters let through.

    A statement in a joint reply counts once for each kind of sender of the reply.
    """
    themes, theme_slugs = numbered(found.column("theme"))
    types, type_names = numbered(found.column("type"))
    by_type = crossed(themes, len(theme_slugs), types, len(type_names))
    ids = found.columns.replies.tolist()
    by_reply = crossed(themes, len(theme_slugs), found.columns.place[found.at], len(ids))
    sent_by = [{sender.kind for sender in found.replies[pk].senders} for pk in ids]
    kinds = sorted(set().union(*sent_by))
    has_kind = np.array([[kind in own for kind in kinds] for own in sent_by], np.int64)
    by_kind = by_reply @ has_kind.reshape(len(ids), len(kinds))
    return Counts(
        by_type=counted(by_type, theme_slugs, type_names),
        by_kind=counted(by_kind, theme_slugs, kinds),
        replies=Counter(dict(zip(theme_slugs, (by_reply > 0).sum(axis=1).tolist(), strict=True))),
        reviewed=int(found.column("reviewed").sum()),
    )


def numbered(codes: Numbers) -> tuple[Numbers, list[str]]:
    """Codes as numbers from 0, and the words that these stand for."""
    there = np.flatnonzero(np.bincount(codes))
    numbers = np.zeros(int(there[-1]) + 1 if there.size else 0, np.int64)
    numbers[there] = np.arange(there.size)
    return numbers[codes], [CODES.words[code] for code in there]


def crossed(first: Numbers, tall: int, second: Numbers, wide: int) -> Numbers:
    """A table of how often each pair of numbers stands side by side: `tall` rows, `wide` columns."""
    return np.bincount(first * wide + second, minlength=tall * wide).reshape(tall, wide)


def counted(table: Numbers, first: Sequence[str], second: Sequence[str]) -> Counter[tuple[str, str]]:
    """The cells of a table that are not 0, by the names of their row and column."""
    return Counter(
        {
            (first[row], second[column]): int(table[row, column])
            for row, column in zip(*np.nonzero(table), strict=True)
        }
    )


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
    cell_query, row_query = queries(selection, name)
    for theme in themes_in((theme for theme, _other in counted), order):
        numbers = [counted.get((theme, value), 0) for value, _label in columns]
        total = sum(numbers)
        if not total:
            continue
        cells = [
            Cell(number, cell_query(theme, value), shade(number, total))
            for number, (value, _label) in zip(numbers, columns, strict=True)
        ]
        result.rows.append(Row(theme, theme_label(theme), cells, Cell(total, row_query(theme))))
    return result


def queries(selection: Selection, name: str) -> tuple[Callable[[str, str], str], Callable[[str], str]]:
    """What makes the address's query of a theme and a value of the filter `name`, and that of a theme alone.

    Written once with a sign for each that no filter can have, since a table has hundreds of cells.
    """
    of_theme, of_value = quote_plus("\0theme"), quote_plus("\0value")
    cell = selection.having(tema="\0theme", **{name: "\0value"}).query
    row = selection.having(tema="\0theme").query

    def cell_query(theme: str, value: str) -> str:
        return cell.replace(of_value, quote_plus(value)).replace(of_theme, quote_plus(theme))

    def row_query(theme: str) -> str:
        return row.replace(of_theme, quote_plus(theme))

    return cell_query, row_query


def shade(number: int, total: int) -> int:
    """How strongly a cell is shaded: half of the row and more is the strongest."""
    return min(SHADES, -(-2 * SHADES * number // total)) if total else 0
