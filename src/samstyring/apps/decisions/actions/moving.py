"""The one way in which a case goes from phase to phase: by the table in `policies`, first come, first served.

Called inside the transaction of an act.
"""

from django.db.models import F
from django.utils.translation import gettext as _

from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..choices import Act, Phase
from ..events import CaseMoved
from ..models import Case, PhaseChange, RouteStep
from ..policies import Overtaken, Transition, check_act
from ..queries.standing import standing


def locked(case: Case, *, seen: int | None = None) -> Case:
    """The case, held until the transaction ends.

    `seen` is the version that the person acted on; raises policies.Overtaken where it is another now.
    """
    found = Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    if seen is not None and found.version != seen:
        raise overtaken(found)
    return found


def overtaken(case: Case) -> Overtaken:
    """What the one who came second is told."""
    return Overtaken(
        _(
            "Somebody acted on the case while you wrote: it is now “%(phase)s”. See what was done. "
            "What you wrote stands here still, and nothing of it is saved."
        )
        % {"phase": Phase(case.phase).label}
    )


def step_to(case: Case, act: str, *, reason: str = "") -> Transition:
    """Take the locked case by `act` to its next phase, and keep that it was done.

    The case is written only where its version still is the one that was read. Raises NotPossible
    where the table does not allow it and policies.Overtaken where somebody came first.
    """
    transition = check_act(act, standing(case), reason=reason)
    turn = case.turn + 1 if transition.after == Phase.DRAFT else case.turn
    written = Case.objects.filter(pk=case.pk, version=case.version, phase=transition.before).update(
        phase=transition.after, version=F("version") + 1, turn=turn
    )
    if not written:
        case.refresh_from_db()
        raise overtaken(case)
    PhaseChange.objects.create(
        case=case,
        act=act,
        before=transition.before,
        after=transition.after,
        reason=reason.strip(),
        turn=case.turn,
    )
    case.refresh_from_db(fields=["phase", "version", "turn"])
    return transition


def record_move(case: Case, transition: Transition, *, by: Actor, here: RouteStep | None = None) -> None:
    """Put the move in the ledger; the body that has the case now sees it too."""
    record(
        CaseMoved(
            object_id=case.public_id,
            object_name=case.title,
            related=(here.body.public_id,) if here else (),
            act=Act(transition.act).value,
            before=Phase(transition.before).value,
            after=Phase(transition.after).value,
            turn=case.turn,
        ),
        by=by,
    )
