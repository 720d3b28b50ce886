"""Words into pieces: the best segmentation, whatever the text."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samstyring.engines.text_analysis.tokeniser import SPACE, Tokeniser

PIECES = [
    "<s>",
    "<pad>",
    "</s>",
    "<unk>",
    SPACE,
    "a",
    "b",
    f"{SPACE}a",
    "ab",
    "ba",
    "aba",
    f"{SPACE}ab",
    "bb",
]
SCORES = [0.0, 0.0, 0.0, 0.0, -3.0, -4.0, -4.5, -3.5, -5.0, -5.5, -7.25, -5.125, -6.0]


def tokeniser() -> Tokeniser:
    return Tokeniser(PIECES, SCORES, unknown=3, special=(0, 1, 2))


def best_by_trying_all(word: str) -> float:
    """The highest score of all ways to cut `word`."""
    known = dict(zip(PIECES[4:], SCORES[4:], strict=True))
    unknown = min(known.values()) - 10
    best = float("-inf")
    for count in range(len(word)):
        for cuts in combinations(range(1, len(word)), count):
            ends = [0, *cuts, len(word)]
            parts = [word[a:b] for a, b in pairwise(ends)]
            if all(part in known or len(part) == 1 for part in parts):
                best = max(best, sum(known.get(part, unknown) for part in parts))
    return best


@settings(deadline=None)
@given(st.text(alphabet="abæ", min_size=1, max_size=9))
def test_a_word_gets_the_best_of_all_segmentations(word: str) -> None:
    numbers = tokeniser()(word)
    unknown = min(SCORES[4:]) - 10
    score = sum(unknown if number == 3 else SCORES[number] for number in numbers)
    assert score == pytest.approx(best_by_trying_all(SPACE + word))


@settings(deadline=None)
@given(st.text(alphabet="ab \n\t\u00a0", max_size=30))
def test_the_pieces_spell_the_words(text: str) -> None:
    spelled = "".join(PIECES[number] for number in tokeniser()(text))
    assert spelled == "".join(SPACE + word for word in text.split())


@settings(deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_numbers_of_pieces(text: str) -> None:
    numbers = tokeniser()(text)
    assert all(3 <= number < len(PIECES) for number in numbers)
    assert numbers == tokeniser()(text)


def test_a_very_long_word_costs_no_more_than_its_length() -> None:
    assert len(tokeniser()("b" * 100_000)) >= 50_000


def test_pieces_and_scores_belong_together() -> None:
    with pytest.raises(ValueError, match="13 pieces but 12 scores"):
        Tokeniser(PIECES, SCORES[1:], unknown=3)
