"""What browser tests ask of a page: findings of axe, width, focus, contrast, screenshots."""

import json
import os
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from playwright.sync_api import Error, Page

WIDE = 1280
NARROW = 320
LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB"}
# Best practices are kept in: they name what hinders, even where no success criterion is broken.
AXE_OPTIONS: dict[str, Any] = {"resultTypes": ["violations"], "reporter": "v2"}
# Fetching the styles once more, for the one rule that reads them (turning the device), takes a third of
# axe's time, and contrast half of what remains. Neither differs with the words of a page.
WITHOUT_STYLES = AXE_OPTIONS | {"preload": False}
WORDS_ONLY = WITHOUT_STYLES | {"rules": {"color-contrast": {"enabled": False}}}


@cache
def _axe() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def go(page: Page, path: str) -> None:
    """Load a path in a window that may be loading itself anew at this moment.

    A page that waits for the reader or for figures does so every few seconds. Where that falls together with
    the step of the one who looks, the browser drops one of the two.
    """
    try:
        page.goto(path)
    except Error as error:
        if "ERR_ABORTED" not in error.message:
            raise
        page.goto(path)


def wrong_with(page: Page, name: str, language: str) -> list[str]:
    """What is wrong with a page at both widths, beginning with the one that its window has.

    Languages differ in words, not in colours or in how a narrow window is laid out: what depends on these is
    looked at in the first language only. That words fit is checked in each.
    """
    wrong: list[str] = []
    first = language == next(iter(LOCALES))
    for width in sorted((WIDE, NARROW), key=lambda width: width != width_of(page)):
        if width != width_of(page):
            page.set_viewport_size({"width": width, "height": 900})
        if first:
            found = findings(page, AXE_OPTIONS if width == WIDE else WITHOUT_STYLES)
        else:
            found = findings(page, WORDS_ONLY) if width == WIDE else []
        wrong += [f"{width}: {finding}" for finding in found]
        wrong += [f"{width}: too wide: {element}" for element in overflow(page)]
        screenshot(page, name)
    return wrong


def width_of(page: Page) -> int:
    """The width of a page's window in CSS pixels."""
    return page.viewport_size["width"] if page.viewport_size else 0


def findings(page: Page, options: dict[str, Any] = AXE_OPTIONS) -> list[str]:
    """What axe finds wrong with the page, one line for each place."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(_axe())
    # What axe found right is many times as long as what it found wrong, and stays in the browser.
    violations = page.evaluate(f"axe.run(document, {json.dumps(options)}).then((found) => found.violations)")
    return [
        f"{violation['id']} ({violation['help']}): {' '.join(map(str, node['target']))} {node['html'][:160]}"
        for violation in violations
        for node in violation["nodes"]
    ]


def overflow(page: Page) -> list[str]:
    """The elements that make the page wider than its window; empty where it need not be scrolled sideways."""
    return page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.querySelectorAll("body *")]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .map((element) => `${element.tagName}.${element.className}`).slice(0, 10);
        }"""
    )


def focused(page: Page) -> str:
    """The accessible words of what has focus: its label or its text."""
    return page.evaluate(
        """() => {
          const active = document.activeElement;
          return (active.getAttribute("aria-label") || active.innerText || "").trim();
        }"""
    )


def focus_is_seen(page: Page) -> bool:
    """Whether what has focus is marked by an outline or a shadow, itself or around it."""
    return page.evaluate(
        """() => {
          const marked = (element) => {
            const style = getComputedStyle(element);
            const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
            return outlined || style.boxShadow !== "none";
          };
          const active = document.activeElement;
          return marked(active) || (active.parentElement !== null && marked(active.parentElement));
        }"""
    )


def contrast(page: Page, selector: str) -> float:
    """The contrast ratio (WCAG 2, 1 to 21) of an element's text to what is behind it."""
    return page.evaluate(
        """(selector) => {
          const parse = (colour) => colour.match(/[\\d.]+/g).map(Number);
          const channel = (value) =>
            (value /= 255) <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
          let element = document.querySelector(selector);
          const text = light(parse(getComputedStyle(element).color));
          const behind = () => parse(getComputedStyle(element).backgroundColor);
          while (element && (behind()[3] ?? 1) === 0) element = element.parentElement;
          const back = element ? light(behind()) : 1;
          return (Math.max(text, back) + 0.05) / (Math.min(text, back) + 0.05);
        }""",
        selector,
    )


def screenshot(page: Page, name: str) -> None:
    """Keep a picture of the whole page in the folder SCREENSHOTS, where one is named."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        path = Path(folder) / f"{name}-{width_of(page)}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=path, full_page=True)
