"""A member scores by keyboard, saved as one goes, and by plain radio buttons without script."""

from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from samstyring.apps.priorities.models import Criterion, Score
from tests.browser.looking import overflow
from tests.integration.apps.priorities.making import World, opened, world

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def made() -> World:
    return opened(world(needs=2, people=1))


def address(made: World) -> str:
    return reverse("priorities:score", args=[made.round.public_id])


def test_numbers_choose_and_go_on_and_everything_is_saved(visit: Callable[..., Page], made: World) -> None:
    # Criteria keep the names that they were given when the round was made.
    severity = Criterion.objects.get(round=made.round, kind="severity").name
    page = visit(address(made), user=made.users[0], language="en")
    for key in "43501":
        page.keyboard.press(key)
    expect(page.locator("#saved")).to_contain_text("1 of 2 are complete")
    expect(page.get_by_role("button", name="Save and go to the next")).to_be_focused()
    item = made.items[0]
    given = Score.objects.filter(item=item).order_by("criterion__position").values_list("value", flat=True)
    assert list(given) == [4, 3, 5, None, 1]
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="2. Eksempelbehov 1")).to_be_visible()
    # Another step in the criterion that one stands in.
    page.get_by_role("group", name=severity).get_by_role("radio").first.focus()
    page.keyboard.press("2")
    expect(page.locator("#saved")).to_contain_text("1 of 2")
    page.reload()
    expect(page.get_by_role("group", name=severity).get_by_role("radio").nth(1)).to_be_checked()


def test_without_script_and_on_a_narrow_screen(visit: Callable[..., Page], made: World) -> None:
    page = visit(address(made), user=made.users[0], language="en", script=False, width=320)
    for criterion in page.get_by_role("group").all():
        if criterion.get_by_role("radio").count():
            criterion.get_by_role("radio").nth(2).check()
    page.get_by_role("button", name="Save and go to the next").click()
    expect(page.get_by_text("Your scores are saved.")).to_be_visible()
    expect(page.get_by_role("heading", name="2. Eksempelbehov 1")).to_be_visible()
    assert overflow(page) == []
    assert set(Score.objects.values_list("item", "value")) == {(made.items[0].pk, 3)}
    page.get_by_role("button", name="I am done").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    made.members[0].refresh_from_db()
    assert made.members[0].done_turn == 1
