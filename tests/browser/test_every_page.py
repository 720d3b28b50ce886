"""What holds for every page: axe finds nothing, in any language, wide or narrow, and nothing is too wide.

The pages are shown from one world that is loaded once, since nothing here changes it. They are looked at in
windows that stay open, as people do: a window for each person, language and use of scripts, which has the
styles and scripts of the first page at hand for the next. That takes less than half the time of a new browser
for each page.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from playwright.sync_api import Browser, Error, Page
from pytest_django import DjangoDbBlocker, Settings
from pytest_django.live_server_helper import LiveServer

from samstyring.apps.actors.models import User
from samstyring.apps.ledger import guards
from tests.browser.conftest import LOCALES, NARROW, WIDE, Visitor, visiting
from tests.browser.looking import findings, overflow, screenshot
from tests.browser.pages import NO_PAGES, PAGES, Shown, names
from tests.browser.world import World, world

FAULTS = ["400", "403", "404", "413", "500", "csrf"]

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
        """The page at a path, loaded anew, in a wide window."""
        key = (language, script, user and user.pk)
        if key not in self.pages:
            self.pages[key] = self.visitor.page(language=language, script=script, user=user)
        page = self.pages[key]
        page.set_viewport_size({"width": WIDE, "height": 900})
        try:
            page.goto(path)
        except Error as error:
            # Without script, a page that waits for the reader loads itself anew every few
            # seconds. Where that falls together with our own step, the browser drops one.
            if "ERR_ABORTED" not in error.message:
                raise
            page.goto(path)
        return page


@pytest.fixture(scope="module")
def windows(browser: Browser, server: tuple[LiveServer, World]) -> Iterator[Windows]:
    visitors: AbstractContextManager[Visitor] = visiting(browser, server[0].url)
    with visitors as visitor:
        yield Windows(visitor)


@pytest.fixture
def visit(windows: Windows, settings: Settings) -> Iterator[Callable[..., Page]]:
    # The style page is shown only to developers.
    settings.DEBUG = True
    yield windows.open
    complaints = windows.visitor.complaints.copy()
    windows.visitor.complaints.clear()
    assert complaints == []


def as_seen_by(shown: Shown, world: World) -> dict[str, object]:
    return {"user": world.person(shown.who)}


def wrong_with(page: Page, name: str, language: str) -> list[str]:
    """What is wrong with a page at both widths. Languages differ in words, not in how a narrow window is laid
    out, so axe looks at the narrow one in the first language only; that words fit is checked in each."""
    wrong: list[str] = []
    for width in (WIDE, NARROW):
        page.set_viewport_size({"width": width, "height": 900})
        if width == WIDE or language == next(iter(LOCALES)):
            wrong += [f"{width}: {finding}" for finding in findings(page)]
        wrong += [f"{width}: too wide: {element}" for element in overflow(page)]
        screenshot(page, name)
    return wrong


def test_every_address_is_named_here() -> None:
    listed = {page.name for page in PAGES}
    assert names() == listed | NO_PAGES.keys()


@pytest.mark.parametrize("language", LOCALES)
@each_page
def test_page_is_accessible_and_fits(
    shown: Shown, language: str, server: tuple[LiveServer, World], visit: Callable[..., Page]
) -> None:
    page = visit(shown.address(server[1]), language=language, **as_seen_by(shown, server[1]))
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.locator(".fault").count() == 0, "this is an error page"
    assert wrong_with(page, f"{shown.name.replace(':', '-')}-{shown.who}-{language}", language) == []


# What a script adds: the names of keys, choosing a folder, and what a link leads to shown in its place.
ADDED = "kbd, [data-folder], [data-needs-script], #suggestions, .door-shown"


def said(page: Page) -> str:
    """What a page says, apart from what scripts add."""
    page.locator(ADDED).evaluate_all("parts => parts.forEach((part) => part.remove())")
    return " ".join(page.locator("main").inner_text().split())


@each_page
def test_page_says_the_same_without_script(
    shown: Shown, server: tuple[LiveServer, World], visit: Callable[..., Page]
) -> None:
    """What a page says must not depend on JavaScript; scripts may add, not replace."""
    seen = as_seen_by(shown, server[1])
    plain = visit(shown.address(server[1]), script=False, **seen)
    scripted = visit(shown.address(server[1]), **seen)
    assert said(plain) == said(scripted)
    plain.set_viewport_size({"width": NARROW, "height": 900})
    assert overflow(plain) == []


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("fault", FAULTS)
def test_error_page_is_accessible_and_in_style(
    fault: str, language: str, visit: Callable[..., Page], settings: Settings
) -> None:
    settings.DEBUG = False
    settings.ROOT_URLCONF = "tests.browser.fault_urls"
    page = visit(f"/fault/{fault}/", language=language)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert page.locator(".brand").is_visible()
    assert wrong_with(page, f"fault-{fault}-{language}", language) == []
