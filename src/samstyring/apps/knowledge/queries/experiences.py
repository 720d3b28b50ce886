"""Experiences, those of municipalities like one's own first."""

from collections.abc import Mapping

from django.db.models import Case, F, FloatField, QuerySet, Value, When

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.visibility import Person, roles_held

from ..models import Experience

PAGE_SIZE = 25
# Those that are no municipality of today come last.
FARTHEST = 2.0


def own_municipality(user: Person, number: str = "") -> Organisation | None:
    """The municipality with that number, else the first in which the person holds a role; None without."""
    municipalities = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None)
    if number:
        return municipalities.filter(number=number).first()
    if isinstance(user, User):
        held = roles_held(user).values("organisation")
        return municipalities.filter(pk__in=held).order_by("name").first()
    return None


def listed(
    user: Person, *, topic: str = "", apart: Mapping[int, float] | None = None
) -> QuerySet[Experience]:
    """What the person may see, the newest first. With `apart` (how far each organisation is from one's own,
    as `actors.queries.likeness.distances` gives it) those of the nearest come first."""
    found: QuerySet[Experience] = Experience.objects.visible_to(user).select_related("organisation__county")
    if topic:
        found = found.filter(topic=topic)
    if apart is None:
        return found
    cases = [When(organisation=pk, then=Value(far)) for pk, far in apart.items()]
    return found.annotate(distance=Case(*cases, default=Value(FARTHEST), output_field=FloatField())).order_by(
        F("distance").asc(), "-created", "-pk"
    )
