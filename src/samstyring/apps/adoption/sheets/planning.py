"""What a filled-in workbook would change, row by row, against what is stored now. Writes nothing."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.actors.sheets import planning
from samstyring.apps.actors.sheets.planning import CHANGED, NEW, UNCHANGED, changes_between, wrong_in
from samstyring.apps.actors.sheets.reading import Filled, SheetRow
from samstyring.apps.portfolio.models import Measure

from ..choices import DECLINED
from ..models import Introduction, IntroductionStep, UseFigure
from ..policies import check_has_been, check_step_day, check_together
from .layout import INTRODUCTIONS, LAYOUT, USE

WRITTEN = tuple(column.key for column in INTRODUCTIONS.columns if column.key not in ("code", "name", "day"))


@dataclass(frozen=True)
class Line(planning.Line):
    """A row that can be taken in, with its measure, and from when it holds."""

    measure: Measure
    day: datetime.date | None = None

    @property
    def more(self) -> datetime.date | None:
        """The day, which is no field of what is written."""
        return self.day


Plan = planning.Plan[Line]


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
    found: Plan = planning.Plan(wrong=list(filled.wrong))
    faulty = {(wrong.sheet, wrong.row) for wrong in filled.wrong}
    seen: dict[tuple[Any, ...], int] = {}
    entered: set[int] = set(stored.introductions)
    for row in sorted(filled.rows, key=lambda row: (row.sheet != INTRODUCTIONS.key, row.number)):
        if (row.sheet, row.number) in faulty:
            continue
        measure = stored.measures.get(row.values["code"])
        if measure is None:
            words = _("No measure has the code “%(code)s”.") % {"code": str(row.values["code"])[:60]}
            found.wrong.append(wrong_in(LAYOUT.sheet(row.sheet), row, "code", words))
            continue
        once = (row.sheet, measure.pk, row.values.get("year"), row.values.get("month"))
        if once in seen:
            words = _("The same is in row %(row)d already.") % {"row": seen[once]}
            found.wrong.append(wrong_in(LAYOUT.sheet(row.sheet), row, "code", words))
            continue
        seen[once] = row.number
        try:
            line = (_introduction if row.sheet == INTRODUCTIONS.key else _use)(
                row, measure, stored, entered, today
            )
        except NotPossible as error:
            found.wrong.append(wrong_in(LAYOUT.sheet(row.sheet), row, error.field or "code", str(error)))
            continue
        if line is not None:
            entered.add(measure.pk)
            found.lines.append(line)
    return found


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
    changes = changes_between(INTRODUCTIONS, before, given)
    kind = NEW if one is None else CHANGED if changes else UNCHANGED
    return Line(row, measure.name, kind, changes, given, measure, day)


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
    changes = changes_between(USE, before, given)
    kind = NEW if one is None else CHANGED if changes else UNCHANGED
    return Line(row, measure.name, kind, changes, given, measure)


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
