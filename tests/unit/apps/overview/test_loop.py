"""The figure of the loop."""

from math import hypot

import pytest

from samstyring.apps.overview import loop


def test_stops_lie_on_the_circle_clockwise_from_the_top() -> None:
    steps = loop.steps()
    assert [step.number for step in steps] == list(range(1, len(loop.STOPS) + 1))
    assert (steps[0].x, steps[0].y) == ("180.0", "40.0")
    assert float(steps[1].x) > 180
    for step in steps:
        assert hypot(float(step.x) - 180, float(step.y) - 180) == pytest.approx(140, abs=0.1)


def test_no_word_reaches_into_the_circle() -> None:
    for step in loop.steps():
        outside = hypot(float(step.label_x) - loop.CENTRE, float(step.label_y) - loop.CENTRE)
        assert outside > loop.RADIUS + 15
