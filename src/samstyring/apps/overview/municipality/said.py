"""What the municipality has asked for and what was answered, and what it and those like it have learnt."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person, condition
from samstyring.apps.decisions.models import Outcome
from samstyring.apps.knowledge.models import Experience
from samstyring.apps.knowledge.queries import experiences
from samstyring.apps.needs.models import Backing, Need

MOST = 10
MOST_EXPERIENCES = 5


@dataclass(frozen=True)
class Asked:
    """A need that it raised or backs, with the answers that count now."""

    need: Need
    raised: bool
    answers: list[Outcome]


@dataclass(frozen=True)
class Said:
    """Needs with their answers, the newest first, and experiences: its own, and those nearest to it."""

    needs: list[Asked]
    need_count: int
    own: list[Experience]
    others: list[Experience]


def said(organisation: Organisation, user: Person, apart: Mapping[int, float]) -> Said:
    """All of it that the person may see. Five queries."""
    backed = Backing.objects.filter(organisation=organisation, withdrawn=None)
    concerned = Need.objects.visible_to(user).filter(
        Q(raised_by=organisation) | Q(pk__in=backed.values("need"))
    )
    needs = list(concerned.order_by("-created", "-pk")[:MOST])
    answers: dict[int, list[Outcome]] = {need.pk: [] for need in needs}
    outcomes = Outcome.objects.filter(
        condition(user, prefix="subject__case__"), subject__need__in=needs, is_current=True
    ).select_related("subject__case", "answer")
    for outcome in outcomes.order_by("-published"):
        if outcome.subject.need_id is not None:
            answers[outcome.subject.need_id].append(outcome)
    found = experiences.listed(user)
    nearest = experiences.nearest_first(found, apart)[: 2 * MOST_EXPERIENCES]
    told = experiences.by_keys(found, nearest)
    return Said(
        needs=[Asked(need, need.raised_by_id == organisation.pk, answers[need.pk]) for need in needs],
        need_count=concerned.count(),
        own=[one for one in told if one.organisation_id == organisation.pk][:MOST_EXPERIENCES],
        others=[one for one in told if one.organisation_id != organisation.pk][:MOST_EXPERIENCES],
    )
