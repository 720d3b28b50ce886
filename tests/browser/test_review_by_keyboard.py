"""Reviewing by keyboard alone: a theme, a split and its undo, striking out, and on to the next."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.consultations.actions import consultations, submissions
from samstyring.apps.consultations.models import Cut, Review
from samstyring.apps.consultations.tasks import read_submission
from tests import factories
from tests.browser import looking

pytestmark = pytest.mark.django_db(transaction=True)

REPLY = """Eksempelvik kommune (eksempel)

Utfordringer
Det er mangel på sykepleiere i distriktene, og det er dyrt å leie inn. Journalsystemene snakker ikke sammen.
"""


def test_theme_split_undo_and_strike_out(visit: Callable[..., Page]) -> None:
    owner = factories.organisation("Eksempeldirektoratet")
    analyst = factories.person(role=Level.CONTRIBUTOR, organisation=owner)
    by = actor_for(analyst, owner)
    consultation = consultations.create(title="Eksempelhøring", owner_organisation=owner, by=by)
    submission = submissions.receive(
        consultation=consultation, file_name="svar.txt", chunks=[REPLY.encode()], by=by, user=analyst
    ).submission
    read_submission.call(submission.pk)
    statement = submission.readings.get().statements.get(quote__contains="sykepleiere")
    anchor = f"{statement.start}-{statement.end}"

    page = visit(f"/dokumenter/{submission.public_id}/#{anchor}", user=analyst)
    panel = page.locator(".panel")
    expect(panel).to_have_attribute("data-selected", anchor)
    marks = page.locator("mark[id]")
    before = marks.count()

    # t opens the themes, where q is preparedness.
    page.keyboard.press("t")
    page.keyboard.press("q")
    expect(page.locator(".panel__theme")).to_have_text("Beredskap")
    assert Review.objects.get().theme == "preparedness"

    # s opens the places, 1 is the first; the first part is chosen. u takes it back.
    page.keyboard.press("s")
    page.keyboard.press("1")
    expect(marks).to_have_count(before + 1)
    expect(page).to_have_url(re.compile(f"#{statement.start}-{Cut.objects.get().spans[0][1]}$"))
    assert looking.findings(page) == []
    page.keyboard.press("u")
    expect(marks).to_have_count(before)
    expect(panel).to_have_attribute("data-selected", anchor)

    # x strikes out, u brings back.
    page.keyboard.press("x")
    expect(marks).to_have_count(before - 1)
    page.keyboard.press("u")
    expect(marks).to_have_count(before)
    assert not Cut.objects.filter(withdrawn=None).exists()

    # n goes to the next that nobody has looked at.
    page.keyboard.press("n")
    page.wait_for_url("**gjennomgang**")
    expect(page.locator("mark[data-selected]").first).not_to_have_attribute("data-reviewed", "")
