"""What stands in the workbook when it is made for an organisation."""

import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstyring.apps.actors.sheets.template import workbook as made
from samstyring.apps.portfolio.models import Measure

from ..models import Introduction
from .layout import INTRODUCTIONS, LAYOUT, USE
from .planning import Stored


def workbook(measures: Iterable[Measure], stored: Stored) -> io.BytesIO:
    """The file, open at its beginning: a row for each measure, and one for each figure of those measures."""
    shown = {measure.pk: measure for measure in measures}
    introductions = [_introduction(one, stored.introductions.get(one.pk)) for one in shown.values()]
    figures = [
        [shown[measure].code, shown[measure].name, one.year, one.month, one.eligible, one.active, one.source]
        for (measure, _year, _month), one in sorted(stored.figures.items())
        if measure in shown
    ]
    return made(
        LAYOUT,
        stored.organisation,
        {INTRODUCTIONS.key: introductions, USE.key: figures},
        _("One row a measure, and one a measure and period in the sheet of use."),
    )


def _introduction(measure: Measure, one: Introduction | None) -> Sequence[Any]:
    def value(key: str) -> Any:
        if key in ("code", "name"):
            return getattr(measure, key)
        return None if one is None or key == "day" else getattr(one, key) or None

    return [value(column.key) for column in INTRODUCTIONS.columns]
