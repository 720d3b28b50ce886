"""Statements whose words somebody searches for, by the index of each database."""

from collections.abc import Sequence

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from ..models import Statement
from ..search_tables import INDEX
from ..searched import Term, terms_of


def matching(statements: QuerySet[Statement], query: str) -> QuerySet[Statement]:
    """Those of the statements that have all that the query asks for; none for a query without letters."""
    terms = terms_of(query)
    if not terms:
        return statements.none()
    if connection.vendor == "sqlite":
        found = RawSQL(  # noqa: S611 - the query's words are a parameter
            f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s",  # noqa: S608 - a constant
            [match_expression(terms)],
        )
        return statements.filter(pk__in=found)
    condition = Q()
    for term in terms:
        any_of = Q()
        for form in term.forms:
            any_of |= Q(search_text__text__contains=form)
        condition &= any_of
    return statements.filter(condition)


def match_expression(terms: Sequence[Term]) -> str:
    """The terms in the language of FTS5. Folded text has no quotation marks to escape."""
    return " AND ".join("(" + " OR ".join(f'"{form}"' for form in term.forms) + ")" for term in terms)
