"""The learned judge: the shipped model, how it is weighed with cues and words, and what happens without
it."""

import hashlib
import json
from importlib import resources

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from samstyring.engines.text_analysis import ENGINE, learned, read
from samstyring.engines.text_analysis.learned import evidence, log_softmax
from samstyring.engines.text_analysis.types import Context
from samstyring.engines.text_analysis.windows import Unit

FILES = resources.files(learned.__package__).joinpath("model_files")
REPLY = (
    "Eksempelvik kommune viser til høringen.\n\n"
    "Vi har ikke nok sykepleiere til å betjene ordningen.\n\n"
    "Staten må dekke kommunenes utgifter til innføring og drift.\n"
)


def test_the_shipped_file_is_the_one_that_the_card_and_every_result_name() -> None:
    sha256 = hashlib.sha256(FILES.joinpath("reader.npz").read_bytes()).hexdigest()
    assert json.loads(FILES.joinpath("reader.json").read_text())["sha256"] == sha256
    assert ENGINE["parameters"]["model"] == sha256


def test_a_reply_is_read_the_same_each_time_and_without_a_warning() -> None:
    first, second = (read(REPLY.encode(), name="svar.txt") for _ in range(2))
    assert first == second
    assert first.warnings == ()
    assert [statement.type.value for statement in first.statements] == ["background", "challenge", "proposal"]
    assert first.statements[2].theme == "funding"
    assert all(0 < statement.confidence <= 1 for statement in first.statements)
    assert all(statement.reason for statement in first.statements)


def test_without_its_file_the_reader_goes_on_with_cues_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learned, "load", lambda: None)
    document = read(REPLY.encode(), name="svar.txt")
    assert document.warnings == (learned.DAMAGED,)
    assert document.statements[2].type.value == "proposal"


def test_a_very_long_document_is_judged_by_the_model_as_far_as_it_goes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(learned, "MOST_STATEMENTS", 2)
    document = read(REPLY.encode(), name="svar.txt")
    assert document.warnings == (learned.TOO_LONG.format(2),)
    assert len(document.statements) == 3


def test_judging_nothing() -> None:
    view = learned.judge([])
    assert view is not None
    assert view.themes([]) == []
    assert view.types(0) is None


def test_the_model_sees_the_list_that_an_item_stands_in() -> None:
    model = learned.load()
    assert model is not None
    alone, listed = (
        model.log_odds([Unit("Økt bruk av video", item=True, heading=heading)])[0]
        for heading in ("", "Forslag til tiltak")
    )
    proposal = [kind.value for kind in model.types].index("proposal")
    assert listed[0, proposal] > alone[0, proposal]


scores = hnp.arrays(np.float32, st.tuples(st.integers(1, 8), st.just(4)), elements=st.floats(-9, 9, width=32))


@settings(deadline=None)
@given(scores)
def test_shares_of_probability_sum_to_one(values: np.ndarray) -> None:
    assert np.exp(log_softmax(values)).sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_evidence_holds_neighbours_section_and_document() -> None:
    shares = np.array([[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]], np.float32)
    units = [Unit("a", heading="A"), Unit("b", heading="A"), Unit("c", heading="B")]
    own, neighbours, sections, whole = np.exp(evidence(np.log(shares), units))[:, :, 0]
    assert own == pytest.approx([0.9, 0.5, 0.2], abs=1e-3)
    assert neighbours == pytest.approx([0.7, 0.55, 0.35], abs=0.02)
    assert sections == pytest.approx([0.7, 0.7, 0.2], abs=0.02)
    assert whole == pytest.approx([1.6 / 3] * 3, abs=0.02)


def test_the_model_sees_what_a_context_says() -> None:
    assert learned.unit(Context("a", heading="b", lead_in="c")) == Unit("a", False, "b", "c")
