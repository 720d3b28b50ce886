"""What the state allows, with a sentence for the user where it does not."""

import datetime

from django.utils import formats
from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible

from .choices import Stand, Status


def check_step_day(day: datetime.date, newest: datetime.date | None, today: datetime.date) -> None:
    """A step is told when it has come, and not before the one that is newest. Raises NotPossible."""
    if day > today:
        raise NotPossible(
            _("This day has not come yet. What is planned is said with the status “Planned” and a period."),
            field="day",
        )
    if newest is not None and day < newest:
        raise NotPossible(
            _("The newest step is from %(day)s. Write that day or a later one.")
            % {"day": formats.date_format(newest)},
            field="day",
        )


def check_together(stand: str, status: str) -> None:
    """A stand and a status that can be said at once. Raises NotPossible."""
    if not stand and not status:
        raise NotPossible(_("Choose a stand or a status."), field="stand")
    if stand == Stand.NOT_RELEVANT and status not in ("", Status.ENDED):
        raise NotPossible(_("What is planned or in use cannot be “not relevant”."), field="stand")


def check_has_been(year: int, month: int | None, today: datetime.date) -> None:
    """Use is measured of what has been, or of the month or year that runs. Raises NotPossible."""
    if (year, month or 1) > (today.year, today.month):
        raise NotPossible(
            _("This period has not begun, so nobody can have used it then."),
            field="month" if month and year == today.year else "year",
        )
