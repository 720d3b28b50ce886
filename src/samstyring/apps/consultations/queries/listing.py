"""One page of a list of statements, in a fixed number of queries, with what was searched for marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from ..models import Consultation, Statement
from ..searched import Run, Term, found_in, terms_of
from .holding import ShownStatement, shown_statements
from .lists import STATEMENTS_PER_PAGE, statements_shown
from .selection import Selection


@dataclass(frozen=True)
class Listed:
    """A statement in the list, its quotation cut into runs of which some are hits."""

    shown: ShownStatement
    runs: list[Run]


@dataclass(frozen=True)
class StatementPage:
    """A page of statements: `page` for going on, `rows` to show."""

    page: Page[Any]
    rows: list[Listed]


def statement_page(
    consultation: Consultation, selection: Selection, number: int | str | None, *, may_see: bool
) -> StatementPage:
    """One page of the statements that the filters let through, in the order of the documents. Five queries.

    First only the places in the list are counted and cut, which an index holds, then the rows fetched.
    """
    ids = selection.statements(consultation).order_by("submission_id", "start").values_list("pk", flat=True)
    page = Paginator(ids, STATEMENTS_PER_PAGE).get_page(number)
    rows = statements_shown(Statement.objects.filter(pk__in=list(page)))
    return StatementPage(page, listed(shown_statements(rows, may_see=may_see), terms_of(selection.sok)))


def listed(rows: Sequence[ShownStatement], terms: Sequence[Term]) -> list[Listed]:
    """Statements with what was searched for marked in them, as far as it is shown."""
    return [Listed(row, found_in(row.quote, terms) if terms else [Run(row.quote)]) for row in rows]
