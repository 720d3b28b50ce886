"""The pictures in the documentation, taken of the example. `SAMSTYRING_PICTURES=docs/images ./samstyring test
tests/browser/test_pictures.py` takes them anew; without the variable they are taken and thrown away.
"""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.world import world

pytestmark = pytest.mark.django_db(transaction=True)

REPOSITORY = Path(__file__).resolve().parents[2]


def test_the_marked_reply_that_the_readme_shows(visit: Callable[..., Page], tmp_path: Path) -> None:
    shown = world()
    page = visit(f"/dokumenter/{shown.submission.public_id}/", user=shown.coordinator)
    page.locator("mark[data-type=challenge] a").first.click()
    expect(page.locator(".panel blockquote")).to_be_visible()
    folder = Path(os.environ.get("SAMSTYRING_PICTURES", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    page.locator("#summary").evaluate("element => element.scrollIntoView()")
    page.screenshot(path=folder / "document.png")
    assert (folder / "document.png").stat().st_size > 10_000
    assert "docs/images/document.png" in (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert (REPOSITORY / "docs/images/document.png").is_file()
