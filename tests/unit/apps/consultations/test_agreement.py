"""Agreement against closed forms and published examples."""

from math import isclose, sqrt

import pytest

from samstyring.apps.consultations.queries.agreement import Z, f1, kappa, share


def table(cells: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    return [pair for pair, count in cells.items() for _ in range(count)]


def test_kappa_of_a_textbook_table() -> None:
    # Two readers of 50 applications: 20 yes-yes, 15 no-no, 5 and 10 apart. Agreement 0.7, by chance 0.5.
    found = kappa(table({("yes", "yes"): 20, ("yes", "no"): 5, ("no", "yes"): 10, ("no", "no"): 15}))
    assert found.n == 50
    assert isclose(found.value or 0, 0.4)
    assert found.low is not None
    assert found.high is not None
    assert found.low < 0.4 < found.high
    assert isclose(found.high - 0.4, 0.4 - found.low)


def test_standard_error_as_fleiss_cohen_and_everitt_reckon_it() -> None:
    # For a symmetric two-by-two table with even margins the formula comes down to sqrt(1 - kappa²) / sqrt(n).
    pairs = table({("a", "a"): 40, ("a", "b"): 10, ("b", "a"): 10, ("b", "b"): 40})
    found = kappa(pairs)
    assert isclose(found.value or 0, 0.6)
    assert isclose(((found.high or 0) - 0.6) / Z, sqrt(1 - 0.6**2) / sqrt(100))


def test_kappa_at_its_ends() -> None:
    assert kappa([]).value is None
    assert kappa([("a", "a")] * 5).value is None
    assert kappa([("a", "a"), ("b", "b")] * 5).value == 1
    assert isclose(kappa([("a", "b"), ("b", "a")] * 5).value or 0, -1)


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"), [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (5, 10, 0.2366, 0.7634)]
)
def test_wilson(hits: int, n: int, low: float, high: float) -> None:
    found = share(hits, n)
    assert found.value == hits / n
    assert isclose(found.low or 0, low, abs_tol=1e-4)
    assert isclose(found.high or 0, high, abs_tol=1e-4)


def test_f1_is_that_of_its_definition() -> None:
    said = table({("a", "a"): 6, ("a", "b"): 2, ("b", "a"): 4, ("b", "b"): 8})
    found = f1(said, "a")
    assert isclose(found.value or 0, 2 * 6 / (2 * 6 + 2 + 4))
    assert found.n == 12
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low < (found.value or 0) < found.high < 1
    assert f1(said, "c").value is None
