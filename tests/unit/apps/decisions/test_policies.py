"""The table of phases holds in every order of acts, and departures from advice are told as the words say."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.decisions.choices import Act, Phase, PositionState, Result, StepState, Task, View
from samstyring.apps.decisions.diagram import DIAGRAM_BEGINS, DIAGRAM_ENDS, diagram
from samstyring.apps.decisions.policies import (
    POSITION_STEPS,
    TRANSITIONS,
    WITH_BODY,
    Advised,
    Standing,
    can,
    check_act,
    departs,
)

# A busy machine is no fault of what is tested.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
ARROWS = {(one.act, one.before, one.after) for one in TRANSITIONS}
DOCS = Path(__file__).resolve().parents[4] / "docs" / "methods" / "decisions.md"

standings = st.builds(
    Standing,
    phase=st.sampled_from(Phase.values),
    proposals=st.integers(0, 3),
    next_task=st.sampled_from(["", *Task.values]),
    waits_for_advice=st.booleans(),
)


@PATIENT
@given(
    turns=st.lists(
        st.tuples(
            st.sampled_from(Act.values),
            st.integers(0, 2),
            st.sampled_from(["", *Task.values]),
            st.booleans(),
            st.sampled_from(["", " ", "Fordi."]),
        ),
        max_size=12,
    )
)
def test_no_order_of_acts_leaves_the_table_or_takes_a_case_without_proposal_to_a_body(
    turns: list[tuple[str, int, str, bool, str]],
) -> None:
    phase: str = Phase.DRAFT
    for act, proposals, next_task, waits, reason in turns:
        standing = Standing(phase, proposals, next_task, waits)
        try:
            step = check_act(act, standing, reason=reason)
        except NotPossible:
            continue
        assert (step.act, step.before, step.after) in ARROWS
        assert step.before == phase
        if step.after in WITH_BODY and phase not in WITH_BODY:
            assert proposals > 0
            assert next_task
        if step.after == Phase.ADVICE:
            assert next_task == Task.ADVISE
        phase = step.after


@PATIENT
@given(standing=standings, act=st.sampled_from(Act.values))
def test_the_boolean_form_says_the_same_as_the_raising_one(standing: Standing, act: str) -> None:
    try:
        check_act(act, standing, reason="Fordi.")
    except NotPossible:
        assert not can(act, standing)
    else:
        assert can(act, standing)


def test_each_act_leads_to_one_place_from_each_phase() -> None:
    assert len({(one.act, one.before) for one in TRANSITIONS}) == len(TRANSITIONS)


def test_every_phase_is_reached_and_none_is_a_dead_end() -> None:
    reached = {Phase.DRAFT}
    for _round in Phase:
        reached |= {one.after for one in TRANSITIONS if one.before in reached}
    assert reached == set(Phase)
    assert {one.before for one in TRANSITIONS} == set(Phase)
    assert {one.act for one in TRANSITIONS} == set(Act)


@pytest.mark.parametrize(
    ("view", "result", "expected"),
    [
        (View.SUPPORT, Result.AS_PROPOSED, False),
        (View.SUPPORT, Result.CHANGED, True),
        (View.SUPPORT, Result.NOT_TAKEN, True),
        (View.SUPPORT, Result.PUT_OFF, True),
        (View.CHANGES, Result.AS_PROPOSED, True),
        (View.CHANGES, Result.CHANGED, False),
        (View.CHANGES, Result.NOT_TAKEN, True),
        (View.CHANGES, Result.PUT_OFF, True),
        (View.AGAINST, Result.AS_PROPOSED, True),
        (View.AGAINST, Result.CHANGED, True),
        (View.AGAINST, Result.NOT_TAKEN, False),
        (View.AGAINST, Result.PUT_OFF, False),
        *[(View.NO_VIEW, result, False) for result in Result],
    ],
)
def test_what_departs_from_what(view: str, result: str, expected: bool) -> None:
    assert departs(result, 1, [Advised(view, 1)]) is expected
    assert departs(result, None, [Advised(view)]) is expected


def test_another_proposal_than_the_one_advised_departs() -> None:
    assert departs(Result.AS_PROPOSED, 2, [Advised(View.SUPPORT, 1)])
    assert not departs(Result.AS_PROPOSED, 2, [Advised(View.AGAINST, 1)])


def test_one_of_several_is_enough_to_depart_from() -> None:
    both = [Advised(View.SUPPORT, 1), Advised(View.AGAINST, 1)]
    assert departs(Result.AS_PROPOSED, 1, both)
    assert departs(Result.NOT_TAKEN, 1, both)
    assert not departs(Result.NOT_TAKEN, 1, [])


def test_an_agreed_position_stays_agreed() -> None:
    assert POSITION_STEPS[PositionState.AGREED] == frozenset()
    assert POSITION_STEPS.keys() == set(PositionState)
    assert len(StepState.values) == 5


def test_the_diagram_in_the_docs_is_the_table() -> None:
    written = DOCS.read_text(encoding="utf-8")
    found = re.search(
        f"{re.escape(DIAGRAM_BEGINS)}\n(.*?){re.escape(DIAGRAM_ENDS)}", written, flags=re.DOTALL
    )
    assert found, "docs/methods/decisions.md has no place for the diagram"
    assert found.group(1).strip() == diagram().strip(), "run ./samstyring manage draw_phases"
