"""The cleaned view maps back to the source, whatever the source."""

from hypothesis import given
from hypothesis import strategies as st

from samstyring.engines.text_analysis.view import view

texts = st.text(alphabet=st.sampled_from("abæå EØ-\n\r\t .,3\u00ad\ufeff\u00a0og"), max_size=200)


def test_lines_are_unwrapped_and_ranges_map_back() -> None:
    source = "Første linje\nog andre\n\nlinje."
    cleaned = view(source, 0, len(source))
    assert cleaned.text == "Første linje og andre linje."
    at = cleaned.text.index("andre linje")
    start, end = cleaned.source_range(at, at + len("andre linje"))
    assert source[start:end] == "andre\n\nlinje"


def test_gaps_are_left_out() -> None:
    source = "Det er\n12\nsant."
    assert view(source, 0, len(source), [(7, 9)]).text == "Det er sant."


@given(texts)
def test_every_character_maps_to_itself_or_to_space(source: str) -> None:
    cleaned = view(source, 0, len(source))
    assert len(cleaned.text) == len(cleaned.positions)
    for character, position in zip(cleaned.text, cleaned.positions, strict=True):
        assert source[position : position + 1] == character or character == " "


@given(texts, st.data())
def test_positions_rise(source: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    positions = list(view(source, start, end).positions)
    assert positions == sorted(positions)
    assert all(start <= position <= end for position in positions)
