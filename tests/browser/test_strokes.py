"""Keys on the document page that come faster than the server answers."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.choices import Level
from samstyring.apps.consultations.actions import consultations, submissions
from samstyring.apps.consultations.models import Review
from samstyring.apps.consultations.tasks import read_submission
from tests import factories

pytestmark = pytest.mark.django_db(transaction=True)

REPLY = b"""Eksempelvik kommune (eksempel)

Utfordringer
Det er mangel paa sykepleiere i distriktene. Journalsystemene snakker ikke sammen.
"""


def slowly(route: Route) -> None:
    """Answer as a slow line does."""
    time.sleep(0.3)
    route.continue_()


def test_type_is_set_on_the_statement_that_was_just_chosen(visit: Callable[..., Page]) -> None:
    owner = factories.organisation("Eksempeldirektoratet")
    analyst = factories.person(role=Level.CONTRIBUTOR, organisation=owner)
    by = actor_for(analyst, owner)
    consultation = consultations.create(title="Eksempelhøring", owner_organisation=owner, by=by)
    submission = submissions.receive(
        consultation=consultation, file_name="svar.txt", chunks=[REPLY], by=by, user=analyst
    ).submission
    read_submission.call(submission.pk)

    page = visit(f"/dokumenter/{submission.public_id}/", user=analyst)
    anchors = [mark.get_attribute("data-statement") for mark in page.locator("mark[id]").all()]
    assert len(anchors) >= 2
    page.route("**/dokumenter/**", slowly)
    for key in "jj4k5":
        page.keyboard.press(key)
    expect(page.locator(f'mark[data-statement="{anchors[0]}"]').first).to_have_attribute(
        "data-type", "support"
    )
    assert list(Review.objects.order_by("pk").values_list("start", "end", "type")) == [
        (*map(int, (anchors[1] or "").split("-")), "example"),
        (*map(int, (anchors[0] or "").split("-")), "support"),
    ]
