"""What every page on an economy has in common: the account asked for, the figures, the sizes apart."""

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from samstyring.apps.consultations.queries.sizes import SIZE_LABELS, size_of
from samstyring.engines.cost_benefit import Account

from .. import drawing
from ..results import MeasureResult, MunicipalityLine
from ..sentences import year_words
from ..transfers import settled

ACCOUNTS = {"samfunn": Account.SOCIETY}
CERTAINTIES = (50, 80, 90)


def account_asked(text: str) -> Account:
    """The account that an address names; the budget where it names none."""
    return ACCOUNTS.get(text, Account.BUDGET)


def accounts(chosen: Account) -> list[tuple[str, Any, bool]]:
    """The two accounts as links: value in the address, words, whether it is the one shown."""
    return [
        ("", _("Budgets (nominal, only money)"), chosen is Account.BUDGET),
        ("samfunn", _("Society (real, discounted)"), chosen is Account.SOCIETY),
    ]


def by_size(result: MeasureResult) -> list[tuple[str, list[MunicipalityLine]]]:
    """The municipalities by size, the smallest first; those with unknown inhabitants are in none."""
    groups: dict[str, list[MunicipalityLine]] = defaultdict(list)
    for line in result.municipalities:
        if line.inhabitants is not None:
            groups[size_of(line.inhabitants)].append(line)
    return [(str(label), groups[size]) for size, label in SIZE_LABELS.items() if groups[size]]


def figures(result: MeasureResult) -> dict[str, Any]:
    """The figures of a result and what stands beside them."""
    low, middle, high = result.pay_back
    return {
        "result": result,
        "balance": drawing.balances(result.parties),
        "flow": drawing.flow(result.yearly, result.start),
        "years": list(zip(result.calendar, result.yearly, result.operating, result.investment, strict=True)),
        "strips": drawing.strips(by_size(result)),
        "settled": settled(result.parties),
        "paid_back": year_words(middle, result.years),
        "paid_back_between": (year_words(low, result.years), year_words(high, result.years)),
        "one_municipality": result.municipalities[0] if len(result.municipalities) == 1 else None,
        "is_society": result.account == Account.SOCIETY.value,
    }
