"""How `./samstyring test` divides the work and sums it up."""

import pytest

from samstyring.commands import test as command
from samstyring.commands.test import PARTS, Result


def names(paths: list[str]) -> list[str]:
    return [part.name for part in PARTS if command.wanted(part, paths)]


def test_without_a_path_every_part_runs():
    assert names([]) == ["unit", "integration on SQLite", "integration on PostgreSQL", "browser"]
    assert names(["tests"]) == names([])


def test_a_path_limits_the_run_to_the_parts_it_belongs_to():
    paths, options = command.split(["tests/integration/operations", "-k", "backup"])
    assert options == ["-k", "backup"]
    assert names(paths) == ["integration on SQLite", "integration on PostgreSQL"]


def test_a_path_may_name_one_test(monkeypatch: pytest.MonkeyPatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    paths, _ = command.split(["tests/unit/commands/test_test.py::test_something"])
    assert paths == ["tests/unit/commands/test_test.py::test_something"]


def test_the_last_line_has_the_sums_and_every_skip_is_named(capsys):
    results = [
        Result("unit", 0, 1.0, passed=5),
        Result("browser", 0, 1.0, passed=2, skipped=["tests.browser::test_map: no display"]),
    ]
    assert command.summary(results, narrowed=False) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "7 passed, 0 failed, 1 skipped"
    assert "skipped in browser: tests.browser::test_map: no display" in lines


def test_a_part_that_broke_before_its_first_test_counts_as_failed(capsys):
    assert command.summary([Result("unit", 2, 1.0)], narrowed=False) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "0 passed, 1 failed"


def test_a_part_without_tests_fails_unless_the_run_was_narrowed(capsys):
    assert command.summary([Result("unit", 5, 1.0)], narrowed=False) == 1
    assert command.summary([Result("unit", 5, 1.0)], narrowed=True) == 0


def test_the_ten_slowest_tests_are_named_with_their_part(capsys):
    results = [
        Result("unit", 0, 1.0, passed=11, times={f"tests.unit::test_{n}": float(n) for n in range(11)}),
        Result("browser", 0, 65.4, passed=1, times={"tests.browser::test_map": 4.5}),
    ]
    assert command.summary(results, narrowed=False) == 0
    lines = capsys.readouterr().out.splitlines()
    slow = [line.split() for line in lines if " s tests." in line]
    assert len(slow) == 10
    assert [float(words[0]) for words in slow] == [10, 9, 8, 7, 6, 5, 4.5, 4, 3, 2]
    assert slow[6][2:] == ["tests.browser::test_map", "(browser)"]
    assert "ok   browser                    1 passed, 0 failed, 0 skipped, 65 s" in lines


def test_times_are_read_from_the_report(tmp_path):
    report = tmp_path / "report.xml"
    report.write_text(
        '<testsuites><testsuite><testcase classname="tests.unit" name="test_a" time="1.5"/>'
        '<testcase classname="tests.unit" name="test_b" time="0.25"><failure/></testcase>'
        "</testsuite></testsuites>"
    )
    result = Result("unit", 1, 2.0)
    command.count(report, result)
    assert result.times == {"tests.unit::test_a": 1.5, "tests.unit::test_b": 0.25}
    assert (result.passed, result.failed) == (1, 1)
