"""One reply from the file to its marked page, as people do it: dropped, read, corrected by keyboard."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import User
from samstyring.apps.consultations.models import Review, Submission
from samstyring.apps.consultations.tasks import read_submission
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

REPLY = """Eksempelvik kommune (eksempel)

Utfordringer
Det er mangel på sykepleiere i distriktene. Journalsystemene snakker ikke sammen.

Forslag
Staten bør betale for innføringen.
"""


@pytest.fixture
def analyst(transactional_db: None) -> User:
    owner = factories.organisation("Eksempeldirektoratet")
    return factories.person(role=Level.CONTRIBUTOR, organisation=owner)


@pytest.fixture
def reply(tmp_path: Path) -> Path:
    path = tmp_path / "svar.txt"
    path.write_text(REPLY, encoding="utf-8")
    return path


def drop(page: Page, reply: Path) -> Submission:
    """Choose the file, send it, and wait for the page that follows the reading."""
    page.locator("input[type=file]").set_input_files(str(reply))
    page.locator("form[data-upload] button[type=submit]").click()
    page.wait_for_url("**/dokumenter/**")
    return Submission.objects.get()


def test_from_file_to_corrected_page_by_keyboard(
    visit: Callable[..., Page], analyst: User, reply: Path
) -> None:
    page = visit("/horinger/", user=analyst)
    submission = drop(page, reply)
    expect(page.locator("#waiting [role=status]")).to_be_visible()
    read_submission.call(submission.pk)

    # The page follows by itself.
    marks = page.locator("mark.statement")
    expect(marks.first).to_be_visible()
    challenge = page.locator("mark[data-type=challenge]").first
    expect(challenge).to_contain_text("sykepleiere")

    page.keyboard.press("j")
    expect(page.locator("mark[data-selected]")).to_have_count(1)
    while "sykepleiere" not in page.locator("mark[data-selected]").inner_text():
        before = page.locator(".panel").get_attribute("data-selected")
        page.keyboard.press("j")
        expect(page.locator(".panel")).not_to_have_attribute("data-selected", before or "")
    page.keyboard.press("4")
    corrected = page.locator("mark[data-selected]")
    expect(corrected).to_have_attribute("data-type", "example")
    expect(corrected).to_have_attribute("data-reviewed", "")
    assert page.url.endswith("#" + (corrected.get_attribute("data-statement") or "?"))

    # It stands after a reload, at the address that can be shared; u takes it back.
    page.reload(wait_until="networkidle")
    expect(page.locator("mark[data-selected]")).to_have_attribute("data-type", "example")
    page.keyboard.press("u")
    expect(page.locator("mark[data-selected]")).to_have_attribute("data-type", "challenge")
    assert Review.objects.count() == 2


def test_the_same_without_javascript_at_320_pixels(
    visit: Callable[..., Page], analyst: User, reply: Path
) -> None:
    page = visit("/horinger/ny/", user=analyst, script=False, width=320)
    submission = drop(page, reply)
    read_submission.call(submission.pk)
    # The waiting page loads itself again: no reload here, which would run into that one.
    page.locator("mark[data-type=challenge] a").first.click()
    expect(page.locator(".panel blockquote")).to_contain_text("sykepleiere")
    page.locator("button[name=type][value=example]").click()
    expect(page.locator("mark[data-selected]")).to_have_attribute("data-type", "example")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_two_people_on_the_same_statement(visit: Callable[..., Page], analyst: User, reply: Path) -> None:
    mine = visit("/horinger/", user=analyst)
    submission = drop(mine, reply)
    read_submission.call(submission.pk)
    statement = submission.readings.get().statements.filter(type="challenge").first()
    assert statement is not None
    address = f"/dokumenter/{submission.public_id}/{statement.start}-{statement.end}/"
    # The waiting page goes on by itself; only then is it left for another.
    expect(mine.locator("mark.statement").first).to_be_visible()
    mine.goto(address, wait_until="networkidle")
    theirs = visit(address, user=analyst)
    theirs.keyboard.press("2")
    expect(theirs.locator("mark[data-selected]")).to_have_attribute("data-type", "proposal")
    mine.keyboard.press("4")
    expect(mine.locator(".panel [role=alert]")).to_be_visible()
    expect(mine.locator("mark[data-selected]")).to_have_attribute("data-type", "proposal")
