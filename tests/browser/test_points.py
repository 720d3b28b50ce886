"""From a statement to a point, as an analyst does it by keyboard: make, add, undo, merge."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.consultations import preparing
from samstyring.apps.consultations.actions import points
from samstyring.apps.consultations.actions.point_parts import Span
from samstyring.apps.consultations.models import Point, Statement
from tests.browser.looking import findings, go, overflow, screenshot
from tests.browser.world import World, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shown(transactional_db: None) -> World:
    made = world()
    preparing.prepare.call(made.consultation.pk)
    return made


def chosen(shown: World) -> Statement:
    """A statement in no point, of a document that other documents say something like."""
    return (
        Statement.objects.effective()
        .filter(consultation=shown.consultation, current_type="challenge")
        .exclude(pk=shown.statement.pk)
        .earliest("pk")
    )


def test_make_add_undo_and_merge(visit: Callable[..., Page], shown: World) -> None:
    statement = chosen(shown)
    document = statement.submission.public_id
    page = visit(
        f"/dokumenter/{document}/{statement.start}-{statement.end}/lignende/", user=shown.coordinator
    )
    assert findings(page) == []
    screenshot(page, "alike")
    page.locator("form .alike__act button").click()
    page.wait_for_url("**/poeng/**")
    rows = page.locator("[data-suggestion]")
    expect(rows.first).to_be_visible()
    assert findings(page) == []
    assert overflow(page) == []
    screenshot(page, "point")
    # Looking for faults leaves empty style attributes behind, which no later swap is allowed to copy.
    page.reload()
    expect(rows.first).to_be_visible()

    point = Point.objects.latest("pk")
    page.keyboard.press("j")
    expect(rows.first).to_have_attribute("aria-current", "true")
    page.keyboard.press("a")
    undo = page.locator(".suggestions__done [data-key=u]")
    expect(undo).to_be_visible()
    expect(page.locator("#said .said__statement")).to_have_count(2)
    assert point.members.filter(state="confirmed").count() == 2
    page.keyboard.press("u")
    expect(page.locator("#said .said__statement")).to_have_count(1)
    page.keyboard.press("x")
    expect(undo).to_be_visible()
    assert point.members.filter(state="removed").count() == 1
    assert findings(page) == []

    go(page, f"/poeng/{point.public_id}/sla-sammen/")
    assert findings(page) == []
    page.locator(f"button[name=into][value='{shown.point.public_id}']").click()
    page.wait_for_url(f"**/poeng/{shown.point.public_id}/")
    page.locator("form[action$='/skill/'] button").click()
    page.wait_for_url(f"**/poeng/{point.public_id}/")
    point.refresh_from_db()
    assert point.merged_into is None


def test_the_same_without_javascript_at_320_pixels(visit: Callable[..., Page], shown: World) -> None:
    statement = chosen(shown)
    span = Span(statement.reading.source_text_id, statement.start, statement.end)
    point = points.make(
        consultation=shown.consultation,
        spans=[span],
        user=shown.coordinator,
        by=actor_for(shown.coordinator, shown.organisation),
    )
    page = visit(f"/poeng/{point.public_id}/", user=shown.coordinator, script=False, width=320)
    page.locator("#suggestions a").click()
    page.wait_for_url("**/forslag/")
    page.locator("[data-suggestion] [data-key=a]").first.click()
    page.wait_for_url("**/forslag/")
    assert point.members.filter(state="confirmed").count() == 2
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    screenshot(page, "suggestions")
    for name in (f"/poeng/{point.public_id}/", f"/horinger/{shown.consultation.public_id}/poeng/"):
        go(page, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        screenshot(page, "point" if "horinger" not in name else "points")
