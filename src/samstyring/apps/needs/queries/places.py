"""Whose table a need can go to: organisations by level, those that are near the need first."""

from collections.abc import Sequence

from django.db.models import Case, IntegerField, Q, Value, When
from django.utils import timezone

from samstyring.apps.actors.models import Membership, Organisation
from samstyring.apps.actors.models.organisations import valid_on

from ..choices import Level
from ..models import Need
from ..policies import HOLDERS, LEVELS


def above(need: Need) -> list[tuple[str, str, Sequence[Organisation]]]:
    """The levels above a need's, in words, each with who can have it there. One query a level.

    First those that the raising organisation is a member of, then those that work in its county, then others.
    """
    today = timezone.localdate()
    groups = Membership.objects.filter(valid_on(today), member=need.raised_by_id).values("group")
    county = need.raised_by.county_id
    near = Case(
        When(pk__in=groups, then=Value(0)),
        *([When(Q(serves=county) | Q(county=county) | Q(pk=county), then=Value(1))] if county else []),
        default=Value(2),
        output_field=IntegerField(),
    )
    found: list[tuple[str, str, Sequence[Organisation]]] = []
    for level in LEVELS[LEVELS.index(Level(need.level)) + 1 :]:
        those = (
            Organisation.objects.filter(valid_on(today), kind__in=HOLDERS[level])
            .exclude(pk=need.held_by_id)
            .annotate(near=near)
            .order_by("near", "name", "pk")
        )
        found.append((level.value, str(level.label), list(dict.fromkeys(those))))
    return found
