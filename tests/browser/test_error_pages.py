"""The pages that say that something went wrong, which are as much the program's as all others."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from tests.browser.looking import LOCALES, go, wrong_with

FAULTS = ["400", "403", "404", "413", "500", "csrf"]


@pytest.mark.parametrize("language", LOCALES)
def test_error_pages_are_accessible_and_in_style(
    language: str, transactional_db: None, visit: Callable[..., Page], settings: Settings
) -> None:
    settings.ROOT_URLCONF = "tests.browser.fault_urls"
    page = visit("/", language=language)
    wrong = {}
    for fault in FAULTS:
        go(page, f"/fault/{fault}/")
        assert page.locator("html").get_attribute("lang") == language
        assert page.locator("h1").count() == 1
        assert page.locator(".brand").is_visible()
        wrong[fault] = wrong_with(page, f"fault-{fault}-{language}", language)
    assert wrong == {fault: [] for fault in FAULTS}
