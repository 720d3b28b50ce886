"""An uncertain number as columns: what kind it is, and up to three values.

Fixed has only the middle one. Triangular and PERT have all three: lowest, most likely, highest. Log-normal
has P10 in `low` and P90 in `high`. Unknown has none. None is below zero: an item says whether it is a cost.
"""

from typing import Any

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from ..choices import NumberKind

NUMBER_PARTS = ("kind", "low", "mode", "high")


def kind_field(label: Any, *, default: str = NumberKind.FIXED) -> "models.CharField[str, str]":
    """The column for what kind of number it is."""
    return models.CharField(label, max_length=20, choices=NumberKind, default=default)


def value_field(label: Any) -> "models.DecimalField[Any, Any]":
    """A column for one value of a number."""
    return models.DecimalField(
        label, max_digits=18, decimal_places=4, null=True, blank=True, validators=[MinValueValidator(0)]
    )


def whole_number(prefix: str, name: str, *, unknown: bool = True) -> models.CheckConstraint:
    """A constraint: the number whose columns begin with `prefix` has the values of its kind, in order."""
    kind, low, mode, high = (f"{prefix}_{part}" for part in NUMBER_PARTS)
    # A comparison with an empty value is neither true nor false, and a constraint lets that pass: so it is
    # said that the values are there.
    three = Q(
        **{
            f"{kind}__in": [NumberKind.TRIANGULAR, NumberKind.PERT],
            f"{low}__isnull": False,
            f"{mode}__isnull": False,
            f"{high}__isnull": False,
            f"{low}__gte": 0,
            f"{low}__lte": F(mode),
            f"{mode}__lte": F(high),
        }
    )
    ends = Q(
        **{
            kind: NumberKind.LOG_NORMAL,
            mode: None,
            f"{low}__isnull": False,
            f"{high}__isnull": False,
            f"{low}__gt": 0,
            f"{low}__lte": F(high),
        }
    )
    one = Q(**{kind: NumberKind.FIXED, f"{mode}__isnull": False, f"{mode}__gte": 0, low: None, high: None})
    allowed = one | three | ends
    if unknown:
        allowed |= Q(**{kind: NumberKind.UNKNOWN, low: None, mode: None, high: None})
    return models.CheckConstraint(
        name=name,
        condition=allowed,
        violation_error_message=_("The values must be in order, and those that the kind of number has."),
    )
