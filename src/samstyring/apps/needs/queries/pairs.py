"""Pairs of open needs that look alike, over the whole table; see docs/methods/needs.md."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator

from samstyring.apps.actors.visibility import Person

from .. import likeness_store
from ..models import Need, ToldApart
from .counts import Behind, behind
from .likeness import BY_MEANING, BY_WORDS
from .listing import OPEN

PAGE_SIZE = 20

Numbered = tuple[int, int, float]


@dataclass(frozen=True)
class Side:
    """One of the two, with who stands behind it and whether the person may merge it into the other."""

    need: Need
    behind: Behind
    may_decide: bool


@dataclass(frozen=True)
class Pair:
    """Two needs, and how alike they are in words."""

    first: Side
    second: Side
    in_words: str

    @property
    def may_decide(self) -> bool:
        """Whether the person decides on one of them, and so may tell them apart."""
        return self.first.may_decide or self.second.may_decide


@dataclass(frozen=True)
class Pairs:
    """One page of pairs. `by_meaning`: whether meaning was compared, or words only."""

    page: Page[Numbered]
    rows: list[Pair]
    by_meaning: bool


def pairs(
    user: Person, number: str | None, *, tables: Sequence[int] = (), decides_on: Sequence[int], apart: bool
) -> Pairs:
    """The likeliest pairs that the person may see and that nobody has told apart; or, with `apart`, those
    that somebody has. At most nine queries.

    `tables` keeps to pairs of which one is on the table of these organisations (by id); `decides_on` are the
    organisations that the person decides for.
    """
    meaning = likeness_store.store(likeness_store.MEANING)
    store = meaning or likeness_store.store(likeness_store.WORDS)
    by_meaning = store is not None and store.rows.by_meaning
    told = set(ToldApart.objects.values_list("first", "second"))
    found: list[Numbered] = []
    if store is not None:
        both = zip(store.pairs.tolist(), store.alike.tolist(), strict=True)
        found = [(first, second, alike) for (first, second), alike in both]
    found = [one for one in found if (one[:2] in told) is apart]
    numbers = {number for one in found for number in one[:2]}
    open_needs = dict(
        Need.objects.visible_to(user)
        .filter(pk__in=numbers, state__in=OPEN)
        .order_by()
        .values_list("pk", "held_by")
    )
    wanted = set(tables)
    found = [
        one
        for one in found
        if one[0] in open_needs
        and one[1] in open_needs
        and (not wanted or wanted & {open_needs[one[0]], open_needs[one[1]]})
    ]
    page = Paginator(found, PAGE_SIZE).get_page(number)
    return Pairs(page, _rows(list(page.object_list), set(decides_on), by_meaning=by_meaning), by_meaning)


def _rows(found: Sequence[Numbered], decides_on: set[int], *, by_meaning: bool) -> list[Pair]:
    numbers = {number for one in found for number in one[:2]}
    needs = Need.objects.select_related("held_by").in_bulk(numbers)
    counts = behind(numbers)
    scale = BY_MEANING if by_meaning else BY_WORDS

    def side(number: int) -> Side:
        return Side(needs[number], counts[number], needs[number].held_by_id in decides_on)

    return [
        Pair(
            side(first), side(second), str(next(words for least, words in scale if round(alike, 4) >= least))
        )
        for first, second, alike in found
    ]
