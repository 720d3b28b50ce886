"""Nynorsk as bokmål, for comparing only."""

import os
from pathlib import Path

import pytest

from samstyring.engines.text_analysis.cache import Cache
from samstyring.engines.text_analysis.translation import to_bokmål

TEXTS = ["Kommunane får ikkje\ndekt *utgiftene*.", "Vi treng fleire folk."]


def program(folder: Path, script: str) -> None:
    """A stand-in for the separate program, which is not installed everywhere."""
    path = folder / "apertium"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def test_each_text_goes_out_and_comes_back_as_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, "sed s/ikkje/ikke/")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert to_bokmål(TEXTS) == ["Kommunane får ikke dekt utgiftene .", "Vi treng fleire folk."]


@pytest.mark.parametrize("script", ["exit 1", "echo bare én linje"])
def test_a_program_that_fails_changes_nothing(
    script: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, script)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert to_bokmål(TEXTS) == TEXTS


def test_without_the_program_the_texts_stay(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert to_bokmål(TEXTS) == TEXTS


def test_what_was_translated_is_kept_until_the_program_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    cache = Cache(tmp_path / "kept.sqlite3")
    program(tmp_path, f"echo x >> {tmp_path}/runs; sed s/ikkje/ikke/")
    first = to_bokmål(TEXTS, cache=cache)
    assert to_bokmål(TEXTS, cache=cache) == first
    assert (tmp_path / "runs").read_text() == "x\n"
    program(tmp_path, "sed s/ikkje/aldri/")
    assert to_bokmål(TEXTS, cache=cache) != first
    cache.close()
