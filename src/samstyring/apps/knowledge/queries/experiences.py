"""Experiences, those of municipalities like one's own first."""

from dataclasses import dataclass

from django.db.models import Case, F, FloatField, OuterRef, QuerySet, Subquery, Value, When
from django.db.models.functions import Abs, Cast, Coalesce, Ln

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.models import Organisation, Population
from samstyring.apps.actors.visibility import Person, roles_held

from ..models import Experience

PAGE_SIZE = 25
# A municipality ten times as large lies as far off as one in another county and a little more: ours.
OTHER_COUNTY = 2.0
UNKNOWN_SIZE = 5.0


@dataclass(frozen=True)
class Like:
    """The municipality that the list is seen from, and its inhabitants where they are known."""

    organisation: Organisation
    inhabitants: int | None


def own_municipality(user: Person, number: str = "") -> Like | None:
    """The municipality with that number, else the first one in which the person holds a role; None
    without."""
    municipalities = Organisation.objects.filter(kind=OrganisationKind.MUNICIPALITY, valid_to=None).annotate(
        inhabitants=Subquery(newest_inhabitants("pk"))
    )
    if number:
        found = municipalities.filter(number=number).first()
    elif getattr(user, "is_authenticated", False):
        found = municipalities.filter(pk__in=roles_held(user).values("organisation")).order_by("name").first()  # type: ignore[arg-type]  # logged in, so a User
    else:
        found = None
    return Like(found, found.inhabitants) if found else None


def newest_inhabitants(reference: str) -> QuerySet[Population]:
    """The newest known number of inhabitants of the organisation `reference`, for a subquery."""
    rows = Population.objects.filter(organisation=OuterRef(reference), age_from=0, age_to=None)
    return rows.order_by("-year").values("persons")[:1]  # type: ignore[return-value]  # a query of values


def listed(user: Person, *, topic: str = "", like: Like | None = None) -> QuerySet[Experience]:
    """What the person may see. With `like`, the nearest first: by county and by the ratio of inhabitants."""
    found: QuerySet[Experience] = Experience.objects.visible_to(user).select_related("organisation__county")
    if topic:
        found = found.filter(topic=topic)
    if like is None:
        return found
    size = Cast(Subquery(newest_inhabitants("organisation")), FloatField())
    apart = Abs(Ln(size) - Ln(Value(float(like.inhabitants)))) if like.inhabitants else Value(0.0)
    return found.annotate(
        distance=Coalesce(apart, Value(UNKNOWN_SIZE), output_field=FloatField())
        + Case(
            When(organisation__county=like.organisation.county_id, then=Value(0.0)),
            default=Value(OTHER_COUNTY),
            output_field=FloatField(),
        )
    ).order_by(F("distance").asc(), "-created", "-pk")
