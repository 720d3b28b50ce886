"""The measures themselves, on figures small enough to reckon by hand."""

import pytest

from samstyring.engines.text_analysis import Statement, StatementType
from samstyring.engines.text_analysis.evaluation import Pair, Unit, best_overlap, interval, macro_f1, scores

UNIT = Unit("a", 0, 10, "proposal", None)


def pair(gold: str, found: str) -> Pair:
    return Pair(UNIT, gold, found)


def statement(start: int, end: int) -> Statement:
    return Statement(start, end, "", StatementType.PROPOSAL, "none", 1.0, "")


def test_scores_by_hand() -> None:
    pairs = [pair("a", "a"), pair("a", "b"), pair("b", "b"), pair("c", "b")]
    by_label = scores(pairs)
    assert by_label["a"].precision == 1.0
    assert by_label["a"].recall == 0.5
    assert by_label["b"].precision == pytest.approx(1 / 3)
    assert by_label["c"].f1 == 0.0
    assert macro_f1(pairs) == pytest.approx((2 / 3 + 0.5 + 0) / 3)
    assert macro_f1(pairs, ["a", "x"]) == pytest.approx(2 / 3)


def test_overlap_of_at_least_half_counts() -> None:
    assert best_overlap(UNIT, [statement(0, 4), statement(5, 10)]) == statement(5, 10)
    assert best_overlap(UNIT, [statement(6, 30)]) is None


def test_interval_is_repeatable_and_holds_the_measure() -> None:
    pairs = [pair("a", "a")] * 8 + [pair("a", "b")] * 2
    low, high = interval(pairs, lambda sample: sum(p.found == "a" for p in sample) / len(sample))
    assert low < 0.8 < high
    assert (low, high) == interval(pairs, lambda sample: sum(p.found == "a" for p in sample) / len(sample))
