"""A folder of replies on its way in: sent with progress, each file's fate, a sender mended by a key."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from samstyring.apps.actors.actions import organisations
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import User
from samstyring.apps.consultations.models import Archive, Arrival, Consultation, Submission
from samstyring.apps.consultations.tasks import read_submission, unpack_archive
from samstyring.apps.ledger.events import SYSTEM
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.looking import findings, go, overflow, screenshot

pytestmark = pytest.mark.django_db(transaction=True)

UNKNOWN = "Høringssvar fra Eksempelvikk kommune\n\nVi mener at staten bør betale for opplæringen.\n"
SILENT = "Eksempelnes kommune\n\nEksempelnes kommune har ingen merknader til forslaget.\n"


@pytest.fixture
def analyst(transactional_db: None) -> User:
    owner = factories.organisation("Eksempeldirektoratet")
    for name in ("Eksempelvik", "Eksempelnes"):
        organisations.add(name=name, kind="municipality", by=SYSTEM)
    return factories.person(role=Level.CONTRIBUTOR, organisation=owner)


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    """Four files: two replies, one that cannot be read, and a ZIP with one reply and a copy."""
    texts = {"a.txt": UNKNOWN, "b.txt": SILENT, "c.pdf": "ingen PDF"}
    inside = tmp_path / "inn"
    inside.mkdir()
    for name, text in texts.items():
        (inside / name).write_text(text, encoding="utf-8")
    with zipfile.ZipFile(inside / "d.zip", "w") as archive:
        archive.writestr("e.txt", UNKNOWN.replace("opplæringen", "innføringen"))
        archive.writestr("kopi av b.txt", SILENT)
    return sorted(inside.iterdir())


def work() -> None:
    """What the worker would do."""
    for archive in Archive.objects.filter(status="waiting"):
        unpack_archive.call(archive.pk)
    for submission in Submission.objects.filter(status="waiting"):
        read_submission.call(submission.pk)


def send(page: Page, files: list[Path]) -> Consultation:
    """Choose the files, send them, and wait for the list of what became of them."""
    page.locator("input[type=file]").set_input_files([str(path) for path in files])
    page.locator("form[data-upload] button[type=submit]").click()
    expect(page.locator("#submissions")).to_be_visible()
    return Consultation.objects.get()


def test_from_a_folder_to_a_mended_sender_and_back(
    visit: Callable[..., Page], analyst: User, folder: list[Path]
) -> None:
    page = visit("/horinger/", user=analyst)
    consultation = send(page, folder)
    expect(page.locator("#submissions progress")).to_be_visible()
    assert Arrival.objects.filter(archive=None).count() == 3
    work()

    # The page follows by itself, and says what became of each file.
    expect(page.locator("#submissions progress")).to_have_count(0)
    expect(page.locator("#submissions tbody tr")).to_have_count(5)
    screenshot(page, "fates")
    assert findings(page) == []
    page.locator('a[href="?skjebne=igjen"]').click()
    expect(page.locator("#submissions tbody tr")).to_have_count(1)
    page.locator('.rooms a[href$="/trenger-hand/"]').click()

    # The first suggestion by a key, the other one too, and both undone.
    expect(page.locator("[data-hand]")).to_have_count(2)
    screenshot(page, "hands")
    page.keyboard.press("1")
    expect(page.locator("[data-hand]")).to_have_count(1)
    assert Submission.objects.filter(senders__organisation__name="Eksempelvik").count() == 1
    page.keyboard.press("u")
    expect(page.locator("[data-hand]")).to_have_count(2)
    page.keyboard.press("j")
    page.keyboard.press("1")
    expect(page.locator("[data-hand]")).to_have_count(1)
    assert findings(page) == []
    assert consultation.submissions.filter(senders_decided_by=analyst).count() == 1


def test_what_is_there_is_not_sent_again_and_an_upload_goes_on_after_a_break(
    visitor: Visitor, analyst: User, folder: list[Path]
) -> None:
    page = visitor.open("/horinger/", user=analyst)
    consultation = send(page, folder[:2])
    upload = f"/horinger/{consultation.public_id}/dokumenter/"
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method) if request.url.endswith(upload) else None)
    go(page, upload)
    sent.clear()

    # The connection fails at the third file; the page is loaded anew, and goes on by itself.
    page.route(
        f"**{upload}", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.locator("input[type=file]").set_input_files([str(path) for path in folder])
    page.locator("form[data-upload] button[type=submit]").click()
    lost = page.locator("[data-progress]").get_attribute("data-words-lost") or "?"
    expect(page.locator("[data-words]")).to_have_text(lost)
    assert sent.count("POST") == 1
    visitor.complaints.clear()  # of the connection that was cut
    page.unroute_all()
    go(page, upload)
    expect(page.locator("#submissions")).to_be_visible()
    assert sent.count("POST") == 3
    assert consultation.submissions.count() == 3
    assert consultation.archives.count() == 1


def test_the_same_without_javascript_at_320_pixels(
    visit: Callable[..., Page], analyst: User, folder: list[Path]
) -> None:
    page = visit("/horinger/ny/", user=analyst, script=False, width=320)
    consultation = send(page, folder)
    work()
    go(page, f"/horinger/{consultation.public_id}/trenger-hand/?slag=ingen-merknader")
    assert overflow(page) == []
    screenshot(page, "hands")
    page.locator('button[value$="|yes"]').last.click()
    expect(page.locator('button[value^="undo|"]')).to_be_visible()
    assert Submission.objects.filter(no_remarks_decided_by=analyst).count() == 1
    page.locator('button[value^="undo|"]').click()
    expect(page.locator("[data-hand]")).to_have_count(1)
    assert not Submission.objects.filter(no_remarks_decided_by=analyst).exists()
