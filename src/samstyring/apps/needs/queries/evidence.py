"""Published knowledge that may answer a need, and needs that a publication may answer, ranked.

By meaning where all their texts have vectors, else by the words that they share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from samstyring.apps.actors.visibility import Person
from samstyring.apps.consultations import likeness
from samstyring.apps.knowledge.models import Evidence

from .. import likeness_store
from ..choices import NeedKind, State
from ..models import KnowledgeNeed, Need
from .likeness import BY_MEANING, BY_WORDS

# So many of the newest are looked at, so that a page stays fast.
LOOKED_AT = 2000
SHOWN = 8
# What a question and a publication have in common is less than what two needs have.
LEAST_BY_MEANING, LEAST_BY_WORDS = 0.45, 0.04


@dataclass(frozen=True)
class Match:
    """A publication or a need that may fit, and how alike in words."""

    thing: Evidence | Need
    in_words: str


def asked(need: Need, knowledge: KnowledgeNeed | None) -> str:
    """What a need for knowledge asks, as one text."""
    parts = [need.title, need.description]
    if knowledge is not None:
        parts += [
            knowledge.population,
            knowledge.intervention,
            knowledge.comparison,
            knowledge.outcome,
            knowledge.context,
        ]
    return "\n".join(part.strip() for part in parts if part.strip())


def told(evidence: Evidence) -> str:
    """What a publication is about, as one text; its outcomes are fetched."""
    parts = [evidence.title, evidence.topic, evidence.setting]
    parts += [f"{one.name} {one.finding} {one.for_whom}" for one in evidence.outcomes.all()]
    return "\n".join(part.strip() for part in parts if part.strip())


def for_need(need: Need, knowledge: KnowledgeNeed | None, user: Person) -> list[Match]:
    """The publications that may answer a need, the likeliest first. Three queries."""
    found = list(Evidence.objects.visible_to(user).prefetch_related("outcomes").order_by("-id")[:LOOKED_AT])
    ranked = _ranked(asked(need, knowledge), [told(one) for one in found])
    return [Match(found[number], words) for number, words in ranked]


def for_evidence(evidence: Evidence, user: Person) -> list[Match]:
    """The needs for knowledge that a publication may answer, answered ones too. Three queries."""
    found = list(
        Need.objects.visible_to(user)
        .filter(kind=NeedKind.KNOWLEDGE)
        .exclude(state__in=[State.MERGED, State.SPLIT])
        .select_related("knowledge", "held_by")
        .order_by("-id")[:LOOKED_AT]
    )
    texts = [asked(one, getattr(one, "knowledge", None)) for one in found]
    return [Match(found[number], words) for number, words in _ranked(told(evidence), texts)]


def _ranked(text: str, others: Sequence[str]) -> list[tuple[int, str]]:
    """The numbers of the texts most like one, with how alike in words. One query."""
    if not text.strip() or not others:
        return []
    vectors = likeness_store.vectors_of([text, *others])
    scale, least = (BY_WORDS, LEAST_BY_WORDS) if vectors is None else (BY_MEANING, LEAST_BY_MEANING)
    if vectors is None:
        rows = likeness.rows_of([text, *others], None)
    else:
        rows = likeness.Rows(vectors.astype(np.float32), np.zeros(0, np.float32))
    best = likeness.likeliest(rows, rows.rows[0], most=SHOWN + 1)
    return [
        (number - 1, str(next((words for edge, words in scale if alike >= edge), scale[-1][1])))
        for number, alike in best
        if number and alike >= least
    ][:SHOWN]
