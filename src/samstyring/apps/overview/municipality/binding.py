"""What binds municipalities: what must be used, what must be paid for, and what is not known."""

import datetime
from dataclasses import dataclass

from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.choices import DutyKind, DutyState
from samstyring.apps.portfolio.models import Duty, Measure


@dataclass(frozen=True)
class Binding:
    """Duties of municipalities and their services, by measure.

    `use` and `pay` hold today, `later` begin after today. `pay_only` are measures that must be paid for and
    that nobody in the municipality must use. `included` are in the price of another.
    """

    use: list[Duty]
    pay: list[Duty]
    later: list[Duty]
    included: list[Duty]
    unknown: list[Duty]
    pay_only: list[Measure]

    @property
    def use_measures(self) -> list[Measure]:
        """What must be used, each once."""
        return _once(self.use)

    @property
    def pay_measures(self) -> list[Measure]:
        """What must be paid for, each once."""
        return _once(self.pay)

    @property
    def undated(self) -> int:
        """How many duties that hold say neither since when nor by which law."""
        return sum(not duty.valid_from and not duty.legal_basis for duty in (*self.use, *self.pay))


def _once(duties: list[Duty]) -> list[Measure]:
    return list({duty.measure_id: duty.measure for duty in duties}.values())


def binding(user: Person, today: datetime.date) -> Binding:
    """The duties of municipalities that the person may see. One query."""
    rows = list(
        Duty.objects.filter(municipal=True, measure__in=Measure.objects.visible_to(user))
        .select_related("measure")
        .order_by("measure__name", "for_whom")
    )
    required = [duty for duty in rows if duty.state == DutyState.REQUIRED]
    now = [duty for duty in required if not duty.valid_from or duty.valid_from <= today]
    use = [duty for duty in now if duty.kind == DutyKind.USE]
    pay = [duty for duty in now if duty.kind == DutyKind.PAY]
    used = {duty.measure_id for duty in use}
    return Binding(
        use=use,
        pay=pay,
        later=sorted(
            (duty for duty in required if duty.valid_from and duty.valid_from > today),
            key=lambda duty: (duty.valid_from, duty.measure.name),
        ),
        included=[duty for duty in rows if duty.state == DutyState.INCLUDED],
        unknown=[duty for duty in rows if duty.state == DutyState.UNKNOWN],
        pay_only=[one for one in _once(pay) if one.pk not in used],
    )
