"""Rates and prices of an account, from the parameters: what is unknown is supposed aloud, never silently."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from samstyring.engines.cost_benefit import Account, DiscountRates, InvalidInput, PriceIndex, Rules

from .choices import ParameterState
from .models import Parameter
from .words import plain

Parameters = Mapping[tuple[str, int], Parameter]

STEPS = (
    (0, "discount_rate_years_0_40"),
    (40, "discount_rate_years_40_75"),
    (75, "discount_rate_years_75_on"),
)
TAX = "tax_funding_cost"
INDEX = "price_index"
GROWTH = "price_growth"
UNSURE = (ParameterState.UNVERIFIED, ParameterState.SECONDARY, ParameterState.INFERRED)


def rules(
    parameters: Parameters, account: Account, *, start: int, years: int, price_years: Sequence[int]
) -> tuple[Rules, list[str]]:
    """The rules of an account, and sentences on what they suppose.

    Raises InvalidInput for society's account where a discount rate is unknown.
    """
    index, said = _index(parameters, [start, *price_years])
    if account is Account.BUDGET:
        return Rules(account, start, index), said
    steps = []
    for year, code in STEPS:
        value = _value(parameters, code)
        if value is None:
            raise InvalidInput(
                "rates", "no_rates", _("The discount rate “%(code)s” is not known.") % {"code": code}
            )
        steps.append((year, value))
    tax = _value(parameters, TAX)
    if tax is None:
        said.append(_("The cost of raising taxes is not known, and is left out."))
    said += _unsure(parameters, [*(code for year, code in STEPS if year < years), TAX])
    return Rules(account, start, index, DiscountRates(tuple(steps)), tax or 0.0), said


def _index(parameters: Parameters, years: Sequence[int]) -> tuple[PriceIndex, list[str]]:
    """The price index; where none is known, prices are taken to stand still or grow as the rate says."""
    growth = _value(parameters, GROWTH)
    values = {
        year: float(one.value)
        for (code, year), one in parameters.items()
        if code == INDEX and one.value is not None and year
    }
    said = []
    if not values:
        values = {min(years): 1.0}
        if growth is None:
            said.append(
                _(
                    "No price index is entered, so amounts are in the prices that they were given in, and "
                    "later years have the same prices."
                )
            )
        else:
            said.append(
                _("No price index is entered; prices are taken to grow by %(share)s a year.")
                % {"share": f"{plain(round(growth * 100, 2), None)} %"}
            )
    elif growth is None:
        said.append(_("Prices are taken to stand still after the last year of the price index."))
    return PriceIndex(values, growth or 0.0), said


def _value(parameters: Parameters, code: str) -> float | None:
    one = parameters.get((code, 0))
    return None if one is None or one.value is None else float(one.value)


def _unsure(parameters: Parameters, codes: Sequence[str]) -> list[str]:
    return [
        _("%(name)s is not confirmed: %(state)s.")
        % {"name": parameters[code, 0].name, "state": parameters[code, 0].get_state_display().lower()}
        for code in codes
        if (code, 0) in parameters and parameters[code, 0].state in UNSURE
    ]
