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
