"""What holds for every page: axe finds nothing, in any language, wide or narrow, and nothing is too wide.

The pages are shown from one world that is loaded once, since nothing here changes it. They are looked at in
windows that stay open, as people do: a window for each person, language and use of scripts, which has the
styles and scripts of the first page at hand for the next, and the width it was left with. That takes less
than half the time of a new browser for each page.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Page
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from samstyring.apps.actors.models import User
from samstyring.apps.ledger import guards
from tests.browser.conftest import Visitor, visiting
from tests.browser.looking import LOCALES, NARROW, go, overflow, width_of, wrong_with
from tests.browser.pages import NO_PAGES, PAGES, Shown, names
from tests.browser.world import World, world

each_page = pytest.mark.parametrize("shown", PAGES, ids=lambda shown: f"{shown.name}-{shown.who}")


@pytest.fixture(scope="module")
def server(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[LiveServer, World]]:
    with django_db_blocker.unblock():
        # The database emptied below is only ever the test run's own.
        name = str(connection.settings_dict["NAME"])
        assert Path(name).is_relative_to(settings.DATA), f"{name} is not the database of a test run"
        server = LiveServer("localhost")
        yield server, world()
        server.stop()
        with guards.lifted(connection):
            call_command("flush", interactive=False, verbosity=0)


@dataclass
class Windows:
    """Windows that stay open from test to test."""

    visitor: Visitor
    pages: dict[tuple[object, ...], Page] = field(default_factory=dict)

    def open(self, path: str, *, language: str = "nb", script: bool = True, user: User | None = None) -> Page:
        """The page at a path, loaded anew, in a window of the width it was left with."""
        key = (language, script, user and user.pk)
        if key not in self.pages:
            self.pages[key] = self.visitor.page(language=language, script=script, user=user)
        page = self.pages[key]
        go(page, path)
        return page


@pytest.fixture(scope="module")
def windows(browser: Browser, server: tuple[LiveServer, World]) -> Iterator[Windows]:
    visitors: AbstractContextManager[Visitor] = visiting(browser, server[0].url)
    with visitors as visitor:
        yield Windows(visitor)


@pytest.fixture
def visit(windows: Windows) -> Iterator[Callable[..., Page]]:
    yield windows.open
    complaints = windows.visitor.complaints.copy()
    windows.visitor.complaints.clear()
    assert complaints == []


def test_every_address_is_named_here() -> None:
    listed = {page.name for page in PAGES}
    assert names() == listed | NO_PAGES.keys()


# What a script adds: the names of keys, choosing a folder, and what a link leads to shown in its place.
ADDED = "kbd, [data-folder], [data-needs-script], #suggestions, .door-shown"


def said(page: Page) -> str:
    """What a narrow page says, apart from what scripts add."""
    if width_of(page) != NARROW:
        page.set_viewport_size({"width": NARROW, "height": 900})
    page.locator(ADDED).evaluate_all("parts => parts.forEach((part) => part.remove())")
    return " ".join(page.locator("main").inner_text().split())


@each_page
def test_page_is_accessible_fits_and_needs_no_script(
    shown: Shown, server: tuple[LiveServer, World], visit: Callable[..., Page]
) -> None:
    """In each language; and what a page says must not depend on scripts, which may add, not replace."""
    address, user = shown.address(server[1]), server[1].person(shown.who)
    pages = {language: visit(address, language=language, user=user) for language in LOCALES}
    for language, page in pages.items():
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        assert page.locator(".fault").count() == 0, "this is an error page"
        name = f"{shown.name.replace(':', '-')}-{shown.who}-{language}"
        assert wrong_with(page, name, language) == [], language
    plain = visit(address, script=False, user=user)
    assert said(plain) == said(pages["nb"])
    assert overflow(plain) == []
