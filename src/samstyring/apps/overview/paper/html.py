"""A paper as a page: the same blocks, with those of a list that follow each other put in one list."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from .content import Block, Kind, Said

Group = tuple[str, list[Block]]


def grouped(blocks: Iterable[Block]) -> Iterator[Group]:
    """The blocks with the word for what each is; items that follow each other are one group."""
    for kind, found in groupby(blocks, key=_kind):
        if kind == Kind.ITEM.value:
            yield kind, list(found)
        else:
            yield from ((kind, [block]) for block in found)


def _kind(block: Block) -> str:
    return block.kind.value if isinstance(block, Said) else "table"
