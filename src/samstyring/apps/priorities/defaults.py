"""The criteria that a round begins with, in the language of whoever prepares it. All can be changed.

Benefit, use of resources and severity are the principles of Norwegian priority setting in the health service
(Meld. St. 34 (2015–2016) and, for the municipal one, Meld. St. 38 (2020–2021)); the others are what municipal
bodies ask besides. The words of the steps and the weights are ours.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .choices import CriterionKind, Over


@dataclass(frozen=True)
class Written:
    """A criterion as it is written: weights in whole per cent, and words for each step, lowest first."""

    kind: str
    name: str
    explanation: str
    weight: int
    low: int
    high: int
    steps: tuple[str, ...]
    filled: bool = False


def default_criteria(over: str) -> list[Written]:
    """Six criteria with five steps each; their weights sum to 100."""
    return [
        Written(
            CriterionKind.BENEFIT,
            pgettext("criterion", "Benefit"),
            _("What those who are to have it gain in health, coping and safety, and how many they are."),
            25, 10, 50,
            (_("Hardly any"), _("A little, for few"), _("Clear, or for many"), _("Large"),
             _("Large, for many")),
        ),
        Written(
            CriterionKind.RESOURCES,
            pgettext("criterion", "Use of resources"),
            _("What it costs in money, held against what it gives."),
            20, 5, 40,
            (_("Much more than it gives"), _("More than it gives"), _("About what it gives"),
             _("Less than it gives"), _("Much less than it gives")),
        ),
        Written(
            CriterionKind.SEVERITY,
            pgettext("criterion", "Severity"),
            _("How bad it is for those concerned if nothing is done: risk, loss of health, and urgency."),
            25, 10, 50,
            (_("A nuisance"), _("Some"), _("Serious for some"), _("Serious for many"), _("Life and health")),
        ),
        Written(
            CriterionKind.PREVENTION,
            pgettext("criterion", "Prevention rather than repair"),
            _("Whether it keeps need from arising, or meets need that is there already."),
            10, 0, 30,
            (_("Only repairs"), _("Mostly repairs"), _("Both"), _("Mostly prevents"),
             _("Prevents before anything is lost")),
        ),
        Written(
            CriterionKind.PEOPLE,
            pgettext("criterion", "People and hours needed"),
            _("What it asks of professions that are scarce. The highest step asks least."),
            10, 0, 30,
            (_("Much from professions that nobody finds"), _("Much"), _("Some"), _("Little"),
             _("None, or frees hours")),
        ),
        Written(
            CriterionKind.OWN,
            pgettext("criterion", "What municipalities put first"),
            _("How many municipalities back it or have it on their list, beside the one with most."),
            10, 0, 30,
            (_("Hardly any"), _("A few"), _("Some"), _("Many"), _("Most")),
            filled=over == Over.NEEDS,
        ),
    ]  # fmt: skip
