"""Choose the statements that are typical of their theme, when a consultation's readings are in."""

from django.db import transaction

from samstyring.engines.text_analysis import likeness as engine

from .. import likeness_store
from ..models import CentralStatement, Consultation, Statement, StatementType

# How many are kept of each theme: enough for filters to leave some.
KEPT = 40
# Characters: shorter ones say little alone, longer ones are no quotation to read at a glance.
SHORTEST, LONGEST = 50, 320
# More statements of a theme than this are thinned out first, evenly: the middle of them moves little.
MOST = 4000


@transaction.atomic
def choose(*, consultation: Consultation) -> int:
    """Write anew which statements are typical of each theme. Returns how many themes have some.

    Background and what is cited from others is left out. May run again, and leaves the same rows.
    """
    store = likeness_store.store_of(consultation)
    rows = (
        Statement.objects.effective()
        .filter(consultation=consultation, current_cited=False)
        .exclude(current_type=StatementType.BACKGROUND)
        .order_by("pk")
        .values_list("pk", "current_theme", "start", "end")
    )
    themes = {pk: theme for pk, theme, start, end in rows.iterator() if SHORTEST <= end - start <= LONGEST}
    by_theme: dict[str, list[int]] = {}
    for place, pk in enumerate(store.statements.tolist()):
        if pk in themes:
            by_theme.setdefault(themes[pk], []).append(place)
    places = sorted(place for found in by_theme.values() for place in thinned(found))
    CentralStatement.objects.filter(consultation=consultation).delete()
    if not places:
        return 0
    ids = store.statements[places].tolist()
    found = engine.central(store.rows.rows[places], [themes[pk] for pk in ids], most=KEPT)
    CentralStatement.objects.bulk_create(
        CentralStatement(consultation=consultation, statement_id=ids[number], theme=theme, rank=rank)
        for theme, numbers in found.items()
        for rank, number in enumerate(numbers)
    )
    return len(found)


def thinned(places: list[int]) -> list[int]:
    """At most MOST of them, evenly over all."""
    step = -(-len(places) // MOST)
    return places[:: max(1, step)]
