"""What of a case decides on what can be done with it: the values that `policies` judges."""

from ..choices import StepState
from ..models import Advice, Case, RouteStep
from ..policies import Advised, Standing


def standing(case: Case) -> Standing:
    """The case as `policies.check_act` sees it. Three queries at most."""
    steps = RouteStep.objects.filter(case=case, turn=case.turn)
    here = steps.filter(state=StepState.HERE).values_list("pk", flat=True).first()
    ahead = steps.filter(state=StepState.AHEAD).order_by("position").values_list("task", flat=True).first()
    return Standing(
        phase=case.phase,
        proposals=case.proposals.filter(left_out=False).count(),
        next_task=ahead or "",
        waits_for_advice=here is not None and not Advice.objects.filter(step=here).exists(),
    )


def advice_that_counts(case: Case, turn: int) -> list[Advised]:
    """What each body advised in the turn, the newest of each. One query."""
    given = Advice.objects.filter(step__case=case, step__turn=turn, corrected_by=None)
    return [Advised(view, proposal) for view, proposal in given.values_list("view", "proposal")]
