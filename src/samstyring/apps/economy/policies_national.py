"""What the state allows of national costs and promised gains, with a sentence for the user."""

import datetime
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible

from .choices_national import STEPPED, Basis
from .sharing import Given, sector_lines


def check_parts(total: Decimal | None, given: Sequence[Given]) -> None:
    """Shares are together at most the whole, and kroner at most the total. Raises NotPossible."""
    shares = sum((one.share for one in given if one.share is not None), start=Fraction(0))
    if shares > 1:
        raise NotPossible(
            _("The shares are together %(sum)s per cent, which is more than the whole.")
            % {"sum": f"{float(shares * 100):g}"}
        )
    if total is not None and any((line.kroner or 0) < 0 for line in sector_lines(total, given)):
        raise NotPossible(_("The sectors together pay more than the total. Correct the total or the parts."))


def check_steps(basis: str, steps: Sequence[tuple[int, Decimal | None]]) -> None:
    """Steps start at 0 and rise, and only rules that are shared in steps have them. Raises NotPossible."""
    if basis not in STEPPED:
        if steps:
            raise NotPossible(_("Only a rule by size or by age has steps."), field="steps")
        return
    firsts = [first for first, _weight in steps]
    if not firsts or firsts[0] != 0 or sorted(set(firsts)) != firsts:
        raise NotPossible(_("The steps must start at 0 and rise."), field="steps")
    if basis == Basis.AGE and firsts[-1] > 120:
        raise NotPossible(_("A step by age begins at 120 years at most."), field="steps")


def check_measured_day(day: datetime.date, today: datetime.date) -> None:
    """What is measured has been. Raises NotPossible for a day that is ahead."""
    if day > today:
        raise NotPossible(_("This day has not come yet. What is planned is a due day."), field="day")


def check_is_expected(withdrawn: str) -> None:
    """A gain is withdrawn once. Raises NotPossible."""
    if withdrawn:
        raise NotPossible(_("It is said already that this gain is no longer expected."))


def check_is_withdrawn(withdrawn: str) -> None:
    """Only what was withdrawn can be expected again. Raises NotPossible."""
    if not withdrawn:
        raise NotPossible(_("This gain is expected as it is."))
