"""The drawing of a thread: layers from left to right, and no line through a box."""

import re

from samstyring.apps.overview.drawing import HEIGHT, WIDTH, draw


def three_columns():
    return draw(
        columns=[("sagt", [0]), ("behov", [1, 2]), ("vedtatt", [3])],
        names={0: "137 utsagn i 61 svar", 1: "Et behov", 2: "Et annet behov", 3: "En sak"},
        edges=[(0, 1), (1, 3), (2, 3), (0, 3)],
        here=3,
    )


def test_layers_stand_from_left_to_right_and_apart():
    drawing = three_columns()
    assert [box.here for box in drawing.boxes] == [False, False, False, True]
    lefts = [box.x for box in drawing.boxes]
    assert lefts[0] < lefts[1] == lefts[2] < lefts[3]
    assert lefts[1] - lefts[0] > WIDTH
    assert drawing.boxes[2].y - drawing.boxes[1].y > HEIGHT
    assert [word for word, _x, _y in drawing.words] == ["sagt", "behov", "vedtatt"]


def test_a_line_that_passes_a_column_goes_below_all_boxes():
    drawing = three_columns()
    lowest = max(box.y for box in drawing.boxes) + HEIGHT
    long = drawing.arrows[3]
    level = [int(y) for y in re.findall(r"L\d+ (\d+)", long)]
    assert level[0] > lowest
    assert level[0] < drawing.height
    assert all("L" not in path for path in drawing.arrows[:3])


def test_everything_is_within_the_drawing():
    drawing = three_columns()
    assert all(0 <= box.x <= drawing.width - WIDTH for box in drawing.boxes)
    assert all(0 <= box.y <= drawing.height - HEIGHT for box in drawing.boxes)


def test_a_long_name_is_cut_and_a_short_one_kept():
    drawing = draw(columns=[("x", [0, 1])], names={0: "ord " * 50, 1: "Kort"}, edges=[], here=None)
    assert len(drawing.boxes[0].lines) == 2
    assert drawing.boxes[0].lines[1][0].endswith("…")
    assert [text for text, _x, _y in drawing.boxes[1].lines] == ["Kort"]
