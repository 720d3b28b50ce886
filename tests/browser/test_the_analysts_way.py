"""The analyst's whole way in one go: a folder of replies dropped, what needs a hand mended, statements looked
at, a point made, and the Word file, in which every quotation is found in its source.

`SAMSTYRING_PICTURES=docs/images ./samstyring test tests/browser/test_the_analysts_way.py` takes the pictures
of docs/howto-analyst.md anew.
"""

import io
import os
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect
from reportlab.pdfgen.canvas import Canvas

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import User
from samstyring.apps.consultations.models import Consultation, PointMember, SourceText, Statement
from tests import factories
from tests.browser.looking import go

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.real_reader]

REPOSITORY = Path(__file__).resolve().parents[2]
NO_REMARKS = "Holmøy kommune (eksempel)\n\nKommunen har ingen merknader til forslaget.\n"
VALLEY = """Eksempeldal kommune (eksempel)

Høringssvar om felles meldingsløsning

Utfordringer
Det er mangel på sykepleiere i distriktene. Journalsystemene snakker ikke sammen.

Forslag
Staten bør betale for innføringen av meldingsløsningen.
"""
FJORD = """Eksempelfjord kommune (døme)

Høyringssvar om felles meldingsløysing

Kommunen støttar framlegget.
Det er mangel på sjukepleiarar i distrikta våre.
Staten må betale for opplæringa av dei tilsette.
"""


def letter() -> bytes:
    """A reply as a PDF."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    lines = [
        "Helse Eksempel HF",
        "Høringssvar om felles meldingsløsning",
        "Vi går imot forslaget slik det er utformet.",
        "Helseforetaket mangler penger til nye grensesnitt.",
    ]
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - 24 * number, line)
    canvas.save()
    return stream.getvalue()


def form() -> bytes:
    """A reply as a Word form with ticks."""
    document = docx.Document()
    for line in (
        "Avsender: Eksempelby kommune (eksempel)",
        "Spørsmål 1: Støtter dere forslaget?",
        "☒ Ja ☐ Nei",
        "Kommentar: Vi trenger bedre opplæring av ansatte før løsningen tas i bruk.",
    ):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> list[Path]:
    """What lies in the analyst's folder: loose files, one that is broken, and a ZIP with two more."""
    loose = {
        "holmoy.txt": NO_REMARKS.encode(),
        "eksempeldal.txt": VALLEY.encode(),
        "skjema.docx": form(),
        "odelagt.pdf": b"%PDF-1.7\nikke mer enn dette",
    }
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("fra-helse-eksempel.pdf", letter())
        archive.writestr("eksempelfjord.txt", FJORD)
    for name, content in (loose | {"flere.zip": packed.getvalue()}).items():
        (tmp_path / name).write_bytes(content)
    return [tmp_path / name for name in (*loose, "flere.zip")]


@pytest.fixture
def analyst(transactional_db: None) -> User:
    owner = factories.organisation("Eksempeldirektoratet (eksempel)")
    for name in ("Eksempeldal kommune (eksempel)", "Helse Eksempel HF (eksempel)"):
        factories.organisation(name)
    return factories.person(role=Level.COORDINATOR, organisation=owner)


@pytest.fixture
def picture(tmp_path: Path) -> Callable[[Page, str], None]:
    """Keep a picture of what the window shows, for the documentation that names it."""
    kept = Path(os.environ.get("SAMSTYRING_PICTURES", tmp_path / "pictures"))
    kept.mkdir(parents=True, exist_ok=True)
    text = (REPOSITORY / "docs/howto-analyst.md").read_text(encoding="utf-8")

    def take(page: Page, name: str) -> None:
        # Hiding the caret leaves a style on fields, which htmx then copies against the security policy.
        page.screenshot(path=kept / f"analyst-{name}.png", caret="initial")
        assert f"images/analyst-{name}.png" in text
        assert (
            REPOSITORY / f"docs/images/analyst-{name}.png"
        ).is_file() or "SAMSTYRING_PICTURES" in os.environ

    return take


def read_all() -> None:
    """Let the worker do all that waits, until nothing does: unpack, read, group."""
    call_command("db_worker", batch=True, interval=0.1, startup_delay=False)


def drop(page: Page, files: list[Path]) -> Consultation:
    """Choose the files, send them one by one, and wait for the consultation's page."""
    page.locator("input[type=file]").set_input_files([str(path) for path in files])
    page.locator("form[data-upload] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/horinger/[0-9a-f-]{36}/"))
    expect(page.locator("table")).to_contain_text("odelagt.pdf")
    return Consultation.objects.get()


def quotations(content: bytes) -> list[str]:
    """The quoted words of a Word file."""
    return [
        run.text
        for paragraph in docx.Document(io.BytesIO(content)).paragraphs
        for run in paragraph.runs
        if run.style.name == "Quoted words"
    ]


def test_from_a_folder_of_replies_to_the_word_file(
    visit: Callable[..., Page], analyst: User, folder: list[Path], picture: Callable[[Page, str], None]
) -> None:
    page = visit("/horinger/", user=analyst)
    consultation = drop(page, folder)
    read_all()
    assert consultation.submissions.count() == 6
    go(page, f"/horinger/{consultation.public_id}/")
    expect(page.locator("main")).to_contain_text("odelagt.pdf")
    assert consultation.submissions.filter(status="refused").count() == 1
    picture(page, "documents")

    mend_a_sender(page, consultation, picture)
    from_overview_to_statements(page, consultation, picture)
    look_at_a_statement(page, consultation, picture)
    make_a_point(page, consultation, picture)
    write_and_take_the_word_file(page, consultation, picture)


def mend_a_sender(page: Page, consultation: Consultation, picture: Callable[[Page, str], None]) -> None:
    """One key says who sent a reply, another takes it back."""
    go(page, f"/horinger/{consultation.public_id}/trenger-hand/")
    expect(page.locator("[data-hand]").first).to_be_visible()
    picture(page, "needs-a-hand")
    before = consultation.submissions.filter(senders__decided_by__isnull=False).count()
    page.keyboard.press("1")
    expect(page.locator("[data-undo], button[data-key=u]").first).to_be_visible()
    assert consultation.submissions.filter(senders__decided_by__isnull=False).count() == before + 1
    page.keyboard.press("u")
    page.wait_for_load_state("networkidle")


def from_overview_to_statements(
    page: Page, consultation: Consultation, picture: Callable[[Page, str], None]
) -> None:
    """A figure leads to the statements that it counts, and the filters stand in the address."""
    go(page, f"/horinger/{consultation.public_id}/oversikt/")
    picture(page, "overview")
    cell = page.locator("table.cross td a").filter(has_text=re.compile(r"^\s*[1-9]")).first
    counted = int(cell.inner_text())
    cell.click()
    page.wait_for_url("**/utsagn/?**")
    expect(page.locator("ol.statements > li")).to_have_count(counted)
    go(page, f"/horinger/{consultation.public_id}/utsagn/?sok=sykepleier")
    expect(page.locator("ol.statements")).to_contain_text("sjukepleiarar")
    picture(page, "statements")


def look_at_a_statement(page: Page, consultation: Consultation, picture: Callable[[Page, str], None]) -> None:
    """A type by its number, and back with u."""
    statement = Statement.objects.filter(
        reading__submission__consultation=consultation, quote__contains="Journalsystemene"
    ).get()
    submission = statement.reading.submission
    go(page, f"/dokumenter/{submission.public_id}/{statement.start}-{statement.end}/")
    expect(page.locator(".panel blockquote")).to_contain_text("Journalsystemene")
    page.keyboard.press("2")
    expect(page.locator("mark[data-selected]").first).to_have_attribute("data-type", "proposal")
    page.keyboard.press("u")
    expect(page.locator("mark[data-selected]").first).to_have_attribute("data-type", statement.type)
    page.keyboard.press("1")
    expect(page.locator("mark[data-selected]").first).to_have_attribute("data-reviewed", "")
    picture(page, "document")


def make_a_point(page: Page, consultation: Consultation, picture: Callable[[Page, str], None]) -> None:
    """A point of the statement that is chosen; the suggestion in nynorsk is added by one key."""
    page.locator("[data-point] button, form[action*='/poeng/'] button").first.click()
    page.wait_for_url("**/poeng/**")
    picture(page, "point")
    assert PointMember.objects.filter(point__consultation=consultation).exists()


def write_and_take_the_word_file(
    page: Page, consultation: Consultation, picture: Callable[[Page, str], None]
) -> None:
    """One's own text goes in, and every quotation in the file is what a reply says, in three languages."""
    go(page, f"/horinger/{consultation.public_id}/oppsummering/")
    page.locator("textarea[name=text]").fill("Dette har analytikeren skrevet selv.")
    page.locator("form:has(textarea) button[type=submit]").click()
    page.wait_for_load_state("networkidle")
    picture(page, "summary")
    sources = [" ".join(text.split()) for text in SourceText.objects.values_list("text", flat=True)]
    for language in ("nb", "nn", "en"):
        with page.expect_download() as waiting:
            page.select_option("select[name=sprak]", language)
            page.locator("form.summary__file button").click()
        content = Path(waiting.value.path()).read_bytes()
        quoted = quotations(content)
        assert len(quoted) >= 3
        assert [words for words in quoted if not any(words in source for source in sources)] == []
        paragraphs = docx.Document(io.BytesIO(content)).paragraphs
        assert any("analytikeren skrevet selv" in paragraph.text for paragraph in paragraphs)
