"""Boxes do not lie on one another, and what comes first stands to the left."""

from samstyring.apps.portfolio.drawing import HEIGHT, WIDTH, draw


def test_columns_from_left_to_right_without_overlap() -> None:
    names = {
        1: "Helsenettet og grunndata",
        2: "HelseID",
        3: "E-resept",
        4: "Pasientens legemiddelliste med mer",
    }
    drawn = draw(
        columns={1: -2, 2: -1, 3: -1, 4: 0},
        names=names,
        addresses={1: "/1/", 2: "/2/", 3: "/3/"},
        edges=[(2, 1), (3, 1), (4, 2), (4, 3), (4, 99)],
        here=4,
    )
    by_name = {box.name: box for box in drawn.boxes}
    assert by_name[names[1]].x < by_name[names[2]].x == by_name[names[3]].x < by_name[names[4]].x
    assert by_name[names[4]].here
    assert not by_name[names[4]].address
    assert len(drawn.arrows) == 4
    boxes = drawn.boxes
    for number, one in enumerate(boxes):
        assert 0 <= one.x <= drawn.width - WIDTH
        assert 0 <= one.y <= drawn.height - HEIGHT
        assert not any(
            abs(one.x - other.x) < WIDTH and abs(one.y - other.y) < HEIGHT for other in boxes[number + 1 :]
        )
