"""The whole way in one go: a statement becomes a point, the point a need, two needs one; a round puts it
first, a case takes it up with the sector's position, a body advises, a decision departs from the advice, the
input is answered, and the municipality that said it sees what became of it, replies, and follows the thread.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import pgettext
from playwright.sync_api import Page, expect

from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Organisation, OrganisationName, User
from samstyring.apps.actors.names import normalise
from samstyring.apps.consultations.actions import consultations
from samstyring.apps.consultations.models import Consultation, Sender, Statement
from samstyring.apps.decisions.models import Case, Outcome
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.needs.actions import needs
from samstyring.apps.needs.models import Need
from samstyring.apps.priorities.models import Round
from tests import factories
from tests.browser.looking import LOCALES, findings, go
from tests.integration.apps.consultations import replies

# Some forty pages, each looked at by axe: more than other tests take on a busy machine.
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]

SAID = "Det er mangel på sykepleiere i distriktene våre."
NEED, OTHER_NEED = "Flere sykepleiere i distriktene (eksempel)", "Felles vikarordning (eksempel)"
QUESTION = "Skal det opprettes felles stillinger?"
ROUND, CASE = "Hva kommer først? (eksempel)", "Felles stillinger (eksempel)"
REASON = "Vi har ikke penger til dette nå, og tar det opp igjen til høsten."


@dataclass(frozen=True)
class Cast:
    """Who takes part."""

    municipality: Organisation
    network: Organisation
    council: Organisation
    board: Organisation
    secretary: User
    sender: User
    consultation: Consultation


@pytest.fixture
def cast(db: None) -> Cast:
    """A consultation with one reply, and somebody who may act in a network, a council and a board."""
    municipality = factories.organisation(kind=OrganisationKind.MUNICIPALITY)
    OrganisationName.objects.create(
        organisation=municipality,
        name=municipality.name,
        normalised=normalise(municipality.name),
        kind="usual",
    )
    network = factories.organisation("Eksempelnettverket (eksempel)", kind=OrganisationKind.NETWORK)
    council = factories.organisation("Eksempelrådet (eksempel)", kind=OrganisationKind.BODY)
    board = factories.organisation("Eksempelstyret (eksempel)", kind=OrganisationKind.BODY)
    secretary = factories.person(role=Level.SECRETARY, organisation=network)
    for body in (council, board):
        factories.give_role(secretary, body, Level.SECRETARY)
    sender = factories.person(role=Level.CONTRIBUTOR, organisation=municipality, email="bo@eksempel.example")
    consultation = consultations.create(title="Eksempelhøring", owner_organisation=network, by=SYSTEM)
    Consultation.objects.filter(pk=consultation.pk).update(visibility="public")
    reply = replies.reply(
        consultation,
        municipality.name,
        [
            ("", "", "Høringssvar"),
            ("challenge", "staffing", SAID),
            ("proposal", "funding", "Staten bør betale."),
        ],
    )
    Sender.objects.filter(submission=reply).update(organisation=municipality)
    return Cast(municipality, network, council, board, secretary, sender, consultation)


def fill(page: Page, **fields: str) -> None:
    """Fill in the fields of the form on the page by their names."""
    for name, value in fields.items():
        field = page.locator(f"#id_{name}")
        if field.evaluate("element => element.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def send(page: Page, button: str) -> None:
    """Press a button, and see that the page that comes is sound."""
    page.get_by_role("button", name=button, exact=True).click()
    sound(page)


def sound(page: Page) -> None:
    """No error page, and nothing that axe finds."""
    expect(page.locator("h1")).to_have_count(1)
    assert page.locator(".fault").count() == 0
    page.wait_for_load_state("networkidle")
    assert findings(page) == []


def save(page: Page) -> None:
    """Press the button of the form that the page is about."""
    page.locator("main form.form .buttons button[type=submit]").first.click()
    sound(page)


def follow(page: Page, link: str) -> None:
    """Follow a link by its words."""
    page.get_by_role("link", name=link, exact=True).first.click()
    sound(page)


def test_what_was_said_is_followed_all_the_way_and_back(cast: Cast, visit: Callable[..., Page]) -> None:
    statement = Statement.objects.get(quote=SAID)
    place = [statement.reading.submission.public_id, statement.start, statement.end]
    page = visit(reverse("consultations:statement", args=place), language="en", user=cast.secretary)
    _point_and_need(page, cast)
    _merged(page, cast)
    _first(page, cast)
    _case(page, cast)
    _decided(page, cast)
    _answered(page)
    sender = visit("/", language="en", user=cast.sender)
    _what_the_sender_sees(sender, cast)
    _in_three_languages(visit)


def _point_and_need(page: Page, cast: Cast) -> None:
    page.get_by_role("button", name="Make a point of this").first.click()
    expect(page.locator("h1")).to_have_text(SAID, timeout=60_000)
    expect(page.get_by_text("Not yet treated")).to_be_visible()
    follow(page, "Make a need of this")
    fill(page, organisation=str(cast.network.pk), title=NEED, kind="staffing")
    send(page, "Raise the need")
    expect(page.locator("h1")).to_have_text(NEED)


def _merged(page: Page, cast: Cast) -> None:
    go(page, reverse("needs:write"))
    fill(page, organisation=str(cast.network.pk), title=OTHER_NEED, kind="staffing")
    send(page, "Raise the need")
    follow(page, "Merge into another")
    page.locator("#sok").fill("sykepleiere")
    send(page, "Search")
    page.get_by_role("radio", name=NEED).check()
    fill(page, reason="Det er det samme behovet.")
    send(page, "Merge into another")
    expect(page.locator("h1")).to_have_text(NEED)
    assert Need.objects.get(title=OTHER_NEED).merged_into == Need.objects.get(title=NEED)


def _first(page: Page, cast: Cast) -> None:
    fields = {"title": "Noe annet vi trenger (eksempel)", "kind": "law", "visibility": "public"}
    needs.write(organisation=cast.network, fields=fields, by=SYSTEM)
    follow(page, "Put into a round of priorities")
    fill(page, body=str(cast.council.pk), title=ROUND, top="1")
    save(page)
    page.get_by_role("checkbox", name="Noe annet vi trenger").check()
    send(page, "Put in what is chosen")
    round_ = Round.objects.get(title=ROUND)
    go(page, reverse("priorities:members", args=[round_.public_id]))
    fill(page, person=f"{cast.secretary.pk}:{cast.council.pk}")
    send(page, "Ask to score")
    go(page, round_.get_absolute_url())
    send(page, "Open for scoring")
    for number, step in ((1, 2), (2, 0)):
        go(page, reverse("priorities:score", args=[round_.public_id]) + f"?sak={number}")
        for criterion in page.locator("fieldset[data-criterion]").all():
            criterion.get_by_role("radio").nth(step).check()
        page.locator("form[data-score] .buttons button[type=submit]").click()
        page.wait_for_load_state("networkidle")
    go(page, reverse("priorities:score", args=[round_.public_id]))
    send(page, "I am done")
    go(page, round_.get_absolute_url())
    send(page, "Close the scoring and show the scores")
    go(page, reverse("priorities:conclude", args=[round_.public_id]))
    fill(page, text="Rådet mener at folk kommer først.")
    send(page, "Conclude")
    expect(page.get_by_text("Rådet mener at folk kommer først.").first).to_be_visible()


def _case(page: Page, cast: Cast) -> None:
    go(page, Round.objects.get(title=ROUND).get_absolute_url())
    follow(page, "Take up in a case")
    follow(page, "Open a new case with this")
    fill(
        page,
        keeper=str(cast.network.pk),
        title=CASE,
        question=QUESTION,
        proposal="Det opprettes felles stillinger.",
    )
    save(page)
    case = Case.objects.get(title=CASE)
    for word in (SAID[:20], NEED[:20]):
        go(page, reverse("decisions:find_subject", args=[case.public_id]) + f"?sok={word}")
        page.locator("main form:has(input[name=thing]) button[type=submit]").first.click()
    for body, task in ((cast.council, "advise"), (cast.board, "decide")):
        go(page, reverse("decisions:add_step", args=[case.public_id]))
        fill(page, body=str(body.pk), task=task)
        save(page)
    go(page, reverse("decisions:propose_position", args=[case.public_id]))
    fill(page, proposed="Kommunene vil ha felles stillinger.")
    save(page)
    go(page, reverse("decisions:agree_position", args=[case.public_id]))
    fill(page, agreed="Kommunene vil ha felles stillinger.", agreed_by=str(cast.council.pk))
    fill(page, agreed_on=timezone.localdate().isoformat(), mandate="Vi kan gå med på en prøve.")
    fill(page, mandate_in=str(cast.board.pk))
    save(page)
    assert case.position.state == "agreed"


def _decided(page: Page, cast: Cast) -> None:
    case = Case.objects.get(title=CASE)
    go(page, reverse("decisions:act", args=[case.public_id, "send"]))
    save(page)
    go(page, reverse("decisions:advise", args=[case.public_id, case.steps.get(body=cast.council).pk]))
    fill(page, view="support", reasons="Det vil virke.")
    save(page)
    go(page, reverse("decisions:act", args=[case.public_id, "til-vedtak"]))
    save(page)
    go(page, reverse("decisions:decide", args=[case.public_id]))
    fill(page, result="not_taken", text="Det opprettes ikke felles stillinger.", consulted="yes")
    page.locator("main form.form .buttons button[type=submit]").first.click()
    # A decision that departs from advice needs its reason, and nothing that was typed is lost.
    expect(page.get_by_text("The decision departs from advice that was given.")).to_be_visible()
    expect(page.locator("#id_text")).to_have_value("Det opprettes ikke felles stillinger.")
    fill(page, reason="Det er ikke penger til det.")
    save(page)
    assert case.decisions.get().departs


def _answered(page: Page) -> None:
    case = Case.objects.get(title=CASE)
    go(page, reverse("decisions:answers", args=[case.public_id]))
    expect(page.get_by_text("0 of 2 points and needs are answered")).to_be_visible()
    for box in page.locator("input[name=ting]").all():
        box.check()
    page.locator("#kind").select_option("not_taken_in")
    page.locator("#reason").fill(REASON)
    send(page, "Keep as a draft")
    send(page, "Publish the chosen answers and tell those who raised them")
    expect(page.get_by_text("2 of 2 points and needs are answered")).to_be_visible()
    case.refresh_from_db()
    assert case.phase == "answered"


def _what_the_sender_sees(page: Page, cast: Cast) -> None:
    page.get_by_role("link", name="1 unread notice in your inbox").click()
    sound(page)
    page.get_by_role("link", name=f"“{CASE}”: answers to what you raised or back").click()
    sound(page)
    expect(page.get_by_text(REASON).first).to_be_visible()
    page.get_by_role("link", name="Answered on").first.click()
    sound(page)
    page.locator("#text").fill("Vi er uenige, og kommer tilbake til høsten.")
    send(page, "Send the reply")
    expect(page.get_by_text("Vi er uenige, og kommer tilbake til høsten.")).to_be_visible()
    assert page.locator("#text").count() == 0  # each replies once
    go(page, reverse("overview:happened"))
    page.locator("#q").fill("eksempelvik")
    page.get_by_role("button", name="Search", exact=True).click()
    follow(page, cast.municipality.name)
    expect(page.get_by_text(REASON).first).to_be_visible()
    expect(page.get_by_text("Not taken in").first).to_be_visible()
    page.get_by_role("link", name="See the whole thread").first.click()
    sound(page)
    for name in (SAID, NEED, ROUND, CASE):
        expect(page.locator(".thread").get_by_role("link", name=name)).to_be_visible()
    assert page.locator("svg.thread-svg rect").count() >= 5


def _in_three_languages(visit: Callable[..., Page]) -> None:
    """The answer stands for everybody, in three languages."""
    outcome = Outcome.objects.filter(subject__point__isnull=False).get()
    for language in LOCALES:
        with translation.override(language):
            state = pgettext("outcome", "Not taken in")
            address = reverse("decisions:answer", args=[outcome.public_id])
        page = visit(address, language=language)
        sound(page)
        expect(page.get_by_text(state, exact=True).first).to_be_visible()
        expect(page.get_by_text(REASON)).to_be_visible()
