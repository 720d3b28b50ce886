"""Pages of a list."""

from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

TEMPLATE = Template('{% include "site/_pagination.html" %}')


def shown(number: int, rf: RequestFactory) -> str:
    page = Paginator(range(200), 10).get_page(number)
    return TEMPLATE.render(Context({"page": page, "request": rf.get("/x/?q=helse+og+omsorg&side=3")}))


def test_other_parts_of_the_address_are_kept(rf: RequestFactory) -> None:
    assert 'href="?q=helse+og+omsorg&amp;side=8"' in shown(7, rf)


def test_place_is_marked_and_the_rest_left_out(rf: RequestFactory) -> None:
    text = shown(7, rf)
    assert text.count('aria-current="true"') == 1
    assert 'side=7" aria-current="true"' in text
    assert [number for number in range(1, 21) if f'side={number}"' in text] == [1, 6, 7, 8, 20]


def test_first_page_has_nothing_before_it(rf: RequestFactory) -> None:
    assert 'rel="prev"' not in shown(1, rf)
    assert 'rel="next"' in shown(1, rf)
    assert 'rel="next"' not in shown(20, rf)


def test_one_page_needs_no_links() -> None:
    page = Paginator(range(3), 10).get_page(1)
    assert TEMPLATE.render(Context({"page": page})).strip() == ""
