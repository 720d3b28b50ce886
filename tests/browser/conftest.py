"""A real browser against a live server, for all browser tests.

Chromium is the one that Debian installs. A test takes `visit`, and fails when a page writes an error to the
console, which is where a breach of the content security policy shows.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from samstyring.apps.actors.models import User
from tests.browser.looking import LOCALES, WIDE

# Playwright's loop runs in this thread, and Django would refuse the database calls that a test makes itself.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# How long, in milliseconds, a page may take for what a test waits for: machines that run tests are busy.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Visitor:
    """Opens pages as somebody: makes contexts, and collects what the browser complains of."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def page(
        self, *, width: int = WIDE, language: str = "nb", script: bool = True, user: User | None = None
    ) -> Page:
        """An empty page of a browser with this width in CSS pixels, language and login."""
        context = self.browser.new_context(
            base_url=self.address,
            viewport={"width": width, "height": 900},
            locale=LOCALES[language],
            java_script_enabled=script,
            reduced_motion="reduce",
        )
        self.contexts.append(context)
        if user is not None:
            context.add_cookies([self._session(user)])
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", self._listen)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: {error}"))
        return page

    def open(self, path: str, **wishes: Any) -> Page:
        """The page at a path, loaded; `wishes` as for `page`."""
        page = self.page(**wishes)
        page.goto(path)
        return page

    def _session(self, user: User) -> Any:
        client = Client()
        client.force_login(user, backend=django_settings.AUTHENTICATION_BACKENDS[-1])
        name = django_settings.SESSION_COOKIE_NAME
        return {"name": name, "value": client.cookies[name].value, "url": self.address}

    def _listen(self, message: ConsoleMessage) -> None:
        # Tests look at an answer's status themselves, and a request that is cut off because the page is left
        # is no fault of the page.
        expected = ("the server responded with a status of", "htmx:sendError", "htmx:afterRequest")
        if message.type == "error" and not any(words in message.text for words in expected):
            self.complaints.append(f"{message.location.get('url')}: {message.text}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for the whole run."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        pytest.fail("Browser tests need Chromium: run ./samstyring test, which says how to install it.")
    # Chromium's sandbox does not start for root, who is the user in containers.
    options = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=options)
        yield chromium
        chromium.close()


@contextmanager
def visiting(browser: Browser, address: str) -> Iterator[Visitor]:
    """A visitor of a server, whose windows are closed afterwards. Raises AssertionError for complaints."""
    made = Visitor(browser, address)
    yield made
    for context in made.contexts:
        context.close()
    assert made.complaints == []


@pytest.fixture
def visitor(
    browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path
) -> Iterator[Visitor]:
    """A visitor of the live server; the test fails if a page wrote an error to the console."""
    settings.MEDIA_ROOT = tmp_path / "files"
    with visiting(browser, live_server.url) as made:
        yield made


@pytest.fixture
def visit(visitor: Visitor) -> Callable[..., Page]:
    """Open a page: `visit("/", width=320, language="nn", script=False, user=somebody)`."""
    return visitor.open
