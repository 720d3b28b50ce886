"""What the program does when a consultation's readings are in: group near-identical text, give texts vectors.

Each step can be done twice or be cut off and leaves the same result; `Preparation` says how far it has come.
"""

from collections.abc import Sequence

import numpy as np
from django.db import transaction

from samstyring.engines.text_analysis import points as engine_points
from samstyring.engines.text_analysis import vectors as engine

from ..likeness_store import stored
from ..models import Consultation, PointMember, Preparation, Reading, Statement, Vector
from ..queries.pool import PooledStatement, as_documents
from .grouping import group_near_identical, words_of

AT_ONCE = 32


def group(*, consultation: Consultation, statements: Sequence[PooledStatement], fingerprint: str) -> None:
    """Put near-identical statements together, once for each fingerprint of the statements."""
    preparation, _created = Preparation.objects.get_or_create(consultation=consultation)
    if preparation.grouped == fingerprint:
        return
    carry_over(consultation=consultation)
    documents, parts = as_documents(statements)
    found = engine_points.near_duplicates(documents)
    group_near_identical(
        consultation=consultation,
        groups=[[parts[place.document][place.statement] for place in places] for places in found],
    )
    Preparation.objects.filter(pk=preparation.pk).update(grouped=fingerprint)


def missing_texts(statements: Sequence[PooledStatement]) -> tuple[dict[str, str], int]:
    """The texts that have no vector yet, by their key, and how many different texts there are at all."""
    texts = {engine.key(quote): quote for quote in {one.quote for one in statements}}
    count = len(texts)
    for key, _values in stored(list(texts)):
        del texts[key]
    return texts, count


def add_vectors(texts: dict[str, str]) -> None:
    """Store the vectors of texts by their keys. Those that somebody stored meanwhile stay as they are."""
    rows = engine.embed(list(texts.values())).astype("<f2")
    Vector.objects.bulk_create(
        [
            Vector(text_sha256=key, model=engine.MODEL, values=np.ascontiguousarray(row).tobytes())
            for key, row in zip(texts, rows, strict=True)
        ],
        ignore_conflicts=True,
    )


def tell(*, consultation: Consultation, texts: int, done: int, model: str, fingerprint: str) -> None:
    """Write how far the vectors have come. No event: nothing is decided."""
    Preparation.objects.update_or_create(
        consultation=consultation,
        defaults={"texts": texts, "texts_done": done, "model": model, "fingerprint": fingerprint},
    )


@transaction.atomic
def carry_over(*, consultation: Consultation) -> int:
    """Let members whose document got another canonical text move to it, where their words are found there.

    Returns how many did. Those whose words are gone stay where they were, and are shown as they were.
    """
    texts = dict(
        Reading.objects.filter(is_current=True, submission__consultation=consultation).values_list(
            "submission_id", "source_text_id"
        )
    )
    left = [
        member
        for member in PointMember.objects.filter(point__consultation=consultation)
        .exclude(source_text__in=texts.values())
        .select_related("source_text")
        .defer("source_text__text")
        if member.source_text.submission_id in texts
    ]
    moved = 0
    for member in left:
        text = texts[member.source_text.submission_id]
        same = [
            statement
            for statement in Statement.objects.filter(
                reading__source_text=text, reading__is_current=True, superseded_by=None
            )
            if words_of(statement.quote) == words_of(member.quote)
        ]
        there = PointMember.objects.filter(
            point=member.point_id, source_text=text, start__in=[one.start for one in same]
        )
        if len(same) != 1 or there.exists():
            continue
        member.source_text_id = text
        member.start, member.end, member.quote = same[0].start, same[0].end, same[0].quote
        member.save(update_fields=["source_text", "start", "end", "quote"])
        moved += 1
    return moved
