"""What a measure's economy allows, with a sentence for the user where it does not."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.portfolio.models import Measure

from .choices import AGES, Driver
from .models import Item


def check_can_go_together(measure: Measure, fields: Mapping[str, Any]) -> None:
    """A curve of use belongs to one measure. Raises NotPossible."""
    curve = fields.get("curve")
    if curve is not None and curve.measure_id != measure.pk:
        raise NotPossible(_("This curve of use belongs to another measure."), field="curve")


def check_figure_is_given(driver: str) -> None:
    """Inhabitants come from the register, and “fixed” is one for each. Raises NotPossible."""
    if driver in {Driver.FIXED, *AGES}:
        raise NotPossible(_("These figures come from the register. Choose something else."), field="driver")


def check_override(item: Item, organisation: Organisation | None, measure: Measure) -> None:
    """A scenario says something else of an item of its own measure. Raises NotPossible."""
    if item.measure_id != measure.pk:
        raise NotPossible(_("This item belongs to another measure."), field="item")
    if organisation is not None and item.holds_for_id not in {None, organisation.pk}:
        raise NotPossible(_("This item does not hold for %(name)s.") % {"name": organisation}, field="item")


def check_has_keeper(owner: Organisation | None, visibility: str) -> None:
    """What is not for everybody is for somebody: it has a keeper. Raises NotPossible."""
    if owner is None and visibility not in {Visibility.PUBLIC, Visibility.LOGGED_IN}:
        raise NotPossible(
            _("Nobody keeps this measure, so what is entered for it cannot be closed."), field="visibility"
        )
