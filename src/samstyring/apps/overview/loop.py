"""The loop that the whole system follows, as the home page draws it."""

from dataclasses import dataclass
from math import cos, degrees, pi, sin

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CENTRE = 180.0
RADIUS = 140.0


@dataclass(frozen=True)
class Stop:
    """One stop: its name, a word for the figure, what happens there, its room’s page (empty until built)."""

    name: Promise
    word: Promise
    text: Promise
    url_name: str = ""


STOPS = [
    Stop(
        _("What was said"),
        pgettext_lazy("the loop", "said"),
        _("Replies are read, and each claim keeps its place in the reply."),
        "consultations:list",
    ),
    Stop(
        _("What is needed"),
        pgettext_lazy("the loop", "needed"),
        _("Like points become needs, with the names of those who have them."),
        "needs:needs",
    ),
    Stop(
        _("What could be done"),
        pgettext_lazy("the loop", "possible"),
        _("Measures, and what they depend on."),
        "portfolio:measures",
    ),
    Stop(
        _("What comes first"),
        pgettext_lazy("the loop", "first"),
        _("Needs are ranked, with the reasons shown."),
        "priorities:rounds",
    ),
    Stop(
        _("What was decided"),
        pgettext_lazy("the loop", "decided"),
        _("Each input gets its answer, and the reason for it."),
        "decisions:cases",
    ),
    Stop(
        _("What is being introduced"),
        pgettext_lazy("the loop", "introduced"),
        _("Plans that overbook no municipality."),
        "adoption:index",
    ),
    Stop(
        _("What is in use"),
        pgettext_lazy("the loop", "in use"),
        _("Who uses what, and how much."),
    ),
    Stop(
        _("What it gave and cost"),
        pgettext_lazy("the loop", "gained"),
        _("By who pays and who gains, with the uncertainty shown."),
    ),
    Stop(
        _("What was learnt"),
        pgettext_lazy("the loop", "learnt"),
        _("Experience goes back to those who said it first."),
        "knowledge:experience_list",
    ),
]


@dataclass(frozen=True)
class Step:
    """A stop with its place in the figure, in the units of its view box.

    Numbers are text: a template in Norwegian would give them a decimal comma. `way` is the place and the
    direction (in degrees) of the arrowhead on the way to the next stop.
    """

    number: int
    stop: Stop
    address: str
    x: str
    y: str
    label_x: str
    label_y: str
    anchor: str
    way: str


def steps() -> list[Step]:
    """The stops, evenly spread on a circle, clockwise from the top."""
    return [_step(index, stop) for index, stop in enumerate(STOPS)]


def _step(index: int, stop: Stop) -> Step:
    turn = 2 * pi / len(STOPS)
    angle = index * turn - pi / 2
    x, y = _on_circle(angle)
    label_x, label_y, anchor = _label(x, y, angle)
    halfway = angle + turn / 2
    way_x, way_y = _on_circle(halfway)
    return Step(
        number=index + 1,
        stop=stop,
        address=reverse(stop.url_name) if stop.url_name else "",
        x=f"{x:.1f}",
        y=f"{y:.1f}",
        label_x=f"{label_x:.1f}",
        label_y=f"{label_y:.1f}",
        anchor=anchor,
        way=f"translate({way_x:.1f} {way_y:.1f}) rotate({degrees(halfway) + 90:.1f})",
    )


def _on_circle(angle: float) -> tuple[float, float]:
    return CENTRE + RADIUS * cos(angle), CENTRE + RADIUS * sin(angle)


def _label(x: float, y: float, angle: float) -> tuple[float, float, str]:
    """Where a stop's word stands: above, below or outside it, so that no word crosses the circle."""
    if abs(cos(angle)) < 0.5:
        return x, y + (46 if sin(angle) > 0 else -31), "middle"
    return (x + 30, y + 6, "start") if cos(angle) > 0 else (x - 30, y + 6, "end")
