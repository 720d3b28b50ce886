"""What a filled-in workbook would change, row by row, against what is stored now. Writes nothing."""

import datetime
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.portfolio.models import Measure

from ..choices import DECLINED
from ..models import Introduction, IntroductionStep, UseFigure
from ..policies import check_has_been, check_step_day, check_together
from .layout import COLUMNS, INTRODUCTIONS, USE
from .reading import Filled, SheetRow, Wrong

NEW, CHANGED, UNCHANGED = "new", "changed", "unchanged"
WRITTEN = tuple(column.key for column in COLUMNS[INTRODUCTIONS] if column.key not in ("code", "name", "day"))


@dataclass(frozen=True)
class Line:
    """A row that can be taken in: its measure, whether it is new, and its changes (head, before, after)."""

    row: SheetRow
    measure: Measure
    kind: str
    changes: list[tuple[str, str, str]]
    fields: dict[str, Any]
    day: datetime.date | None = None


@dataclass
class Plan:
    """All rows: those that can be taken in, and what is wrong. `key` tells one plan from another."""

    lines: list[Line] = field(default_factory=list)
    wrong: list[Wrong] = field(default_factory=list)

    def of(self, kind: str) -> list[Line]:
        """The lines that are new, changed or unchanged."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def key(self) -> str:
        """The same for two plans that change the same in the same way."""
        said = [
            (line.row.sheet, line.row.number, line.kind, line.changes, line.fields, line.day)
            for line in self.lines
        ]
        return hashlib.sha256(json.dumps(said, cls=DjangoJSONEncoder, default=str).encode()).hexdigest()


@dataclass
class Stored:
    """What is stored for an organisation, read once: introductions by measure, figures by period."""

    organisation: Organisation
    measures: Mapping[str, Measure]
    introductions: dict[int, Introduction]
    newest_day: dict[int, datetime.date]
    figures: dict[tuple[int, int, int], UseFigure]


def plan(filled: Filled, stored: Stored, today: datetime.date) -> Plan:
    """What each row would do. A row with something wrong is only told of."""
    found = Plan(wrong=list(filled.wrong))
    faulty = {(wrong.sheet, wrong.row) for wrong in filled.wrong}
    seen: dict[tuple[Any, ...], int] = {}
    entered: set[int] = set(stored.introductions)
    for row in sorted(filled.rows, key=lambda row: (row.sheet != INTRODUCTIONS, row.number)):
        if (row.sheet, row.number) in faulty:
            continue
        measure = stored.measures.get(row.values["code"])
        if measure is None:
            words = _("No measure has the code “%(code)s”.") % {"code": str(row.values["code"])[:60]}
            found.wrong.append(_wrong(row, "code", words))
            continue
        once = (row.sheet, measure.pk, row.values.get("year"), row.values.get("month"))
        if once in seen:
            words = _("The same is in row %(row)d already.") % {"row": seen[once]}
            found.wrong.append(_wrong(row, "code", words))
            continue
        seen[once] = row.number
        try:
            line = (_introduction if row.sheet == INTRODUCTIONS else _use)(
                row, measure, stored, entered, today
            )
        except NotPossible as error:
            found.wrong.append(_wrong(row, error.field or "code", str(error)))
            continue
        if line is not None:
            entered.add(measure.pk)
            found.lines.append(line)
    return found


def _wrong(row: SheetRow, key: str, sentence: str) -> Wrong:
    heads = {column.key: str(column.head) for column in COLUMNS[row.sheet]}
    return Wrong(row.sheet, row.number, heads.get(key, ""), sentence)


def _introduction(
    row: SheetRow, measure: Measure, stored: Stored, _entered: set[int], today: datetime.date
) -> Line | None:
    given = {key: row.values[key] for key in WRITTEN}
    one = stored.introductions.get(measure.pk)
    if one is None and not any(given.values()):
        return None  # a measure of the template that nobody has written anything of
    check_together(given["stand"], given["status"])
    if given["stand"] in DECLINED and not given["stand_reason"]:
        raise NotPossible(_("Say why it is later or not relevant."), field="stand_reason")
    if given["decided_on"] and not given["decided_by"]:
        raise NotPossible(_("Say who decided, not only when."), field="decided_by")
    if given["starts"] and given["ends"] and given["ends"] < given["starts"]:
        raise NotPossible(_("The period ends before it begins."), field="ends")
    day = row.values["day"] or today
    before = {key: getattr(one, key) if one else None for key in WRITTEN}
    moved = any((before[key] or "") != given[key] for key in ("stand", "stand_reason", "status"))
    check_step_day(day, stored.newest_day.get(one.pk) if one and moved else None, today)
    changes = _changes(INTRODUCTIONS, before, given)
    kind = NEW if one is None else CHANGED if changes else UNCHANGED
    return Line(row, measure, kind, changes, given, day)


def _use(
    row: SheetRow, measure: Measure, stored: Stored, entered: set[int], today: datetime.date
) -> Line | None:
    given = {key: row.values[key] for key in ("year", "month", "eligible", "active", "source")}
    if given["year"] is None or not 2000 <= given["year"] <= 2100:
        raise NotPossible(_("Write the year with four digits."), field="year")
    if given["month"] is not None and not 1 <= given["month"] <= 12:
        raise NotPossible(_("A month is a number from 1 to 12, or empty for the whole year."), field="month")
    if given["active"] is None:
        raise NotPossible(_("Write how many used it; 0 is an answer too."), field="active")
    if given["eligible"] is not None and given["active"] > given["eligible"]:
        raise NotPossible(_("More cannot have used it than could."), field="active")
    check_has_been(given["year"], given["month"], today)
    if measure.pk not in entered:
        raise NotPossible(
            _("It is not said that this measure is introduced here. Fill in its row in the first sheet."),
            field="code",
        )
    one = stored.figures.get((measure.pk, given["year"], given["month"] or 0))
    before = {key: getattr(one, key) if one else None for key in given}
    changes = _changes(USE, before, given)
    kind = NEW if one is None else CHANGED if changes else UNCHANGED
    return Line(row, measure, kind, changes, given)


def _changes(sheet: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    def words(column: Any, value: Any) -> str:
        if value is None or value == "":
            return ""
        return str(column.choices(value).label) if column.choices else str(value)

    return [
        (str(column.head), words(column, before[column.key]), words(column, after[column.key]))
        for column in COLUMNS[sheet]
        if column.key in after and _same(before[column.key]) != _same(after[column.key])
    ]


def _same(value: Any) -> Any:
    # An empty text is nothing; 0 is something.
    return None if value == "" else value


def stored_for(organisation: Organisation, measures: Iterable[Measure]) -> Stored:
    """What is stored for an organisation. Three queries."""
    introductions = {
        one.measure_id: one
        for one in Introduction.objects.filter(organisation=organisation).select_related(
            "measure", "organisation"
        )
    }
    of = {one.pk: one.measure_id for one in introductions.values()}
    newest: dict[int, datetime.date] = {}
    for key, day in (
        IntroductionStep.objects.filter(introduction__in=of)
        .order_by("day")
        .values_list("introduction_id", "day")
    ):
        newest[key] = day
    figures = {
        (of[figure.introduction_id], figure.year, figure.month or 0): figure
        for figure in UseFigure.objects.filter(introduction__in=of)
    }
    return Stored(organisation, {one.code: one for one in measures}, introductions, newest, figures)
