"""What the engine refuses, as a sentence for the person who typed it, at the field where it was typed."""

from django import forms
from django.utils.translation import gettext as _

from samstyring.engines.cost_benefit import InvalidInput

from .words import plain

PLACES = {"p10": "low", "p90": "high", "last": "last_year", "first": "first_year"}
"""Fields of the engine that have another name on our forms."""


def sentence(error: InvalidInput) -> str:
    """The engine's refusal in the reader's language; the engine's own words for a code not known here."""
    known = {
        "missing": _("Write a number here; this kind of number needs it."),
        "not_a_number": _("Write a number."),
        "not_positive": _("P10 must be above 0 for this kind of number."),
        "p10_above_p90": _("P10 is above P90: swap them or correct one of them."),
        "not_in_order": _("The lowest, the most likely and the highest must stand in that order."),
        "no_price_year": _("Say in which year's prices the amount is given."),
        "ends_before_it_starts": _("The last year is before the first."),
        "cost_with_class": _("A cost is no kind of gain: leave this empty."),
        "horizon": _("Choose a horizon of 1 to 100 years."),
        "outside": _("Choose a step from -4 to +4."),
        "no_reason": _("Say why this step was chosen."),
        "not_a_share": _("Write a share between 0 and 1."),
        "no_rates": _("Society's account needs discount rates, and one of them is not known."),
        "not_once": _("There is no municipality to reckon for."),
    }
    return known.get(error.code, str(error))


def put(form: forms.BaseForm, error: InvalidInput, prefix: str = "") -> None:
    """The sentence at the field that the engine names, or on the form as a whole."""
    own = error.field.rpartition(": ")[2]
    name = prefix + PLACES.get(own, own)
    form.add_error(name if name in form.fields else None, sentence(error))


def year_words(years: int | None, most: int) -> str:
    """When it is paid back, in words."""
    if years is None:
        return _("not within %(years)s years") % {"years": plain(most)}
    return _("after %(years)s years") % {"years": plain(years)} if years > 1 else _("within the first year")
