"""The components of the style page: contrast of every type of statement, file drop, states."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pytest_django import Settings

from samstyring.site.pages import STATEMENT_TYPES
from tests.browser.looking import LOCALES, contrast, wrong_with

AA = 4.5


@pytest.fixture
def style(transactional_db: None, settings: Settings, visit: Callable[..., Page]) -> Page:
    settings.DEBUG = True
    return visit("/stil/", language="en")


@pytest.mark.parametrize("language", LOCALES)
def test_every_component_is_accessible_and_fits(
    language: str, transactional_db: None, settings: Settings, visit: Callable[..., Page]
) -> None:
    settings.DEBUG = True
    page = visit("/stil/", language=language)
    assert page.locator("html").get_attribute("lang") == language
    assert page.locator("h1").count() == 1
    assert wrong_with(page, f"style-{language}", language) == []


@pytest.mark.parametrize("kind", [kind for kind, _ in STATEMENT_TYPES])
def test_statement_is_told_by_more_than_its_colour(kind: str, style: Page) -> None:
    mark = f"article mark[data-type={kind}]"
    assert contrast(style, f"{mark} .statement__link") >= AA
    assert contrast(style, f"{mark} .statement-type") >= AA
    assert style.locator(f"{mark} .statement-type").first.inner_text().strip("✓ ") != ""


def test_each_type_has_its_own_look(style: Page) -> None:
    looks = style.evaluate(
        """() => [...document.querySelectorAll("article mark")].slice(0, 7).map((mark) => {
          const s = getComputedStyle(mark);
          return [s.textDecorationStyle, s.textDecorationThickness, s.textDecorationColor].join(" ");
        })"""
    )
    assert len(set(looks)) == len(STATEMENT_TYPES)
    # Told apart in black and white too: by the line alone.
    assert len({" ".join(look.split(" ")[:2]) for look in looks}) == len(STATEMENT_TYPES)


def test_copied_quotation_is_without_the_word(style: Page) -> None:
    copied = style.evaluate(
        """() => {
          const mark = document.querySelector("article mark[data-type=challenge]");
          const range = document.createRange();
          range.selectNodeContents(mark);
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          return getSelection().toString().trim();
        }"""
    )
    assert copied.startswith("This sentence of challenge")


def test_chosen_files_are_listed_and_too_large_ones_named(style: Page, tmp_path: Path) -> None:
    small, large = tmp_path / "svar.txt", tmp_path / "stor.pdf"
    small.write_bytes(b"x" * 2000)
    large.write_bytes(b"x" * 1_500_000)
    style.locator("#files").set_input_files([small, large])
    lines = style.locator(".drop__files li")
    expect(lines).to_have_count(2)
    assert lines.nth(0).inner_text().split("\n") == ["svar.txt", "2 kB"]
    assert lines.nth(1).inner_text().split("\n") == ["stor.pdf", "1.5 MB – too large"]


def test_dropped_files_are_taken(style: Page) -> None:
    style.evaluate(
        """() => {
          const form = document.querySelector("form[data-upload]");
          const data = new DataTransfer();
          data.items.add(new File(["et svar"], "svar.txt", { type: "text/plain" }));
          const options = { dataTransfer: data, bubbles: true, cancelable: true };
          const fire = (type) => form.dispatchEvent(new DragEvent(type, options));
          fire("dragenter");
          window.overWhileDragging = form.hasAttribute("data-over");
          fire("dragover");
          fire("drop");
        }"""
    )
    assert style.evaluate("window.overWhileDragging")
    assert style.locator("form[data-upload]").get_attribute("data-over") is None
    expect(style.locator(".drop__files li")).to_have_count(1)
    assert style.evaluate("document.querySelector('#files').files[0].name") == "svar.txt"
