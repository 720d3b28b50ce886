"""The map's layout: every municipality once, counties in one piece, and about where they lie."""

from collections import defaultdict

from samstyring.apps.actors.places import places
from samstyring.apps.overview.tiles import GAP, SIDE, borders, layout, size

STEP = SIDE + GAP


def test_each_municipality_has_a_tile_of_its_own_within_the_drawing() -> None:
    tiles = layout()
    assert set(tiles) == set(places())
    assert len({(tile.x, tile.y) for tile in tiles.values()}) == len(tiles)
    width, height = size()
    assert all(tile.x + SIDE < width and tile.y + SIDE < height for tile in tiles.values())


def test_each_county_is_in_one_piece() -> None:
    cells = defaultdict(set)
    for number, tile in layout().items():
        cells[number[:2]].add((tile.x, tile.y))
    for county, left in cells.items():
        stack = [left.pop()]
        while stack:
            x, y = stack.pop()
            for near in ((x + STEP, y), (x - STEP, y), (x, y + STEP), (x, y - STEP)):
                if near in left:
                    left.remove(near)
                    stack.append(near)
        assert not left, county


def test_what_lies_further_north_stands_higher_for_most_pairs() -> None:
    tiles, facts = layout(), list(places().values())
    pairs = [(one, other) for one in facts for other in facts[::7] if one.latitude > other.latitude + 0.5]
    right = sum(tiles[one.number].y < tiles[other.number].y for one, other in pairs)
    assert right > 0.95 * len(pairs)


def test_the_lines_between_counties_are_of_whole_sides() -> None:
    assert borders().count("M") > 15 * 4
    assert borders().count(f"v{STEP}") + borders().count(f"h{STEP}") == borders().count("M")
