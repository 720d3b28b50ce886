"""Which measures stand before and after one another: plain functions over pairs, no database.

An edge `(a, b)` says that `a` requires `b`, so `b` comes first.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Mapping
from typing import TypeVar

Node = TypeVar("Node", bound=Hashable)
Edge = tuple[Node, Node]


def circle(edges: Iterable[Edge[Node]], new: Edge[Node]) -> list[Node]:
    """The circle that the edge `new` would close, first and last node the same; empty where it closes none.

    The shortest such circle, beginning with the node that `new` leaves.
    """
    start, goal = new
    if start == goal:
        return [start, start]
    ahead = _by_node(edges)
    came_from: dict[Node, Node] = {goal: goal}
    queue = deque([goal])
    while queue:
        here = queue.popleft()
        for following in ahead.get(here, ()):
            if following in came_from:
                continue
            came_from[following] = here
            if following == start:
                return [start, *_way_back(came_from, start)]
            queue.append(following)
    return []


def steps_away(edges: Iterable[Edge[Node]], start: Node) -> dict[Node, int]:
    """Every node that `start` requires, itself or through others, with the longest number of steps to it.

    The edges have no circles: `circle` is asked before each is stored. A circle that came in another way is
    cut at the number of nodes.
    """
    ahead = _by_node(edges)
    depth: dict[Node, int] = {}
    layer, step = {start}, 0
    limit = len({node for pair in ahead.items() for node in (pair[0], *pair[1])})
    while layer and step < limit:
        step += 1
        layer = {following for here in layer for following in ahead.get(here, ())}
        depth.update(dict.fromkeys(layer, step))
    depth.pop(start, None)
    return depth


def reversed_edges(edges: Iterable[Edge[Node]]) -> list[Edge[Node]]:
    """The same edges seen from the other end."""
    return [(end, start) for start, end in edges]


def _by_node(edges: Iterable[Edge[Node]]) -> Mapping[Node, list[Node]]:
    ahead: dict[Node, list[Node]] = defaultdict(list)
    for start, end in edges:
        ahead[start].append(end)
    return ahead


def _way_back(came_from: Mapping[Node, Node], node: Node) -> list[Node]:
    way = [node]
    while came_from[way[-1]] != way[-1]:
        way.append(came_from[way[-1]])
    return way[::-1]
