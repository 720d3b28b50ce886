"""The learned judge without a model: the reader goes on with cues and says so. How evidence is weighed."""

import numpy as np

from samstyring.engines.text_analysis import ENGINE, learned, read
from samstyring.engines.text_analysis.learned import evidence
from samstyring.engines.text_analysis.windows import Unit


def test_without_a_model_the_reader_judges_by_cues_and_says_so() -> None:
    document = read("Staten må dekke kommunenes utgifter til innføring.\n".encode(), name="svar.txt")
    assert [statement.type.value for statement in document.statements] == ["proposal"]
    assert learned.load() is None
    assert (ENGINE["parameters"]["types"], ENGINE["parameters"]["model"]) == ("cues", None)


def test_evidence_holds_neighbours_section_and_document() -> None:
    model = np.array([[1.0], [2.0], [6.0]], np.float32)
    units = [Unit("a", heading="A"), Unit("b", heading="A"), Unit("c", heading="B")]
    own, neighbours, sections, whole = evidence(model, units)[:, :, 0]
    assert own.tolist() == [1, 2, 6]
    assert neighbours.tolist() == [1.5, 3.5, 4]
    assert sections.tolist() == [1.5, 1.5, 6]
    assert whole.tolist() == [3, 3, 3]
