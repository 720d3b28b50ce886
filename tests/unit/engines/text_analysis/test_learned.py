"""The learned judge without a model: the reader goes on with cues and says so. How evidence is weighed."""

import numpy as np
import pytest

from samstyring.engines.text_analysis import ENGINE, learned, read
from samstyring.engines.text_analysis.learned import evidence
from samstyring.engines.text_analysis.windows import Unit


def test_without_a_model_the_reader_judges_by_cues_and_says_so() -> None:
    document = read("Staten må dekke kommunenes utgifter til innføring.\n".encode(), name="svar.txt")
    assert [statement.type.value for statement in document.statements] == ["proposal"]
    assert learned.load() is None
    assert (ENGINE["parameters"]["types"], ENGINE["parameters"]["model"]) == ("cues", None)


def test_evidence_holds_neighbours_section_and_document() -> None:
    shares = np.array([[0.9, 0.1], [0.5, 0.5], [0.2, 0.8]], np.float32)
    units = [Unit("a", heading="A"), Unit("b", heading="A"), Unit("c", heading="B")]
    own, neighbours, sections, whole = np.exp(evidence(np.log(shares), units))[:, :, 0]
    assert own == pytest.approx([0.9, 0.5, 0.2], abs=1e-3)
    assert neighbours == pytest.approx([0.7, 0.55, 0.35], abs=0.02)
    assert sections == pytest.approx([0.7, 0.7, 0.2], abs=0.02)
    assert whole == pytest.approx([1.6 / 3] * 3, abs=0.02)
