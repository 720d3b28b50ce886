"""What could be put into a round: the needs or measures that the person may see."""

from typing import Any

from django.db.models import QuerySet

from samstyring.apps.actors.visibility import Person
from samstyring.apps.actors.words import having_all
from samstyring.apps.needs.choices import State as NeedState
from samstyring.apps.needs.models import Need
from samstyring.apps.portfolio.models import Measure

from ..choices import Over
from ..models import Round

PAGE_SIZE = 25


def candidates(user: Person, round_: Round, text: str = "") -> QuerySet[Any]:
    """Needs or measures that are not in the round yet and have all the words; needs most backed first."""
    inside = round_.items.values_list("need" if round_.over == Over.NEEDS else "measure", flat=True)
    found: QuerySet[Any]
    fields: tuple[str, ...]
    if round_.over == Over.NEEDS:
        standing = {NeedState.RAISED, NeedState.RETURNED, NeedState.ADOPTED}
        found = Need.objects.visible_to(user).filter(state__in=standing, merged_into=None)
        found = found.select_related("raised_by").order_by("-municipalities", "-id")
        fields = ("title", "description")
    else:
        found = Measure.objects.visible_to(user).select_related("responsible").order_by("name", "id")
        fields = ("name", "code", "purpose")
    return found.filter(having_all(text, *fields)).exclude(pk__in=list(inside))
