"""Words that several sections share: days, numbers, who keeps what, and how a measure stands here."""

import datetime
from decimal import Decimal

from django.utils import formats
from django.utils.translation import gettext as _

from samstyring.apps.adoption.choices import DecidedBy, Stand, Status
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.portfolio.models import Measure

DAY = "j. F Y"


def day(one: datetime.date | None) -> str:
    """A day in full; empty where there is none."""
    return formats.date_format(one, DAY) if one else ""


def number(value: int | float | Decimal, places: int = 0) -> str:
    """A number as Norwegians write it, thousands apart."""
    return formats.number_format(value, places, use_l10n=True, force_grouping=True)


def span(low: int | float | Decimal, high: int | float | Decimal) -> str:
    """From one number to another; one where they are the same."""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def keepers(measure: Measure) -> str:
    """Who can fill in what is missing of a measure, in words."""
    if measure.owner_organisation is not None:
        return _("contributors, coordinators and secretaries in %(name)s") % {
            "name": measure.owner_organisation.name
        }
    return _("the one who runs this installation, for whoever owns %(name)s") % {"name": measure.name}


def standing(one: Introduction | None) -> str:
    """Where the municipality stands on a measure, in words."""
    if one is None:
        return _("nothing entered")
    said = [str(Status(one.status).label)] if one.status else []
    said += [str(Stand(one.stand).label)] if one.stand else []
    return ", ".join(said)


def decided(one: Introduction) -> str:
    """Who decided it and when, with the archive reference; empty where nobody has."""
    if not one.decided_by:
        return ""
    parts = (str(DecidedBy(one.decided_by).label), day(one.decided_on), one.archive_reference)
    return ", ".join(part for part in parts if part)
