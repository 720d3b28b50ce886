"""A member's own scores, for the pages on which the member scores. Nobody else's are read here."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.actors.visibility import Person

from ..actions.scoring import ABSTAIN
from ..models import Criterion, Member, Round, Score
from .things import Thing, things_in


@dataclass(frozen=True)
class Asked:
    """One criterion of one thing: what the member has chosen (a step, ABSTAIN or nothing) and may choose."""

    name: str
    criterion: Criterion
    chosen: int | None
    # What the member gave in the scoring before, where there was one.
    before: int | None
    steps: tuple[tuple[int, str], ...]
    error: str = ""

    @property
    def words(self) -> str:
        """What was chosen, in words."""
        if self.chosen == ABSTAIN:
            return _("You abstain")
        return next((words for value, words in self.steps if value == self.chosen), "")


@dataclass(frozen=True)
class Sheet:
    """One thing with all that is asked of it. `disqualified` has the reason, where the member is."""

    number: int
    thing: Thing
    asked: tuple[Asked, ...]
    disqualified: str = ""

    @property
    def answered(self) -> int:
        """How many criteria the member has scored or abstained from."""
        return sum(one.chosen is not None for one in self.asked)

    @property
    def complete(self) -> bool:
        """Whether nothing is left here."""
        return bool(self.disqualified) or self.answered == len(self.asked)


def sheets_for(
    round_: Round,
    member: Member,
    user: Person,
    *,
    typed: dict[str, int | None] | None = None,
    errors: dict[str, str] | None = None,
) -> list[Sheet]:
    """A sheet for each thing of the round, in order. Eight queries at most.

    `typed` (by field) stands in for what is stored, where a page shows again what could not be stored.
    """
    criteria = list(round_.criteria.filter(filled=False).prefetch_related("steps"))
    now: dict[tuple[int, int], int] = {}
    before: dict[tuple[int, int], int] = {}
    rows = Score.objects.filter(member=member).order_by("turn")
    for item, criterion, turn, value in rows.values_list("item", "criterion", "turn", "value"):
        kept = ABSTAIN if value is None else value
        (now if turn == round_.turn else before)[item, criterion] = kept
    out = dict(member.disqualifications.exclude(item=None).values_list("item", "reason"))
    typed, errors = typed or {}, errors or {}
    return [
        Sheet(
            number,
            thing,
            tuple(
                _asked(thing.item.pk, criterion, now, before, typed=typed, errors=errors)
                for criterion in criteria
            ),
            out.get(thing.item.pk, ""),
        )
        for number, thing in enumerate(things_in(round_, user), start=1)
    ]


def _asked(
    item: int,
    criterion: Criterion,
    now: dict[tuple[int, int], int],
    before: dict[tuple[int, int], int],
    *,
    typed: dict[str, int | None],
    errors: dict[str, str],
) -> Asked:
    name = f"s-{item}-{criterion.pk}"
    key = (item, criterion.pk)
    return Asked(
        name=name,
        criterion=criterion,
        chosen=typed.get(name, now.get(key)),
        before=before.get(key),
        steps=tuple((step.value, step.words) for step in criterion.steps.all()),
        error=errors.get(name, ""),
    )
