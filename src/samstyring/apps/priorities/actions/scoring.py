"""A member scores: each apart, and as often as the member likes until the scoring is closed."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import Scored
from ..models import Criterion, Item, Member, Round, Score
from ..policies import check_takes_scores
from .rounds import locked

ABSTAIN = 0
# (item, criterion) by their keys → a step, ABSTAIN, or nothing to take the score back.
Given = Mapping[tuple[int, int], int | None]


@transaction.atomic
def give(*, member: Member, given: Given, by: Actor) -> int:
    """Write a member's scores in the scoring under way; how many differ from what was there.

    Nothing is written where anything is wrong. Raises NotPossible with the field `s-<item>-<criterion>`.
    """
    row = locked(member.round)
    check_takes_scores(row)
    _check(row, member, given)
    late = is_late(row)
    there = {(one.item_id, one.criterion_id): one for one in member.scores.filter(turn=row.turn)}
    changed = 0
    for (item, criterion), step in given.items():
        known = there.get((item, criterion))
        if step is None:
            if known is not None:
                known.delete()
                changed += 1
            continue
        value = None if step == ABSTAIN else step
        if known is not None and known.value == value:
            continue
        score = known or Score(member=member, item_id=item, criterion_id=criterion, turn=row.turn)
        score.value, score.late = value, late
        score.save()
        changed += 1
    if changed:
        _record(row, member, cells=changed, done=False, by=by)
    return changed


@transaction.atomic
def finish(*, member: Member, by: Actor) -> None:
    """Say that the member is done with this scoring; scores can still be changed. Raises NotPossible."""
    row = locked(member.round)
    check_takes_scores(row)
    _check_not_disqualified(member)
    if member.done_turn != row.turn:
        member.done_turn = row.turn
        member.save(update_fields=["done_turn"])
        _record(row, member, cells=0, done=True, by=by)


def is_late(round_: Round) -> bool:
    """Whether what is given now is given after the deadline."""
    return round_.deadline is not None and timezone.localdate() > round_.deadline


def _check(round_: Round, member: Member, given: Given) -> None:
    _check_not_disqualified(member)
    items: set[int] = set(Item.objects.filter(round=round_).values_list("pk", flat=True))
    steps: dict[int, set[int]] = {
        one.pk: {step.value for step in one.steps.all()}
        for one in Criterion.objects.filter(round=round_, filled=False).prefetch_related("steps")
    }
    out = set(member.disqualifications.values_list("item", flat=True))
    for (item, criterion), step in given.items():
        field = f"s-{item}-{criterion}"
        if item not in items or criterion not in steps:
            raise NotPossible(_("This is not among what the round weighs."), field=field)
        if item in out:
            raise NotPossible(_("You are disqualified here, so your score is not stored."), field=field)
        if step is not None and step != ABSTAIN and step not in steps[criterion]:
            raise NotPossible(
                _("Choose a step from %(lowest)d to %(highest)d, or abstain.")
                % {"lowest": min(steps[criterion]), "highest": max(steps[criterion])},
                field=field,
            )


def _check_not_disqualified(member: Member) -> None:
    if member.disqualifications.filter(item=None).exists():
        raise NotPossible(_("You are disqualified from this round, so your scores are not stored."))


def _record(round_: Round, member: Member, *, cells: int, done: bool, by: Actor) -> None:
    event = Scored(
        object_id=member.public_id,
        object_name=round_.title,
        turn=round_.turn,
        cells=cells,
        late=is_late(round_),
        done=done,
    )
    record(event, by=by)
