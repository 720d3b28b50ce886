"""Experiences, those of municipalities like one's own first."""

from collections.abc import Mapping, Sequence

from django.db.models import QuerySet

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


def listed(user: Person, *, topic: str = "") -> QuerySet[Experience]:
    """What the person may see, the newest first."""
    found: QuerySet[Experience] = Experience.objects.visible_to(user).select_related("organisation__county")
    return found.filter(topic=topic) if topic else found


def nearest_first(found: QuerySet[Experience], apart: Mapping[int, float]) -> list[int]:
    """The primary keys of `found`, those of the nearest organisations first and among them the newest.

    `apart` says how far each organisation is, as `actors.queries.likeness.distances` gives it. One query. The
    database would have to be told of all the distances, which takes longer than to sort here.
    """
    rows = found.select_related(None).order_by("-created", "-pk").values_list("pk", "organisation_id")
    return [pk for pk, place in sorted(rows, key=lambda row: apart.get(row[1], FARTHEST))]


def by_keys(found: QuerySet[Experience], keys: Sequence[int]) -> list[Experience]:
    """Those with the keys, in their order. One query."""
    rows = found.in_bulk(list(keys))
    return [rows[key] for key in keys if key in rows]
