"""Keep the searched text of statements in step with what they say and with what is held back of it."""

from collections.abc import Iterable

from django.db import transaction

from ..folding import folded
from ..models import SearchText, Statement
from ..queries.holding import held_in, redact_quote

BATCH = 500


def index_statements(statements: Iterable[Statement]) -> int:
    """Write the searched text of statements that have none yet, without what is held back. Returns how many.

    The statements' `reading` should be loaded. One query for what is held back, one for each 500 rows.
    """
    rows = list(statements)
    held = held_in({row.reading.source_text_id for row in rows})
    SearchText.objects.bulk_create(
        (
            SearchText(
                statement=row,
                text=folded(redact_quote(row.quote, row.start, held.get(row.reading.source_text_id, []))),
            )
            for row in rows
        ),
        batch_size=BATCH,
    )
    return len(rows)


@transaction.atomic
def index_again(source_text_ids: Iterable[int]) -> int:
    """Write the searched text of whole documents anew, after what is held back of them has changed."""
    texts = list(source_text_ids)
    SearchText.objects.filter(statement__reading__source_text__in=texts).delete()
    return index_statements(
        Statement.objects.filter(reading__source_text__in=texts).select_related("reading")
    )


def index_all() -> int:
    """Write the searched text of every statement that has none. Returns how many."""
    count = 0
    missing = Statement.objects.filter(search_text__isnull=True).select_related("reading").order_by("pk")
    while rows := list(missing[: 10 * BATCH]):
        with transaction.atomic():
            count += index_statements(rows)
    return count
