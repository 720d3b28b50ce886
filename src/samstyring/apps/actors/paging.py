"""A page of what is slow to find: it is looked for once, where count and page would look once each."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet


def page_found_once(found: QuerySet[Any], size: int, number: str | None) -> Page[Any]:
    """One page of `size` of a query with an order of its own. Two queries, and those that it prefetches."""
    keys = found.select_related(None).prefetch_related(None).values_list("pk", flat=True)
    page: Page[Any] = Paginator(list(keys), size).get_page(number)
    there = {one.pk: one for one in found.filter(pk__in=list(page.object_list))}
    # What has gone between the two queries is left out.
    page.object_list = [there[pk] for pk in page.object_list if pk in there]
    return page
