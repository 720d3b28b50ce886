"""From a measure's page to the paper for the council: written, read, taken as Word and PDF, and printed."""

import io
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import Page, expect

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import measures
from samstyring.apps.portfolio.models import Measure
from tests import factories
from tests.browser.looking import NARROW, findings, overflow
from tests.unit.apps.overview.test_paper_files import pdf_pages, squeezed, word_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

NUMBER = "26/01234 & <b>"
FIRST, SECOND = "Det innføres fra 2027.", "Det innføres ikke."


@pytest.fixture
def writer(db: None) -> User:
    """Somebody who writes for one municipality."""
    place = factories.organisation(
        "Eksempelvik (eksempel)", kind=OrganisationKind.MUNICIPALITY, number="4601"
    )
    return factories.person(role=Level.COORDINATOR, organisation=place)


@pytest.fixture
def measure(db: None) -> Measure:
    """A measure with a duty and hours."""
    made = measures.add(
        fields={"code": "eksempel", "name": "Eksempelløsning", "kind": "national"}, owner=None, by=SYSTEM
    )
    duty = {"kind": "pay", "for_whom": "Kommunene", "state": "required"}
    measures.set_duty(measure=made, fields=duty, by=SYSTEM)
    hours = {"profession": "Sykepleier", "hours_low": 40, "hours_high": 120}
    measures.set_effort(measure=made, fields=hours, by=SYSTEM)
    return made


def sound(page: Page) -> None:
    """Nothing that axe finds, and nothing wider than the window."""
    page.wait_for_load_state("networkidle")
    assert findings(page) == []
    assert overflow(page) == []


def words(text: str) -> str:
    """What a page in Bokmål calls it."""
    with translation.override("nb"):
        return translation.gettext(text)


def saved(page: Page, link: str) -> bytes:
    """The file that a link answers with."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=words(link), exact=True).click()
    return Path(waiting.value.path()).read_bytes()


def test_from_a_measure_to_the_printed_paper(
    writer: User, measure: Measure, visit: Callable[..., Page]
) -> None:
    page = visit(measure.get_absolute_url(), user=writer)
    page.get_by_role("link", name=words("Paper for the council"), exact=True).click()
    # Whoever writes for one municipality comes right to its paper.
    expect(page.locator("article.paper h1")).to_contain_text("Eksempelløsning")
    expect(page.locator(".paper__warning")).to_be_visible()
    sound(page)
    _written(page)
    word = word_text(io.BytesIO(saved(page, "Download as Word")))
    pdf = saved(page, "Download as PDF")
    text = "".join(pdf_pages(pdf))
    for said in (NUMBER, FIRST, "Sykepleier", "40–120", measure.name):
        assert squeezed(said) in word
        assert squeezed(said) in text
    _printed(page)
    page.locator(".paper-bar__languages a").click()
    expect(page.locator("article.paper")).to_have_attribute("lang", "nn")


def _written(page: Page) -> None:
    """Typed, saved, changed, and an earlier version put back."""
    for recommendation in (FIRST, SECOND):
        page.get_by_role("link", name=words("Write our part"), exact=True).click()
        sound(page)
        page.locator("#id_archive_number").fill(NUMBER)
        page.locator("#id_recommendation").fill(recommendation)
        page.locator("main form.paper-form button[type=submit]").click()
        expect(page.locator(".paper__own").first).to_have_text(recommendation)
    page.get_by_role("link", name=words("Write our part"), exact=True).click()
    page.locator(".paper-versions button").click()
    expect(page.locator(".paper-versions > li")).to_have_count(3)
    expect(page.locator("#id_recommendation")).to_have_value(FIRST)
    page.get_by_role("link", name=words("Back to the paper"), exact=True).click()
    expect(page.locator(".paper__facts")).to_contain_text(NUMBER)


def _printed(page: Page) -> None:
    """On paper there are no buttons, and all that the paper says."""
    page.emulate_media(media="print")
    expect(page.locator(".paper-bar")).to_be_hidden()
    document = pypdfium2.PdfDocument(page.pdf(format="A4"))
    text = squeezed("".join(one.get_textpage().get_text_range() for one in document))
    document.close()
    assert squeezed(NUMBER) in text
    assert squeezed(words("Download as PDF")) not in text
    page.emulate_media(media="screen")


def test_the_pages_of_a_paper_fit_a_narrow_window(
    writer: User, measure: Measure, visit: Callable[..., Page]
) -> None:
    number = Organisation.objects.get(number="4601").number
    for name in ("council_paper", "write_council_paper"):
        address = reverse(f"overview:{name}", args=[number, "tiltak", measure.public_id])
        sound(visit(address, user=writer, width=NARROW))
