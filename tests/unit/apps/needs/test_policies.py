"""The table of transitions, and its drawing in the documentation."""

from pathlib import Path

from samstyring.apps.needs.choices import Act, Level, State
from samstyring.apps.needs.drawing import MOST, ladder
from samstyring.apps.needs.policies import HOLDERS, TRANSITIONS, drawing

DOCUMENT = Path(__file__).parents[4] / "docs" / "methods" / "needs.md"


def test_every_state_is_in_the_table_and_can_be_left() -> None:
    assert set(TRANSITIONS) == set(State)
    assert all(TRANSITIONS.values())
    assert set(HOLDERS) == set(Level)


def test_every_state_can_be_reached() -> None:
    reached = {after for acts in TRANSITIONS.values() for after in acts.values()}
    assert reached >= set(State)


def test_the_documentation_shows_the_table_as_it_is() -> None:
    assert f"```mermaid\n{drawing()}```" in DOCUMENT.read_text(encoding="utf-8")


def test_only_a_merge_is_undone_and_only_by_its_own_act() -> None:
    undone = [
        (state, act) for state, acts in TRANSITIONS.items() for act, after in acts.items() if after is None
    ]
    assert undone == [(State.MERGED, Act.UNMERGE)]


def test_the_drawing_has_a_stop_for_each_step_and_says_what_is_left_out() -> None:
    levels = [(level.value, str(level.label)) for level in Level]
    drawn = ladder(levels, [(1, "municipality"), (2, "network")], "network")
    assert [rung.label for rung in drawn.rungs if rung.here] == [str(Level.NETWORK.label)]
    assert [stop.number for stop in drawn.stops] == [1, 2]
    assert drawn.stops[1].y < drawn.stops[0].y
    assert all(stop.x < drawn.width for stop in drawn.stops)
    many = ladder(levels, [(number, "nation") for number in range(1, 31)], "nation")
    assert (len(many.stops), many.left_out) == (MOST, 20)
    assert ladder(levels, [], "nation").path == ""
