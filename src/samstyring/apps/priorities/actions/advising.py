"""A round is concluded: the body's advice, with a reason for each thing, kept as it is given."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samstyring.apps.actors.actions import notices
from samstyring.apps.actors.models import User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Act
from ..events import Concluded
from ..models import Advice, AdviceLine, Round
from ..policies import check_act, check_version
from ..queries.results import Result, Row, result_of
from .rounds import locked


@dataclass(frozen=True)
class Placed:
    """Where the body puts an item, and why."""

    place: int
    reason: str


@transaction.atomic
def conclude(*, round_: Round, text: str, lines: Mapping[int, Placed], version: int, by: Actor) -> Advice:
    """End the round in an advice. `lines` has every item by its key; places may be shared.

    An item that is put elsewhere than the scores put it needs a reason of its own, not the draft. Raises
    NotPossible with the field `text`, `place-<item>` or `reason-<item>`.
    """
    row = locked(round_)
    to = check_act(row.state, Act.CONCLUDE)
    check_version(row, version)
    result = result_of(row, None)
    assert result is not None  # noqa: S101 -- a round that is talked about has shown scores
    if not text.strip():
        raise NotPossible(_("Write what the body advises."), field="text")
    _check_lines(result, lines)
    advice = Advice.objects.create(
        round=row,
        text=text.strip(),
        day=timezone.localdate(),
        draws=result.figures.robustness.draws,
        seed=result.figures.robustness.seed,
        members=result.figures.members,
    )
    AdviceLine.objects.bulk_create(_line(advice, one, lines[one.thing.item.pk]) for one in result.rows)
    row.state = to
    row.version += 1
    row.save(update_fields=["state", "version"])
    moved = sum(lines[one.thing.item.pk].place != one.place for one in result.rows)
    record(
        Concluded(
            object_id=row.public_id,
            object_name=row.title,
            items=len(result.rows),
            moved=moved,
            draws=advice.draws,
            seed=advice.seed,
            related=tuple(one.thing.item.thing.public_id for one in result.rows),
        ),
        by=by,
    )
    notices.tell(
        to=[*User.objects.filter(scores_in__round=row, is_active=True)],
        kind="priorities.concluded",
        about=row.public_id,
        address=row.get_absolute_url(),
        words={"title": row.title},
    )
    return advice


def _check_lines(result: Result, lines: Mapping[int, Placed]) -> None:
    count = len(result.rows)
    for row in result.rows:
        key = row.thing.item.pk
        given = lines.get(key)
        if given is None or not 1 <= given.place <= count:
            raise NotPossible(
                _("Write a place from 1 to %(count)d.") % {"count": count}, field=f"place-{key}"
            )
        if not given.reason.strip():
            raise NotPossible(_("Say why it stands here."), field=f"reason-{key}")
        if given.place != row.place and given.reason.strip() == row.reason:
            raise NotPossible(
                _("The scores put it as number %(place)d. Say why the body puts it elsewhere.")
                % {"place": row.place},
                field=f"reason-{key}",
            )


def _line(advice: Advice, row: Row, placed: Placed) -> AdviceLine:
    return AdviceLine(
        advice=advice,
        item=row.thing.item,
        title=row.thing.title,
        place=placed.place,
        scored_place=row.place,
        tied=row.tied,
        value=Decimal(str(round(row.value, 1))),
        top_share=Decimal(str(round(row.top, 1))),
        placing=row.placing,
        reason=placed.reason.strip(),
    )
