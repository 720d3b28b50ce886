"""What the page of a council's paper asks of its blocks."""

from django import template

from ..paper.content import Table

register = template.Library()


@register.filter
def has_notes(table: Table) -> bool:
    """Whether a row of the table has a note."""
    return any(row.notes for row in table.rows)
