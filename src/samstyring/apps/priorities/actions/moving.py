"""A round moves on: opened, taken back, closed, opened again. Concluding is in advising.py."""

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.actions import notices
from samstyring.apps.actors.models import User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Act
from ..events import RoundMoved
from ..models import Round, Score
from ..policies import check_act, missing_to_open
from ..queries.preparing import readiness
from .filling import refill
from .members import tell_to_score
from .rounds import locked


@transaction.atomic
def move(*, round_: Round, act: Act, by: Actor) -> Round:
    """Do one of the acts that need nothing more said. Raises NotPossible.

    Whoever comes second is told that the round has moved already.
    """
    row = locked(round_)
    to = check_act(row.state, act)
    if act == Act.OPEN:
        refill(row)
        missing = missing_to_open(**readiness(row))
        if missing:
            raise NotPossible(" ".join(missing))
    scores = Score.objects.filter(member__round=row, turn=row.turn)
    if act == Act.BACK and scores.exists():
        raise NotPossible(_("Somebody has scored already, so the round can no longer be taken back."))
    if act == Act.CLOSE and not scores.filter(value__isnull=False).exists():
        raise NotPossible(_("Nobody has scored yet, so there is nothing to show."))
    row.state = to
    row.turn = {Act.OPEN: 1, Act.BACK: 0, Act.AGAIN: row.turn + 1}.get(act, row.turn)
    if act == Act.AGAIN:
        # The deadline was that of the scoring before; a new one can be set.
        row.deadline = None
    row.version += 1
    row.save(update_fields=["state", "turn", "deadline", "version"])
    record(RoundMoved(object_id=row.public_id, object_name=row.title, act=act.value, turn=row.turn), by=by)
    people = list(User.objects.filter(scores_in__round=row, is_active=True))
    if act in {Act.OPEN, Act.AGAIN}:
        tell_to_score(row, people)
    elif act == Act.CLOSE:
        notices.tell(
            to=people,
            kind="priorities.talk",
            about=row.public_id,
            address=row.get_absolute_url(),
            words={"title": row.title},
        )
    return row
