"""What municipalities themselves put first, filled in as a step for each need; a person can set another."""

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import State
from ..events import Overruled
from ..models import Criterion, Filled, Item, Round
from ..policies import check_not_concluded
from ..queries.demand import Demand, demand_for


def refill(round_: Round) -> None:
    """Fill in anew in a round being prepared. A person's own step stays."""
    if round_.state != State.PREPARING:
        return
    items = list(round_.items.exclude(need=None))
    demands = demand_for(one.need_id for one in items if one.need_id)
    most = max((len(one.all) for one in demands.values()), default=0)
    known = {(one.item_id, one.criterion_id): one for one in Filled.objects.filter(item__in=items)}
    for criterion in round_.criteria.filter(filled=True).prefetch_related("steps"):
        length = len(criterion.steps.all())
        for item in items:
            if item.need_id and length:
                row = known.get((item.pk, criterion.pk), Filled(item=item, criterion=criterion))
                _fill(row, demands[item.need_id], most=most, steps=length)


def step_for(municipalities: int, *, most: int, steps: int) -> int:
    """The step of a need behind which there are so many municipalities, where the need with most has `most`.

    The scale is cut into parts of the same length from none to most; none is the lowest step.
    """
    return 1 if most == 0 else max(1, -(-municipalities * steps // most))


def _fill(row: Filled, demand: Demand, *, most: int, steps: int) -> None:
    row.municipalities = len(demand.all)
    row.backing, row.listed = len(demand.backing), len(demand.listed)
    row.listed_first = len(demand.listed_first)
    row.value = step_for(row.municipalities, most=most, steps=steps)
    row.save()


@transaction.atomic
def overrule(*, item: Item, criterion: Criterion, step: int | None, reason: str, by: Actor) -> Filled:
    """Set another step than the one filled in, with a reason; without a step the filled one counts again.

    Raises NotPossible.
    """
    from .rounds import locked, touch

    row = locked(item.round)
    check_not_concluded(row)
    if step is not None and not criterion.steps.filter(value=step).exists():
        raise NotPossible(_("Choose one of the steps of the scale."), field="step")
    if step is not None and not reason.strip():
        raise NotPossible(_("Say why another step is right."), field="reason")
    filled = Filled.objects.select_related("item__need", "item__measure").get(item=item, criterion=criterion)
    filled.overruled, filled.overruled_reason = step, reason.strip() if step is not None else ""
    filled.save(update_fields=["overruled", "overruled_reason"])
    touch(row)
    record(
        Overruled(
            object_id=row.public_id,
            object_name=row.title,
            filled=filled.value,
            overruled=step,
            related=(filled.item.thing.public_id,),
        ),
        by=by,
    )
    return filled
