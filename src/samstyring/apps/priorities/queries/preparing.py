"""What a round being prepared has, and what it lacks."""

from typing import Any

from ..models import Disqualification, Round
from ..policies import Weighing


def readiness(round_: Round) -> dict[str, Any]:
    """What policies.missing_to_open asks for. Four queries."""
    wholly = Disqualification.objects.filter(member__round=round_, item=None).values("member")
    criteria = list(round_.criteria.prefetch_related("steps"))
    return {
        "items": round_.items.count(),
        "members": round_.members.exclude(pk__in=wholly).count(),
        "criteria": [Weighing(one.name, one.weight, one.low, one.high) for one in criteria],
        "steps": [len(one.steps.all()) for one in criteria],
    }
