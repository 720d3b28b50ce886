"""Municipalities by their size, the same everywhere in this room."""

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Population

from ..models import Sender

MUNICIPALITY = "municipality"
# Sizes of municipality by inhabitants, with the first number that is too large for each. The steps are ours.
SIZES = ((5_000, "small"), (20_000, "middle"), (None, "large"))
SIZE_LABELS = {
    "small": _("Below 5,000 inhabitants"),
    "middle": _("5,000 to 19,999"),
    "large": _("20,000 and more"),
}


def size_of(inhabitants: int) -> str:
    """The size of a municipality with so many inhabitants."""
    return next(name for limit, name in SIZES if limit is None or inhabitants < limit)


def with_inhabitants(senders: QuerySet[Sender]) -> QuerySet[Sender]:
    """Senders with the inhabitants of their organisation in the newest year known, as `inhabitants`."""
    newest = (
        Population.objects.filter(organisation=OuterRef("organisation"), age_from=0, age_to=None)
        .order_by("-year")
        .values("persons")[:1]
    )
    return senders.annotate(inhabitants=Subquery(newest))


def of_size(senders: QuerySet[Sender], size: str) -> QuerySet[Sender]:
    """The senders that are municipalities of a size. An unknown size has none."""
    lowest = 0
    for limit, name in SIZES:
        if name == size:
            within = Q(inhabitants__gte=lowest)
            if limit is not None:
                within &= Q(inhabitants__lt=limit)
            return with_inhabitants(senders.filter(kind=MUNICIPALITY)).filter(within)
        lowest = limit or 0
    return senders.none()
