"""What evidence says of a benefit that is claimed: whether it contradicts it, and how little it may rest on.

No database: the evidence has its outcomes fetched with it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from samstyring.apps.knowledge.choices import Direction as Found
from samstyring.apps.knowledge.choices import EvidenceKind
from samstyring.apps.knowledge.models import Evidence, Outcome

from .choices import Direction, Grounds
from .models import Item

HANDFUL = 30
"""A study of fewer than so many is a handful: the mean of what it saw says little of the next place."""

AGAINST = (Found.NO_DIFFERENCE, Found.WORSE)


@dataclass(frozen=True)
class Weighed:
    """A benefit and what speaks of it.

    `linked` is the evidence that the item names, `others` what else is known on the topic for the same kind
    of gain. `against` are outcomes that found no difference or worse; `few` are linked studies of a handful.
    """

    linked: list[Evidence]
    others: list[Evidence]
    against: list[tuple[Evidence, Outcome]]
    few: list[Evidence]
    supplier: bool

    @property
    def only_few(self) -> bool:
        """Whether all that the claim rests on is a handful of people."""
        return bool(self.linked) and len(self.few) == len(self.linked)

    @property
    def warns(self) -> bool:
        """Whether there is anything to be warned of."""
        return bool(self.against or self.only_few or self.supplier)


def weigh(item: Item, linked: Iterable[Evidence], topic: Iterable[Evidence]) -> Weighed | None:
    """What speaks for and against an item that is a benefit; none for a cost."""
    if item.direction != Direction.BENEFIT:
        return None
    own = list(linked)
    keys = {one.pk for one in own}
    others = [one for one in topic if one.pk not in keys and _on(item, one)]
    against = [
        (one, outcome)
        for one in [*own, *others]
        for outcome in one.outcomes.all()
        if outcome.direction in AGAINST and _same(item, outcome)
    ]
    return Weighed(
        linked=own,
        others=others,
        against=against,
        few=[one for one in own if one.participants is not None and one.participants < HANDFUL],
        supplier=item.grounds == Grounds.SUPPLIER
        or (bool(own) and all(one.kind == EvidenceKind.SUPPLIER for one in own)),
    )


def _same(item: Item, outcome: Outcome) -> bool:
    """Whether an outcome is of the item's kind of gain, as far as both say."""
    return not item.benefit_class or outcome.benefit_class in {"", item.benefit_class}


def _on(item: Item, evidence: Evidence) -> bool:
    return any(_same(item, outcome) for outcome in evidence.outcomes.all())
