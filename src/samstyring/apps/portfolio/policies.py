"""What the state allows, with a sentence for the user where it does not."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible


def check_stage_day(day: datetime.date, today: datetime.date) -> None:
    """A stage is told of when it has come. Raises NotPossible for a day that is ahead."""
    if day > today:
        raise NotPossible(_("This day has not come yet. What is planned belongs on a roadmap."), field="date")


def check_no_cycle(cycle: Sequence[str]) -> None:
    """`cycle` are the names around a circle of "requires", empty where there is none. Raises NotPossible."""
    if cycle:
        raise NotPossible(
            _("This would go in a circle, where each waits for the next: %(cycle)s.")
            % {"cycle": " → ".join(cycle)},
            field="other",
        )
