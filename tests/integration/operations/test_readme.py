"""The commands of the README, in its order, each carried out."""

import re
import shlex
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from .conftest import Installation

HOME = Path(__file__).resolve().parents[3]


def lines() -> list[list[str]]:
    """The README's command lines as words, without `./samstyring` and comments."""
    text = (HOME / "README.md").read_text(encoding="utf-8")
    found = re.findall(r"^    \./samstyring (.+)$", text, flags=re.MULTILINE)
    return [shlex.split(line, comments=True) for line in found]


def test_the_readme_shows_running_testing_and_ones_own_file():
    assert [words[0] for words in lines()] == ["run", "test", "analyse"]


def test_run_as_in_the_readme(filled: Installation):
    assert filled.run(*lines()[0][1:]).get() == 200


def test_analyse_as_in_the_readme(installation: Installation, tmp_path: Path, monkeypatch):
    words = lines()[2]
    canvas = Canvas(str(tmp_path / words[1]))
    canvas.drawString(72, 720, "Eksempelvik kommune (eksempel) ber om at staten dekker kostnadene.")
    canvas.save()
    monkeypatch.chdir(tmp_path)
    done = installation.command(*words)
    assert done.returncode == 0, done.stderr
    assert re.match(r"1 ", done.stdout), done.stdout
    # It needs no database, and makes none.
    assert not installation.data.exists()


def test_test_as_in_the_readme(installation: Installation):
    done = installation.command(*lines()[1], "tests/unit/commands/test_test.py")
    assert done.returncode == 0, done.stdout
    assert re.fullmatch(r"\d+ passed, 0 failed", done.stdout.splitlines()[-1])
