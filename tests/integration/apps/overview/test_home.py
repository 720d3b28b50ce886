"""The home page: what it says to a visitor, and what waits for a person."""

import pytest
from django.test import Client
from tests import factories

from samstyring.apps.overview import loop
from samstyring.apps.overview.queries import waiting
from samstyring.apps.overview.queries.waiting import Waiting

pytestmark = pytest.mark.django_db


def test_every_stop_of_the_loop_is_named_and_only_built_ones_have_a_link(client: Client) -> None:
    page = client.get("/", headers={"accept-language": "nb"}).content.decode()
    for step in loop.steps():
        assert f"{step.number}</text>" in page
    assert page.count('class="step__planned"') == len([step for step in loop.steps() if not step.address])
    assert 'href="/horinger/"' in page


def test_visitor_has_nothing_waiting(client: Client) -> None:
    assert "Venter på deg" not in client.get("/").content.decode()


def test_what_waits_is_shown_in_order_and_nothing_is_left_at_zero(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(factories.person(), backend="django.contrib.auth.backends.ModelBackend")
    nothing = [lambda user: [Waiting(0, "ingen", "/b/")]]
    monkeypatch.setattr(waiting, "SOURCES", nothing)
    assert "Ingenting venter på deg nå." in client.get("/").content.decode()
    monkeypatch.setattr(
        waiting, "SOURCES", [lambda user: [Waiting(3, "dokumenter uten avsender", "/a/")], *nothing]
    )
    page = client.get("/").content.decode()
    assert "dokumenter uten avsender" in page
    assert 'href="/b/"' not in page
