"""Files to take away: the rows of the pages, nothing hidden in them, no formulas, few queries."""

import csv
import io
import json
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.consultations.models import Consultation, Point, PointMember, Statement

from .replies import SECRET, reply, three

pytestmark = pytest.mark.django_db

FORMULA = '=HYPERLINK("https://eksempel.example";"Trykk her for å se hele svaret")'
WHAT = ("utsagn", "avsendere", "poeng")


@pytest.fixture
def replies(consultation: Consultation) -> Consultation:
    three(consultation)
    return consultation


@pytest.fixture
def with_point(replies: Consultation, analyst: User) -> Point:
    point = Point.objects.create(
        consultation=replies,
        name="Flere sykepleiere",
        theme="staffing",
        origin="person",
        state="confirmed",
        created_by=analyst,
    )
    for statement in Statement.objects.filter(current_theme="staffing").select_related("reading"):
        PointMember.objects.create(
            point=point,
            source_text_id=statement.reading.source_text_id,
            start=statement.start,
            end=statement.end,
            quote=statement.quote,
            state="confirmed",
            added_by=analyst,
        )
    return point


def taken(client: Client, consultation: Consultation, what: str, ending: str, query: str = "") -> bytes:
    address = reverse("consultations:export", args=[consultation.public_id, what, ending])
    response = client.get(address + query)
    assert response.status_code == 200
    assert "attachment" in response["Content-Disposition"]
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a streaming answer


def csv_rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def sheet_rows(data: bytes) -> list[list[Any]]:
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def test_the_three_formats_have_the_same_statements(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    quotes = list(Statement.objects.order_by("submission", "start").values_list("quote", flat=True))
    as_json = json.loads(taken(client, replies, "utsagn", "json"))
    assert [row["quote"] for row in as_json["statements"]] == quotes
    assert as_json["consultation"]["title"] == replies.title
    assert [list(row.values())[7] for row in csv_rows(taken(client, replies, "utsagn", "csv"))] == quotes
    sheet = sheet_rows(taken(client, replies, "utsagn", "xlsx"))
    assert [row[7] for row in sheet[1:]] == quotes
    first = as_json["statements"][0]
    assert first["address"].endswith(f"/dokumenter/{first['submission']}/{first['start']}-{first['end']}/")


def test_the_filters_in_the_address_count(replies: Consultation, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    found = json.loads(taken(client, replies, "utsagn", "json", "?type=challenge&tema=staffing"))
    assert len(found["statements"]) == 2
    assert {row["type"] for row in found["statements"]} == {"challenge"}
    page = client.get(reverse("consultations:exports", args=[replies.public_id]) + "?type=challenge")
    assert "utsagn.csv?type=challenge" in page.content.decode()


def test_what_a_sheet_could_take_for_a_formula_is_text(
    consultation: Consultation, client: Client, analyst: User
) -> None:
    reply(consultation, "Eksempelvik kommune (eksempel)", [("proposal", "funding", FORMULA)])
    client.force_login(analyst)
    (row,) = csv_rows(taken(client, consultation, "utsagn", "csv"))
    assert "'" + FORMULA in row.values()
    data = taken(client, consultation, "utsagn", "xlsx")
    (cell,) = [
        cell
        for row in openpyxl.load_workbook(io.BytesIO(data)).worksheets[0].iter_rows()
        for cell in row
        if cell.value == FORMULA
    ]
    assert cell.data_type == "s"


@pytest.mark.parametrize("ending", ["csv", "json", "xlsx"])
@pytest.mark.parametrize("what", WHAT)
def test_nothing_held_back_for_those_who_may_not_see_it(
    what: str, ending: str, with_point: Point, client: Client, owner: Organisation, analyst: User
) -> None:
    client.force_login(factories.person(role=Level.READER, organisation=owner, email="b@eksempel.example"))
    data = taken(client, with_point.consultation, what, ending)
    shown = str(sheet_rows(data)) if ending == "xlsx" else data.decode()
    assert "Eksempelsen" not in shown
    assert "eksempelsen" not in shown
    assert SECRET not in shown
    assert "Eksempelvik kommune (eksempel)" in shown
    client.force_login(analyst)
    data = taken(client, with_point.consultation, what, ending)
    assert "Kari Eksempelsen" in (str(sheet_rows(data)) if ending == "xlsx" else data.decode())


def test_the_page_of_texts_needs_no_other_file_and_hides_what_is_held_back(
    replies: Consultation, client: Client, owner: Organisation
) -> None:
    client.force_login(factories.person(role=Level.READER, organisation=owner, email="b@eksempel.example"))
    response = client.get(reverse("consultations:export_html", args=[replies.public_id]))
    page = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]  # a streaming answer
    assert page.count("<article") == 3
    for quote in Statement.objects.exclude(quote__contains=SECRET).values_list("quote", flat=True):
        assert quote in page
    for nothing in ("src=", "<script", "<link", "url(", "Eksempelsen", SECRET):
        assert nothing not in page


@pytest.mark.parametrize("name", ["utsagn.csv", "avsendere.json", "poeng.xlsx", "tekster.html", ""])
def test_a_fixed_number_of_queries(
    name: str,
    with_point: Point,
    client: Client,
    analyst: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    consultation = with_point.consultation
    client.force_login(analyst)
    address = reverse("consultations:exports", args=[consultation.public_id]) + name

    def ask() -> None:
        response = client.get(address)
        assert response.status_code == 200
        if response.streaming:
            assert b"".join(response.streaming_content)  # type: ignore[attr-defined]  # a streaming answer

    with CaptureQueriesContext(connection) as few:
        ask()
    for number in range(8):
        line = ("proposal", "staffing", f"Staten bør ansette {number} flere sykepleiere.")
        reply(consultation, f"Eksempelnes {number}", [line])
    with django_assert_num_queries(len(few)):
        ask()
    assert len(few) <= 14


def test_closed_consultations_are_not_there(replies: Consultation, client: Client) -> None:
    page = reverse("consultations:exports", args=[replies.public_id])
    for name in ("", "utsagn.csv", "avsendere.json", "poeng.xlsx", "tekster.html"):
        assert client.get(page + name).status_code == 404


def test_files_that_there_are_none_of(replies: Consultation, client: Client, analyst: User) -> None:
    client.force_login(analyst)
    page = reverse("consultations:exports", args=[replies.public_id])
    for name in ("utsagn.pdf", "nonsense.csv"):
        assert client.get(page + name).status_code == 404
