"""What is typical of each theme, with who says it."""

from collections import defaultdict

from ..models import CentralStatement, Consultation, Statement
from .holding import ShownStatement, shown_statements
from .lists import statements_shown
from .selection import Selection

SHOWN = 2


def typical(
    consultation: Consultation, selection: Selection, *, may_see: bool
) -> dict[str, list[ShownStatement]]:
    """For each theme the most typical statements that the filters let through, each from another reply.

    Four queries. A statement that has another theme by now is left out.
    """
    chosen: dict[str, list[int]] = defaultdict(list)
    replies: dict[str, set[int]] = defaultdict(set)
    rows = (
        CentralStatement.objects.filter(
            consultation=consultation, statement__in=selection.statements(consultation)
        )
        .order_by("theme", "rank")
        .values_list("theme", "statement", "statement__current_theme", "statement__submission")
    )
    for theme, statement, theme_now, submission in rows:
        if theme == theme_now and len(chosen[theme]) < SHOWN and submission not in replies[theme]:
            chosen[theme].append(statement)
            replies[theme].add(submission)
    wanted = [pk for found in chosen.values() for pk in found]
    shown = shown_statements(statements_shown(Statement.objects.filter(pk__in=wanted)), may_see=may_see)
    by_pk = {one.statement.pk: one for one in shown}
    return {theme: [by_pk[pk] for pk in found if pk in by_pk] for theme, found in chosen.items()}
