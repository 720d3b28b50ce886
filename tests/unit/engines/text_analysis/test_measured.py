"""The figures that pages show are those that the page of the method has."""

from pathlib import Path

from samstyring.engines.text_analysis.measured import MEASURED

METHOD = Path(__file__).resolve().parents[4] / "docs/methods/reading.md"


def test_every_figure_stands_in_the_description_of_the_method() -> None:
    rows = [line for line in METHOD.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    types = next(row for row in rows if row.startswith("| types, macro-F1") and "public documents" in row)
    themes = next(row for row in rows if row.startswith("| themes, share right"))
    stance = next(row for row in rows if row.startswith("| stance |"))
    # The column of the reader as it runs: beside it stands what cues and words alone reach.
    shipped = [row.split(" | ")[2] for row in (types, themes)]
    assert shipped == [
        f"{MEASURED.types_f1:.2f} ({MEASURED.types_low:.2f} to {MEASURED.types_high:.2f})",
        f"{MEASURED.themes_right:.2f} ({MEASURED.themes_low:.2f} to {MEASURED.themes_high:.2f})",
    ]
    assert f"{MEASURED.stance_right:.2f}" in stance
    assert MEASURED.on in types
