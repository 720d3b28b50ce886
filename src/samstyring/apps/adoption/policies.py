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


def check_outside_has_reason(outside: list[str], reason: str) -> None:
    """Whoever is not in the network may take part, where it is said why. Raises NotPossible."""
    if outside and not reason:
        raise NotPossible(
            _("Not in the network: %(names)s. They may take part when you say why.")
            % {"names": ", ".join(outside)},
            field="reason",
        )


def check_step_unbegun(name: str, begun: int) -> None:
    """A step that somebody has begun is kept. Raises NotPossible."""
    if begun:
        raise NotPossible(
            _("%(count)d of the participants have begun “%(name)s”, so it cannot be taken out.")
            % {"count": begun, "name": name}
        )


def check_progress_day(day: datetime.date, today: datetime.date) -> None:
    """That a step is begun or done is said when it is. Raises NotPossible."""
    if day > today:
        raise NotPossible(
            _("This day has not come yet. Say that a step is begun or done when it is."), field="day"
        )


def nothing_to_undo() -> str:
    """What is said where no hours of the year have been written."""
    return _("No hours have been written for this year, so there is nothing to undo.")
