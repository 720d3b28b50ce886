"""Three ways through measures and municipalities: a coordinator fills the sheet and sends it; a head of
health finds what binds and a neighbour's experience in under ten clicks; two editions are compared.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from samstyring.apps.actors.choices import Level, NameKind, OrganisationKind
from samstyring.apps.actors.models import Organisation, OrganisationName, User
from samstyring.apps.actors.names import normalise
from samstyring.apps.adoption.actions import introductions
from samstyring.apps.adoption.models import Introduction
from samstyring.apps.knowledge.actions import experiences
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.actions import first_rows, measures, roadmaps
from samstyring.apps.portfolio.models import Edition, Measure
from tests import factories
from tests.browser.looking import findings, overflow

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(600)]

# Heads of health have screens of this height, and phones of this width.
FOLD, PHONE = 800, 320
TOLD = "Slik tok vi DigiHelse i bruk (eksempel)"


@dataclass(frozen=True)
class Cast:
    """An invented municipality with its coordinator, one like it, and the shipped measures."""

    place: Organisation
    near: Organisation
    coordinator: User


@pytest.fixture
def cast(db: None) -> Cast:
    """The one like it uses DigiHelse and has told of it. The numbers are of small ones that lie together."""
    first_rows.load()
    place, near = _municipality("Eksempelvik (eksempel)", "1151"), _municipality("Naboøy (eksempel)", "1144")
    _municipality("Storbyen (eksempel)", "0301")
    coordinator = factories.person(role=Level.COORDINATOR, organisation=place)
    introductions.add(
        measure=Measure.objects.get(code="digihelse"),
        organisation=near,
        fields={"status": "in_use"},
        day=timezone.localdate(),
        by=SYSTEM,
        visibility="public",
    )
    told = {
        "topic": "digihelse",
        "title": TOLD,
        "done": "Vi begynte med én sone.",
        "contact": "Hjemmetjenesten",
    }
    experiences.tell(organisation=near, fields=told, by=SYSTEM)
    return Cast(place, near, coordinator)


def _municipality(name: str, number: str) -> Organisation:
    made = factories.organisation(name, kind=OrganisationKind.MUNICIPALITY, number=number)
    OrganisationName.objects.create(
        organisation=made, name=name, normalised=normalise(name), kind=NameKind.USUAL
    )
    return made


def sound(page: Page) -> None:
    """No error page, and nothing that axe finds."""
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator(".fault").count() == 0
    assert findings(page) == []


@dataclass
class Hand:
    """Somebody who clicks: counts, and sees that each page is sound."""

    page: Page
    clicks: list[str] = field(default_factory=list)

    def click(self, what: Locator) -> None:
        """Click, and look at the page that comes."""
        self.clicks.append(what.first.inner_text())
        what.first.click()
        self.page.wait_for_load_state("load")
        sound(self.page)

    def follow(self, name: str) -> None:
        """Follow the first link of the page's own that has this name."""
        self.click(self.page.locator("main").get_by_role("link", name=name, exact=True))


def test_a_coordinator_fills_the_sheet_and_sends_it(
    cast: Cast, visit: Callable[..., Page], tmp_path: Path
) -> None:
    address = reverse("adoption:of_organisation", args=[cast.place.public_id])
    page = visit(address, language="en", user=cast.coordinator)
    hand = Hand(page)
    hand.follow("By spreadsheet")
    with page.expect_download() as got:
        page.get_by_role("link", name="Download it as it stands now, to fill in or to keep").click()
    file = _filled(Path(got.value.path()), tmp_path / "sheet.xlsx")
    page.locator("#file").set_input_files(file)
    hand.click(page.get_by_role("button", name="Look at it"))
    expect(page.get_by_text("New: 2. Changed: 0. Unchanged: 0. Wrong: 0.")).to_be_visible()
    assert not Introduction.objects.filter(organisation=cast.place).exists()
    hand.click(page.get_by_role("button", name="Take it in"))
    expect(page.get_by_text("2 rows are taken in.")).to_be_visible()
    row = page.get_by_role("row").filter(has_text="DigiHelse")
    expect(row).to_contain_text("In use")
    expect(row).to_contain_text("30 of 120 (25 %)")


def _filled(template: Path, file: Path) -> Path:
    """The template with DigiHelse in use, and its use last January."""
    # A download has no name of its own, which openpyxl would judge it by.
    book = load_workbook(io.BytesIO(template.read_bytes()))
    sheet = book["Innføring"]
    heads = [cell.value for cell in sheet[1]]
    number = next(row[0].row for row in sheet.iter_rows(min_row=2) if row[0].value == "digihelse")
    sheet.cell(number, heads.index("Status") + 1, "In use")
    book["Bruk"].append(["digihelse", "DigiHelse", timezone.localdate().year - 1, 1, 120, 30, "Egen telling"])
    book.save(file)
    return file


def test_a_head_of_health_finds_what_binds_and_a_neighbours_experience(
    cast: Cast, visit: Callable[..., Page]
) -> None:
    page = visit("/", language="en")
    hand = Hand(page)
    hand.click(page.get_by_role("navigation").get_by_role("link", name="My municipality"))
    page.locator("#sok").fill("eksempelvik")
    hand.click(page.get_by_role("button", name="Find", exact=True))
    expect(page.locator("h1")).to_have_text(cast.place.name)
    _above_the_fold(page)
    # What binds: from the first line to the measure, with who must, since when, and the source.
    hand.follow("E-resept")
    duty = page.locator("section[aria-labelledby='duty-use']")
    expect(duty).to_contain_text("Yes")
    expect(duty).to_contain_text("Source:")
    hand.clicks.append("back")
    page.go_back()
    # A neighbour's experience: from the fifth line to the one that is like us, and what it has told.
    line = page.locator(".five > li").last
    expect(line).to_contain_text("DigiHelse")
    hand.click(line.get_by_role("link", name=cast.near.name))
    hand.follow(TOLD)
    expect(page.get_by_text("Vi begynte med én sone.")).to_be_visible()
    expect(page.get_by_text("Hjemmetjenesten")).to_be_visible()
    assert len(hand.clicks) < 10, hand.clicks


def _above_the_fold(page: Page) -> None:
    """All five lines are seen without scrolling, and on a phone nothing goes out at the side."""
    lines = page.locator(".five > li")
    expect(lines).to_have_count(5)
    box = lines.last.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= FOLD, box
    size = page.viewport_size
    assert size is not None
    page.set_viewport_size({"width": PHONE, "height": FOLD})
    assert overflow(page) == []
    page.set_viewport_size(size)


def test_two_editions_of_the_roadmap_are_compared(cast: Cast, visit: Callable[..., Page]) -> None:
    first = Edition.objects.get()
    second = roadmaps.begin(
        fields={
            "scope": "national",
            "year": first.year + 1,
            "title": "Neste (eksempel)",
            "dated": "2027-01-15",
        },
        owner=None,
        copy_of=first,
        by=SYSTEM,
    )
    gone, moved = second.items.get(measure__code="pll"), second.items.get(measure__code="digihelse")
    later = moved.starts.replace(month=2) if moved.starts else None
    roadmaps.set_item(
        edition=second, item=gone, fields={"dropped": True, "why": "Ikke finansiert."}, by=SYSTEM
    )
    roadmaps.set_item(
        edition=second, item=moved, fields={"starts": later, "why": "Avtalen kom senere."}, by=SYSTEM
    )
    new = measures.add(
        fields={"code": "nytt", "name": "Nytt tiltak (eksempel)", "kind": "national"}, owner=None, by=SYSTEM
    )
    roadmaps.set_item(edition=second, fields={"measure": new, "certainty": "idea"}, by=SYSTEM)
    hand = Hand(visit(reverse("portfolio:roadmap"), language="en"))
    hand.follow("Compare with another edition")
    page = hand.page
    page.locator("#fra").select_option(str(first.public_id))
    page.locator("#til").select_option(str(second.public_id))
    hand.click(page.get_by_role("button", name="Compare", exact=True))
    for section, words in (
        ("new", "Nytt tiltak (eksempel)"),
        ("moved", "Avtalen kom senere."),
        ("gone", "Ikke finansiert."),
    ):
        expect(page.locator(f"section[aria-labelledby='{section}']")).to_contain_text(words)
    assert overflow(page) == []
