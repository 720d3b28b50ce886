"""What a filled-in workbook would change, row by row, and how that is told. Writes nothing."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.serializers.json import DjangoJSONEncoder

from .layout import Layout, Sheet
from .reading import SheetRow, Wrong

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
# How many lines of each kind a preview shows.
SHOWN = 100


@dataclass(frozen=True)
class Line:
    """A row that can be taken in: what it is about, whether it is new, and changes (head, before, after)."""

    row: SheetRow
    name: str
    kind: str
    changes: list[tuple[str, str, str]]
    fields: dict[str, Any]

    @property
    def more(self) -> Any:
        """What else tells this line from another, besides what is written of it."""
        return None


L = TypeVar("L", bound=Line)


@dataclass
class Plan(Generic[L]):
    """All rows: those that can be taken in, and what is wrong."""

    lines: list[L] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def of(self, kind: str) -> list[L]:
        """The lines that are new, changed or unchanged."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def key(self) -> str:
        """The same for two plans that change the same in the same way."""
        said = [
            (line.row.sheet, line.row.number, line.kind, line.changes, line.fields, line.more)
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps(said, cls=DjangoJSONEncoder, default=str).encode()).hexdigest()


def wrong_in(sheet: Sheet, row: SheetRow, key: str, sentence: str) -> Wrong:
    """What is wrong with the cell of a row in the column with a key; of the whole row for no column's key."""
    heads = {column.key: column.heading for column in sheet.columns}
    return Wrong(sheet.key, row.number, heads.get(key, ""), sentence)


def changes_between(
    sheet: Sheet, before: Mapping[str, Any], after: Mapping[str, Any]
) -> list[tuple[str, str, str]]:
    """The columns of `after` that differ from what is stored: head, before and after in words."""
    return [
        (column.heading, column.said(before[column.key]), column.said(after[column.key]))
        for column in sheet.columns
        if column.key in after and _same(before[column.key]) != _same(after[column.key])
    ]


def _same(value: Any) -> Any:
    # An empty text is nothing; 0 is something.
    return None if value == "" else value


def plain(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as they are kept beside the original row: numbers and texts."""
    return {
        key: value if isinstance(value, int | str) or value is None else str(value)
        for key, value in fields.items()
    }


def preview(plan: Plan[L], layout: Layout) -> dict[str, Any]:
    """What a page shows of a plan, in the language that is active: counts, and the first lines of each."""
    titles = {one.key: one.title for one in layout.sheets}
    shown = plan.of(NEW)[:SHOWN] + plan.of(CHANGED)[:SHOWN]
    return {
        "key": plan.key,
        "wrong": len(plan.wrong),
        **{kind: len(plan.of(kind)) for kind in (NEW, CHANGED, UNCHANGED)},
        "lines": [
            {
                "sheet": titles[line.row.sheet],
                "row": line.row.number,
                "name": line.name,
                "is_new": line.kind == NEW,
                "changes": line.changes,
            }
            for line in shown
        ],
        "errors": [
            {
                "sheet": titles[one.sheet],
                "row": one.row,
                "column": one.column,
                "sentence": one.sentence,
            }
            for one in plan.wrong[:SHOWN]
        ],
    }
