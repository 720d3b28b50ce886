"""What stands in the workbook of an own list when it is made."""

import io
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from samstyring.apps.actors.sheets.template import workbook as made

from ..models import Need
from .layout import LAYOUT, LIST
from .planning import Stored


def workbook(stored: Stored) -> io.BytesIO:
    """The file, open at its beginning: the list in its order, then open needs that are not on it."""
    on_list = [one for one in stored.needs.values() if one.pk in stored.places]
    others = [one for one in stored.needs.values() if one.pk not in stored.places and one.is_open]
    rows = [_row(one, stored) for one in sorted(on_list, key=lambda one: stored.places[one.pk])]
    rows += [_row(one, stored) for one in sorted(others, key=lambda one: one.title)]
    how = _(
        "One row a need. The place orders your list; without a place it is not on it. Leave the identifier "
        "empty for a new need. Rows that you take out of the sheet stay as they are."
    )
    return made(LAYOUT, stored.organisation, {LIST.key: rows}, how)


def _row(need: Need, stored: Stored) -> Sequence[Any]:
    values = {
        "place": stored.places.get(need.pk),
        "raised_by": need.raised_by.name,
        "key": str(need.public_id),
    }
    return [
        values[column.key] if column.key in values else getattr(need, column.key) for column in LIST.columns
    ]
