"""What holds for every range of characters that is stored."""

from django.db import models
from django.db.models import F, Q


def range_constraints(name: str) -> list[models.BaseConstraint]:
    """The constraint that `[start, end)` is a range that holds at least one character."""
    return [models.CheckConstraint(name=f"{name}_range", condition=Q(start__gte=0) & Q(end__gt=F("start")))]
