"""The frame of every page: navigation, what the installation says of itself, headers, cost."""

from unittest.mock import ANY

import pytest
from django.apps import apps
from django.core.checks import run_checks
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from samstyring.site import navigation
from samstyring.site.navigation import Entry

pytestmark = pytest.mark.django_db


def test_rooms_stand_in_the_order_of_the_loop() -> None:
    orders = [entry.order for entry in navigation.entries()]
    assert orders == sorted(orders)
    assert "consultations:list" in {entry.url_name for entry in navigation.entries()}


def test_navigation_that_leads_nowhere_is_found_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    room = apps.get_app_config("overview")
    monkeypatch.setattr(room, "navigation", ((99, "Nowhere", "overview:nowhere"),), raising=False)
    assert [error.id for error in run_checks() if error.id == "site.E001"] == ["site.E001"]


@pytest.mark.parametrize(
    ("path", "marked"),
    [
        ("/", {}),
        ("/horinger/", {"/horinger/": "page"}),
        ("/organisasjoner/", {"/organisasjoner/": "page"}),
        ("/logg-inn/", {}),
        ("/tilgjengelighet/", {}),
    ],
)
def test_place_is_marked(path: str, marked: dict[str, str], client: Client) -> None:
    links = client.get(path).context["navigation"]
    assert {link.address: link.current for link in links if link.current} == marked


def test_room_is_marked_on_pages_below_its_entry(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    request = client.get("/tilgjengelighet/").wsgi_request
    request.resolver_match = client.get("/tilgjengelighet/").resolver_match
    monkeypatch.setattr(navigation, "entries", lambda: [Entry(1, "Site", "site:style", ("site:",))])
    assert navigation.links(request) == [navigation.Link(label="Site", address=ANY, current="true")]


def test_accessibility_statement_says_unknown_where_nothing_is_set(
    client: Client, settings: Settings
) -> None:
    settings.OPERATOR, settings.CONTACT = "", ""
    assert "ikke oppgitt" in client.get("/tilgjengelighet/").content.decode()
    settings.OPERATOR, settings.CONTACT = "Eksempelvik kommune", "post@eksempelvik.example"
    page = client.get("/tilgjengelighet/").content.decode()
    assert "ikke oppgitt" not in page
    assert 'href="mailto:post@eksempelvik.example"' in page
    assert "driftes av Eksempelvik kommune" in page


def test_source_code_is_offered_where_its_address_is_known(client: Client, settings: Settings) -> None:
    assert "Kildekode</a>" not in client.get("/").content.decode()
    settings.SOURCE_URL = "https://kode.example/samstyring"
    assert 'href="https://kode.example/samstyring"' in client.get("/").content.decode()


def test_style_page_is_for_developers_only(client: Client, settings: Settings) -> None:
    assert client.get("/stil/").status_code == 404
    settings.DEBUG = True
    assert client.get("/stil/").status_code == 200


def test_home_costs_a_visitor_no_query(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        client.get("/")


def test_page_allows_nothing_from_elsewhere_and_nothing_inline(client: Client) -> None:
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    page = answer.content.decode()
    assert "style=" not in page
    assert "<script>" not in page
    assert "http://" not in page.replace("http://www.w3.org", "")
