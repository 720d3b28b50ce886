"""Folding text for search: the short way says what the long way says."""

from hypothesis import given
from hypothesis import strategies as st

from samstyring.apps.consultations.folding import MARKS, fold_marked, fold_plain, fold_with_map

LETTERS = "aæøåÄöÉßđŋ 1–“”«».,\n\u00ad½İ"


@given(st.text(st.sampled_from(LETTERS) | st.characters(max_codepoint=0x24F)))
def test_texts_without_marks_are_folded_alike_both_ways(text: str) -> None:
    assert MARKS.search(text) is None
    assert fold_with_map(text) == fold_plain(text) == fold_marked(text)


@given(st.text())
def test_any_text_is_folded_as_the_long_way_does(text: str) -> None:
    assert fold_with_map(text) == fold_marked(text)


def test_a_letter_and_its_mark_are_one() -> None:
    assert fold_with_map("A\u030ar")[0] == " år "
