"""The figures that pages show are those that the page of the method has."""

from pathlib import Path

from samstyring.engines.text_analysis.measured import MEASURED

METHOD = Path(__file__).resolve().parents[4] / "docs/methods/reading.md"


def test_every_figure_stands_in_the_description_of_the_method() -> None:
    rows = [line for line in METHOD.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    types = next(row for row in rows if row.startswith("| types, macro-F1") and "public documents" in row)
    themes = next(row for row in rows if row.startswith("| themes, share right"))
    stance = next(row for row in rows if row.startswith("| stance |"))
    assert f"{MEASURED.types_f1:.2f} ({MEASURED.types_low:.2f} to {MEASURED.types_high:.2f})" in types
    assert f"{MEASURED.themes_right:.2f} ({MEASURED.themes_low:.2f} to {MEASURED.themes_high:.2f})" in themes
    assert f"{MEASURED.stance_right:.2f}" in stance
    assert MEASURED.on in types
