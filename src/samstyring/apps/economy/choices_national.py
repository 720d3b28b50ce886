"""The closed lists of national costs and of what gains came to."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .choices import ParameterState


class Sector(models.TextChoices):
    """Those between whom a national cost is shared first."""

    MUNICIPALITIES = "municipalities", _("Municipalities")
    HEALTH_TRUSTS = "health_trusts", _("Regional health trusts")
    STATE = "state", _("The state")
    OTHERS = "others", _("Others")


class Basis(models.TextChoices):
    """What a sector's part is shared by between municipalities."""

    INHABITANTS = "inhabitants", _("Inhabitants")
    FIXED = "fixed", _("The same for each")
    USERS = "users", _("Users")
    SIZE = "size", _("Size in steps")
    AGE = "age", _("Inhabitants weighted by age")


# Those that have a line a step: from how many inhabitants, or from what age, a weight holds.
STEPPED = (Basis.SIZE, Basis.AGE)

# How sure a number is that is there; what is missing has no number.
SURENESS = [one for one in ParameterState.choices if one[0] != ParameterState.MISSING]
SURENESS_VALUES = [value for value, _words in SURENESS]


class Better(models.TextChoices):
    """Which way an indicator should go."""

    UP = "up", pgettext_lazy("an indicator", "The higher the better")
    DOWN = "down", pgettext_lazy("an indicator", "The lower the better")
