"""The frame around every page by keyboard, by mouse and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests import factories
from tests.browser.looking import NARROW, focus_is_seen, focused, go

pytestmark = pytest.mark.usefixtures("transactional_db")


def test_keyboard_reaches_everything_in_order_and_shows_where_it_is(visit: Callable[..., Page]) -> None:
    page = visit("/")
    walked = []
    for _ in range(7):
        page.keyboard.press("Tab")
        walked.append(focused(page))
        assert focus_is_seen(page), walked
    assert walked == [
        "Hopp til hovedinnholdet",
        "Samstyring",
        "Bokmål",
        "Nynorsk",
        "English",
        "Logg inn",
        "Min kommune",
    ]


def test_skip_link_leads_past_the_frame(visit: Callable[..., Page]) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.locator(".ds-skip-link").is_visible()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_language_can_be_changed_and_stays(script: bool, visit: Callable[..., Page]) -> None:
    page = visit("/tilgjengelighet/", script=script)
    expect(page.locator("h1")).to_have_text("Tilgjengelighetserklæring")
    page.get_by_role("button", name="Nynorsk").click()
    expect(page.locator("h1")).to_have_text("Tilgjengelegheitserklæring")
    assert page.url.endswith("/tilgjengelighet/")
    go(page, "/")
    expect(page.locator("html")).to_have_attribute("lang", "nn")
    page.get_by_role("button", name="English").press("Enter")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("button", name="English")).to_have_attribute("aria-current", "true")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_logging_out_needs_no_script(script: bool, visit: Callable[..., Page]) -> None:
    page = visit("/", script=script, user=factories.person(), width=NARROW)
    page.get_by_role("button", name="Logg ut").click()
    expect(page.get_by_role("link", name="Logg inn")).to_be_visible()


def test_navigation_marks_where_one_is(visit: Callable[..., Page]) -> None:
    page = visit("/")
    link = page.get_by_role("navigation").get_by_role("link", name="Høringer")
    assert link.get_attribute("aria-current") is None
    link.click()
    expect(
        page.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Høringer")
    ).to_have_attribute("aria-current", "page")


def test_on_paper_only_the_content_is_left(visit: Callable[..., Page]) -> None:
    page = visit("/tilgjengelighet/")
    page.emulate_media(media="print")
    assert page.locator("h1").is_visible()
    assert not page.get_by_role("navigation").first.is_visible()
    assert not page.get_by_role("button", name="Nynorsk").is_visible()
