"""The loop that the whole system follows, as the home page draws it."""

from dataclasses import dataclass
from math import cos, pi, sin

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CENTRE = 180.0
RADIUS = 140.0

# Each stop: its name, what happens there, and the page of its room, empty until the room exists.
STOPS: list[tuple[Promise, Promise, str]] = [
    (
        _("What was said"),
        _("Replies are read, and each claim keeps its place in the reply."),
        "consultations:list",
    ),
    (_("What is needed"), _("Like points become needs with names behind them."), ""),
    (_("What could be done"), _("Measures, and what they depend on."), ""),
    (_("What comes first"), _("Needs are ranked, with the reasons shown."), ""),
    (_("What was decided"), _("Each input gets its answer, and the reason for it."), ""),
    (_("What is being introduced"), _("Plans that no municipality is overbooked by."), ""),
    (_("What is in use"), _("Who uses what, and how much."), ""),
    (_("What it gave and cost"), _("By payer and by beneficiary, with the uncertainty."), ""),
    (_("What was learnt"), _("Experience goes back to those who said it first."), ""),
]


@dataclass(frozen=True)
class Step:
    """One stop: `x` and `y` are its place in the figure, `address` is empty until its room exists."""

    number: int
    name: Promise
    text: Promise
    address: str
    x: str
    y: str


def steps() -> list[Step]:
    """The stops, evenly spread on a circle, clockwise from the top."""
    found = []
    for index, (name, text, url_name) in enumerate(STOPS):
        angle = 2 * pi * index / len(STOPS) - pi / 2
        found.append(
            Step(
                number=index + 1,
                name=name,
                text=text,
                address=_address(url_name),
                # As text: a number would get a decimal comma in a Norwegian template.
                x=f"{CENTRE + RADIUS * cos(angle):.1f}",
                y=f"{CENTRE + RADIUS * sin(angle):.1f}",
            )
        )
    return found


def _address(url_name: str) -> str:
    try:
        return reverse(url_name) if url_name else ""
    except NoReverseMatch:
        return ""
