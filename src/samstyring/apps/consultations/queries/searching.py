"""Statements whose words somebody searches for, by the index of each database."""

from collections.abc import Iterable, Sequence

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from ..models import Consultation, SearchText, Statement
from ..search_tables import INDEX
from ..searched import Term, terms_of

FOUND = f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s"  # noqa: S608 - a constant


def matching(statements: QuerySet[Statement], query: str) -> QuerySet[Statement]:
    """Those of the statements that have all that the query asks for; none for a query without letters."""
    terms = terms_of(query)
    if not terms:
        return statements.none()
    if connection.vendor == "sqlite":
        found = RawSQL(FOUND, [match_expression(terms)])  # noqa: S611 - the query's words are a parameter
        return statements.filter(pk__in=found)
    return statements.filter(having(terms, "search_text__text"))


def ids_matching(consultation: Consultation, terms: Sequence[Term]) -> Iterable[int]:
    """The ids of the statements that have all that is asked for: at least those of the consultation, and
    perhaps some of others. One query."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(FOUND, [match_expression(terms)])
            return [pk for (pk,) in cursor.fetchall()]
    rows = SearchText.objects.filter(having(terms, "text"), statement__consultation=consultation)
    return rows.values_list("pk", flat=True)


def having(terms: Sequence[Term], field: str) -> Q:
    """The condition that a field of folded text has all that is asked for."""
    condition = Q()
    for term in terms:
        any_of = Q()
        for form in term.forms:
            any_of |= Q(**{f"{field}__contains": form})
        condition &= any_of
    return condition


def match_expression(terms: Sequence[Term]) -> str:
    """The terms in the language of FTS5. Folded text has no quotation marks to escape."""
    return " AND ".join("(" + " OR ".join(f'"{form}"' for form in term.forms) + ")" for term in terms)
