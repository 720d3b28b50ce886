"""Ruled tables of a PDF page: which cell each character stands in, by the lines that are drawn.

Only drawn lines make a table, at least two of each direction that cross: columns of running text have
none, and a
frame around one paragraph is one cell. A line counts for a place only where it passes it, so that merged
cells
stay whole.
"""

import ctypes
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

_THIN = 3.0  # points: a filled shape no thicker is a line
_SHORT = 8.0  # points: a shorter one is part of a letter or a tick box
_NEAR = 3.0  # points between ends of lines that meet
_MOST_POINTS, _MOST_LINES = 50_000, 1_000
_CELLS = 2  # in each direction

_Point = tuple[float, float]
Cell = tuple[int, int, int]
"""A table's number on its page, the row from the top, the column from the left."""


@dataclass(frozen=True, slots=True)
class _Ruling:
    """A line: where it lies across its direction, and from where to where it goes."""

    at: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Table:
    """A table's lines, in points from the left and the bottom of the page."""

    flat: tuple[_Ruling, ...]
    upright: tuple[_Ruling, ...]

    def holds(self, x: float, y: float) -> bool:
        """Whether a place is inside the table."""
        return min(line.at for line in self.upright) <= x <= max(line.at for line in self.upright) and min(
            line.at for line in self.flat
        ) <= y <= max(line.at for line in self.flat)

    def cell(self, x: float, y: float) -> tuple[int, int]:
        """Row and column of a place: how many lines lie above it, and how many to its left."""
        above = {line.at for line in self.flat if line.at > y and line.low <= x <= line.high}
        left = {line.at for line in self.upright if line.at < x and line.low <= y <= line.high}
        return len(above), len(left)


def tables_of(page: pdfium.PdfPage) -> list[Table]:
    """The ruled tables of a page, from its top."""
    flat, upright = [], []
    for (x0, y0), (x1, y1) in _strokes(page):
        if abs(y1 - y0) <= _THIN and abs(x1 - x0) >= _SHORT:
            flat.append(_Ruling((y0 + y1) / 2, min(x0, x1) - _NEAR, max(x0, x1) + _NEAR))
        elif abs(x1 - x0) <= _THIN and abs(y1 - y0) >= _SHORT:
            upright.append(_Ruling((x0 + x1) / 2, min(y0, y1) - _NEAR, max(y0, y1) + _NEAR))
    if max(len(flat), len(upright)) > _MOST_LINES:
        return []  # a drawing or a map
    found = [table for table in _together(_aligned(flat), _aligned(upright)) if _is_table(table)]
    return sorted(found, key=lambda table: -max(line.at for line in table.flat))


def _strokes(page: pdfium.PdfPage) -> Iterator[tuple[_Point, _Point]]:
    """The straight pieces of the page's paths, in points on the page."""
    count = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=3):
        mode, stroked = ctypes.c_int(), ctypes.c_int()
        drawn = raw.FPDFPath_GetDrawMode(item.raw, ctypes.byref(mode), ctypes.byref(stroked))
        left, bottom, right, top = item.get_bounds()
        # A filled area without an edge is a background; a thin one is how some programs draw a line.
        if not drawn or not (stroked.value or (mode.value and min(right - left, top - bottom) <= _THIN)):
            continue
        before: _Point | None = None
        for point, is_line in _points(item):
            if is_line and before is not None:
                yield before, point
            before = point
            count += 1
            if count > _MOST_POINTS:
                return


def _points(item: pdfium.PdfObject) -> Iterator[tuple[_Point, bool]]:
    """The points of a path on the page, and whether a straight line leads to each. Closed ones come back."""
    x, y = ctypes.c_float(), ctypes.c_float()
    matrix = item.get_matrix()
    first: _Point | None = None
    for number in range(raw.FPDFPath_CountSegments(item.raw)):
        segment = raw.FPDFPath_GetPathSegment(item.raw, number)
        if not raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y)):
            continue
        point = matrix.on_point(x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        yield point, kind == raw.FPDF_SEGMENT_LINETO
        if first is not None and raw.FPDFPathSegment_GetClose(segment):
            yield first, True


def _aligned(rulings: Sequence[_Ruling]) -> list[_Ruling]:
    """The same lines, those that lie side by side (the two edges of a thick one) at the same place."""
    result: list[_Ruling] = []
    place = -math.inf
    for ruling in sorted(rulings, key=lambda ruling: ruling.at):
        if ruling.at - place > _NEAR:
            place = ruling.at
        result.append(_Ruling(place, ruling.low, ruling.high))
    return result


def _together(flat: Sequence[_Ruling], upright: Sequence[_Ruling]) -> list[Table]:
    """Lines that cross or meet, as one table each."""
    groups: list[tuple[list[_Ruling], list[_Ruling]]] = [([line], []) for line in flat]
    for line in upright:
        mine = [group for group in groups if any(_meet(other, line) for other in group[0])]
        if not mine:
            continue
        joined: tuple[list[_Ruling], list[_Ruling]] = ([], [line])
        for group in mine:
            joined[0].extend(group[0])
            joined[1].extend(group[1])
            groups.remove(group)
        groups.append(joined)
    return [Table(tuple(lines), tuple(others)) for lines, others in groups if others]


def _meet(flat: _Ruling, upright: _Ruling) -> bool:
    return flat.low <= upright.at <= flat.high and upright.low <= flat.at <= upright.high


def _is_table(table: Table) -> bool:
    """At least two rows or columns of cells, and not a single frame."""
    rows = len({line.at for line in table.flat}) - 1
    columns = len({line.at for line in table.upright}) - 1
    return (rows >= 1 and columns >= _CELLS) or (rows >= _CELLS and columns >= 1)
