"""A folder dragged from the file manager onto the page, as the browser itself hands it over."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from samstyring.apps.actors.choices import Level
from samstyring.apps.consultations.models import Arrival, Consultation
from tests import factories
from tests.browser.conftest import Visitor
from tests.browser.looking import go

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_dropped_folder_is_sent_with_all_that_lies_in_it(visitor: Visitor, tmp_path: Path):
    folder = tmp_path / "Eksempelhøring"
    (folder / "fra kommuner").mkdir(parents=True)
    (folder / "brev.txt").write_text("Eksempeldal kommune (eksempel)\n\nVi støtter forslaget.\n")
    (folder / "fra kommuner" / "svar.txt").write_text("Eksempelby kommune (eksempel)\n\nStaten bør betale.\n")
    analyst = factories.person(role=Level.COORDINATOR, organisation=factories.organisation())
    page = visitor.page(user=analyst)
    go(page, "/horinger/")
    box = page.locator("form[data-upload]").bounding_box()
    assert box is not None
    # What the operating system tells a browser when a folder is dragged over it and let go.
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send(
            "Input.dispatchDragEvent",
            {
                "type": kind,
                "x": box["x"] + 40,
                "y": box["y"] + 40,
                "data": {"items": [], "files": [str(folder)], "dragOperationsMask": 1},
            },
        )
    expect(page.locator(".drop__files li")).to_have_count(2)
    page.locator("form[data-upload] button[type=submit]").click()
    page.wait_for_url(re.compile(r"/horinger/[0-9a-f-]{36}/"))
    expect(page.locator("table")).to_contain_text("svar.txt")
    expect(page.locator("table")).to_contain_text("brev.txt")
    assert Consultation.objects.get().submissions.count() == 2
    assert Arrival.objects.count() == 2
