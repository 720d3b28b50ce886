"""How well a frame of one's own does: `python training/reading/measure_frames.py [DIR]`.

Gives the default frame as if a consultation had brought it (`frames.default_frame`: names, descriptions and
three examples a theme) and compares with the labels of our own documents, and with `DIR/gold.tsv` (as
`./samstyring evaluate`). The hand-made words of the default frame stand beside it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import labelled

from samstyring.engines.text_analysis import evaluation, read
from samstyring.engines.text_analysis.frames import ThemeFrame, default_frame
from samstyring.engines.text_analysis.themes import ThemeUnit, choose_themes

Pairs = list[tuple[str, str]]


def main() -> None:
    """Print the table."""
    frame = default_frame()
    print(f"{'':<42} {'units':>6} {'right':>6} {'with a theme':>13} {'right':>6}")
    for name, given in (
        ("default frame, hand-made words", None),
        ("the same as a frame of one's own", frame),
    ):
        _print(f"own documents: {name}", list(own(given)))
        if len(sys.argv) > 1:
            _print(f"{Path(sys.argv[1]).name}: {name}", list(others(Path(sys.argv[1]), given)))


def _print(name: str, pairs: Pairs) -> None:
    themed = [(gold, found) for gold, found in pairs if gold != "none"]
    shares = [sum(gold == found for gold, found in some) / len(some) for some in (pairs, themed)]
    print(f"{name:<56} {len(pairs):>6} {shares[0]:>6.2f} {len(themed):>13} {shares[1]:>6.2f}")


def own(frame: ThemeFrame | None) -> Iterator[tuple[str, str]]:
    """Gold and found theme of each statement of our own documents."""
    for document in labelled.load():
        labelled_units = [unit for unit in document.units if unit.theme]
        units = [
            ThemeUnit(unit.context.text, unit.context.heading, unit.paragraph) for unit in labelled_units
        ]
        for unit, choice in zip(labelled_units, choose_themes(units, frame=frame), strict=True):
            yield unit.theme, choice.theme


def others(folder: Path, frame: ThemeFrame | None) -> Iterator[tuple[str, str]]:
    """The same for a folder with gold.tsv."""
    units = evaluation.read_gold(folder / "gold.tsv")
    names = {unit.document for unit in units}
    documents = {name: read((folder / name).read_bytes(), name=name, frame=frame) for name in names}
    for pair in evaluation.compare(units, documents).themes:
        yield pair.gold, pair.found


if __name__ == "__main__":
    main()
