"""Needs like one, or like what somebody is writing, the likeliest first; see docs/methods/needs.md."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import numpy as np
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations import likeness

from .. import likeness_store
from ..models import Need
from .counts import Behind, behind, behind_together
from .listing import OPEN, NeedFilters, listed

SHOWN = 6
# So many of the likeliest are looked up, since some are closed or not for everyone.
LOOKED_AT = 60
TO_MERGE = 15
# How alike, in words, by the least likeness of each; below the last nothing is shown. Titles are short, so
# the steps are lower than those of statements. docs/methods/needs.md says how they were set.
BY_MEANING = (
    (0.8, pgettext_lazy("likeness", "Very likely the same")),
    (0.65, pgettext_lazy("likeness", "May say the same")),
    (0.55, pgettext_lazy("likeness", "About something like it")),
)
BY_WORDS = (
    (0.6, pgettext_lazy("likeness", "Nearly the same words")),
    (0.3, pgettext_lazy("likeness", "Many of the same words")),
    (0.15, pgettext_lazy("likeness", "Some of the same words")),
)
SHORTEST = 8


@dataclass(frozen=True)
class Like:
    """A need that is like, with who stands behind it, and how alike in words."""

    need: Need
    behind: Behind
    in_words: str
    strong: bool


@dataclass(frozen=True)
class Found:
    """Like needs, the likeliest first; `together` is who stands behind any of them, each once."""

    rows: list[Like]
    together: Behind
    by_meaning: bool

    @property
    def strong(self) -> bool:
        """Whether one of them is so alike that it should be looked at first."""
        return any(row.strong for row in self.rows)


NOTHING = Found([], Behind(), by_meaning=False)


def while_writing(title: str, description: str, user: Person) -> Found:
    """Open needs like a text, by its words: to give it a vector would take too long. Seven queries."""
    text = likeness_store.text_of(title, description)
    if len(text) < SHORTEST:
        return NOTHING
    store = likeness_store.store(likeness_store.WORDS)
    if store is None:
        return NOTHING
    return shown(ranked(store, text, None, user), by_meaning=False)


def like(need: Need, user: Person) -> Found:
    """Open needs like one, by meaning where that is known, else by words. Nine queries."""
    best, by_meaning = ranked_for(need, user)
    return shown(best, by_meaning=by_meaning)


def ranked_for(need: Need, user: Person) -> tuple[list[tuple[Need, float]], bool]:
    """Open needs like one with how alike they are, and whether meaning was compared."""
    text = likeness_store.text_of(need.title, need.description)
    vectors = likeness_store.vectors_of([text])
    store = likeness_store.store(likeness_store.MEANING) if vectors is not None else None
    if store is not None and vectors is not None:
        return ranked(store, text, vectors[0], user, leave_out=need), True
    store = likeness_store.store(likeness_store.WORDS)
    return (ranked(store, text, None, user, leave_out=need) if store is not None else []), False


def ranked(
    store: likeness_store.Store,
    text: str,
    vector: likeness.Vectors | None,
    user: Person,
    *,
    leave_out: Need | None = None,
) -> list[tuple[Need, float]]:
    """Open needs that the person may see, by how alike they are to a text as they are written now."""
    row = likeness.row_for(text, vector, store.rows)
    if row is None:
        return []
    numbers = [int(store.needs[at]) for at, _alike in likeness.likeliest(store.rows, row, most=LOOKED_AT)]
    found = Need.objects.visible_to(user).filter(pk__in=numbers, state__in=OPEN)
    needs = {one.pk: one for one in found.select_related("held_by", "raised_by")}
    if leave_out is not None:
        needs.pop(leave_out.pk, None)
    texts = [likeness_store.text_of(one.title, one.description) for one in needs.values()]
    scale = BY_MEANING if store.rows.by_meaning else BY_WORDS
    if store.rows.by_meaning:
        vectors = likeness_store.vectors_of(texts)
        if vectors is None:
            return []
        again = likeness.Rows(vectors.astype(np.float32), np.zeros(0, np.float32))
    else:
        again = likeness.Rows(
            likeness.weighed(likeness.word_counts(texts, len(store.rows.weights)), store.rows.weights),
            store.rows.weights,
        )
    those = list(needs.values())
    best = likeness.likeliest(again, row, most=LOOKED_AT)
    return [(those[at], alike) for at, alike in best if alike >= scale[-1][0]]


def shown(best: Sequence[tuple[Need, float]], *, by_meaning: bool) -> Found:
    """The likeliest with who stands behind them. Four queries."""
    best = list(best)[:SHOWN]
    scale = BY_MEANING if by_meaning else BY_WORDS
    counts = behind(need.pk for need, _alike in best)
    rows = [
        Like(
            need,
            counts[need.pk],
            str(next(words for least, words in scale if alike >= least)),
            strong=alike >= scale[1][0],
        )
        for need, alike in best
    ]
    return Found(rows, behind_together(need.pk for need, _alike in best), by_meaning)


def to_merge(need: Need, user: Person, search: str, chosen: str) -> list[Need]:
    """What a need can be merged into: what was searched for, else the likeliest; what was chosen is in it."""
    if search.strip():
        found = list(listed(user, NeedFilters(sok=search)).exclude(pk=need.pk)[:TO_MERGE])
    else:
        found = [one for one, _alike in ranked_for(need, user)[0]][:TO_MERGE]
    try:
        identifier = UUID(chosen)
    except ValueError:
        return found
    if all(one.public_id != identifier for one in found):
        found += Need.objects.visible_to(user).filter(public_id=identifier)
    return found
