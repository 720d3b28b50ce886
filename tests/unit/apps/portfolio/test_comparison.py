"""Two editions: every line is new, moved, dropped or the same, and says why."""

from datetime import date

from samstyring.apps.portfolio.comparison import Planned, compare


def planned(
    measure: int, part: str = "", *, starts: date | None = date(2026, 1, 1), **more: object
) -> Planned:
    fields: dict[str, object] = {"ends": None, "certainty": "planned"}
    return Planned(measure, f"Tiltak {measure}", part, starts, **(fields | more))  # type: ignore[arg-type]  # built from words


def test_new_moved_dropped_and_same() -> None:
    found = compare(
        [planned(1), planned(2), planned(3), planned(4)],
        [planned(1), planned(2, starts=date(2026, 7, 1), why="Leverandøren er forsinket."), planned(5)],
    )
    assert [one.measure for one in found.same] == [1]
    assert [(one.after.measure, one.start_days, one.after.why) for one in found.moved] == [
        (2, 181, "Leverandøren er forsinket.")
    ]
    assert [one.measure for one in found.new] == [5]
    assert [(one.measure, why) for one, why in found.dropped] == [(3, ""), (4, "")]


def test_what_is_taken_off_says_why_and_is_not_dropped_twice() -> None:
    off = planned(1, dropped=True, why="Ikke finansiert.")
    assert compare([planned(1)], [off]).dropped == [(planned(1), "Ikke finansiert.")]
    assert not compare([off], []).dropped
    assert not compare([], [off]).new


def test_a_part_with_other_words_is_the_same_line_where_there_is_only_one() -> None:
    found = compare([planned(1, "sykehjem")], [planned(1, "sykehjem og hjemmetjenester")])
    assert [one.part for one in found.same] == ["sykehjem og hjemmetjenester"]
    apart = compare([planned(1, "a"), planned(1, "b")], [planned(1, "c")])
    assert len(apart.new) == 1
    assert len(apart.dropped) == 2


def test_a_date_that_was_not_stated_before_is_a_move_without_a_number_of_days() -> None:
    (moved,) = compare([planned(1, starts=None)], [planned(1)]).moved
    assert moved.start_days is None
    assert not moved.surer
    (surer,) = compare([planned(1)], [planned(1, certainty="decided")]).moved
    assert surer.surer
