"""The API: the same as the pages for the same person, in parts, with errors in words."""

from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings
from tests import factories
from tests.integration.apps.consultations.replies import SECRET, reply, three

from samstyring.apps.actors.acting import actor_for
from samstyring.apps.actors.actions import people, tokens
from samstyring.apps.actors.choices import Level
from samstyring.apps.actors.models import ApiToken, Organisation, User
from samstyring.apps.consultations.actions import consultations
from samstyring.apps.consultations.models import Consultation, Point, PointMember, Statement
from samstyring.apps.ledger import queries as ledger

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fresh_limits() -> None:
    cache.clear()


@pytest.fixture
def owner(settings: Settings, tmp_path: Any) -> Organisation:
    settings.MEDIA_ROOT = tmp_path / "files"
    return factories.organisation("Eksempeldirektoratet")


@pytest.fixture
def analyst(owner: Organisation) -> User:
    return factories.person(role=Level.CONTRIBUTOR, organisation=owner)


@pytest.fixture
def replies(owner: Organisation, analyst: User) -> Consultation:
    made = consultations.create(
        title="Eksempelhøring", owner_organisation=owner, by=actor_for(analyst, owner)
    )
    three(made)
    return made


def key_of(user: User) -> dict[str, str]:
    secret = tokens.make(user=user, label="Eksempel", by=actor_for(user)).secret
    return {"Authorization": f"Bearer {secret}"}


def address(consultation: Consultation, part: str = "") -> str:
    return f"/api/consultations/{consultation.public_id}{part}"


def test_a_key_gives_what_its_owner_may_see(replies: Consultation, client: Client, analyst: User) -> None:
    assert client.get("/api/consultations").json() == {"count": 0, "items": []}
    assert client.get(address(replies)).status_code == 404
    key = key_of(analyst)
    assert client.get("/api/consultations", headers=key).json()["count"] == 1
    assert client.get(address(replies), headers=key).json()["title"] == "Eksempelhøring"
    client.force_login(analyst)
    assert client.get(address(replies)).json()["submissions_read"] == 3


def test_statements_in_parts_are_all_of_them_once(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    quotes: list[str] = []
    cursor, count = "", None
    for _part in range(10):
        answer = client.get(address(replies, f"/statements?limit=3&cursor={cursor}")).json()
        quotes += [row["quote"] for row in answer["items"]]
        count = answer["count"] if answer["count"] is not None else count
        cursor = answer["next"]
        if cursor is None:
            break
    assert quotes == list(Statement.objects.order_by("submission", "start").values_list("quote", flat=True))
    assert count == len(quotes)


def test_filters_are_those_of_the_pages_and_a_wrong_value_is_said(
    replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    found = client.get(address(replies, "/statements?type=challenge&holdning=opposition")).json()
    assert [row["quote"][:17] for row in found["items"]] == ["Det er mangel på "]
    figures = client.get(address(replies, "/overview?type=challenge")).json()
    assert figures["statements"] == 2
    assert figures["stances"] == {"opposition": 1, "support_with_reservations": 1}
    wrong = client.get(address(replies, "/statements?type=nonsense"))
    assert wrong.status_code == 422
    assert "nonsense" in wrong.json()["error"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [("limit=0", "limit"), ("limit=501", "limit"), ("cursor=abc", "cursor"), ("limit=x", "limit")],
)
def test_bad_parameters_are_named(
    query: str, parameter: str, replies: Consultation, client: Client, analyst: User
) -> None:
    client.force_login(analyst)
    answer = client.get(address(replies, f"/statements?{query}"))
    assert answer.status_code == 422
    assert parameter in answer.json()["error"]


def test_nothing_held_back_for_those_who_may_not_see_it(
    replies: Consultation, client: Client, analyst: User
) -> None:
    point = Point.objects.create(
        consultation=replies, name="Flere", origin="person", state="confirmed", created_by=analyst
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
    Consultation.objects.update(visibility="public")
    parts = ["", "/overview", "/submissions", "/statements", "/points"]
    everything = [client.get(address(replies, part)) for part in parts]
    everything.append(client.get(f"/api/points/{point.public_id}"))
    assert {answer.status_code for answer in everything} == {200}
    text = "".join(answer.content.decode() for answer in everything)
    assert "Det er krevende for små kommuner" in text
    for secret in ("Eksempelsen", "eksempelsen", SECRET, "\\u2588\\u2588 99"):
        assert secret not in text
    (listed,) = client.get(address(replies, "/points")).json()["items"]
    assert (listed["says"], listed["opposes"]) == (3, 0)
    client.force_login(analyst)
    assert SECRET in client.get(address(replies, "/statements")).content.decode()


def test_a_revoked_key_or_a_closed_account_is_refused_in_words(
    replies: Consultation, client: Client, analyst: User
) -> None:
    key = key_of(analyst)
    tokens.revoke(token=ApiToken.objects.get(), by=actor_for(analyst))
    for headers in (key, {"Authorization": "Bearer nonsense"}, {"Authorization": "Basic x"}):
        refused = client.get("/api/consultations", headers=headers)
        assert refused.status_code == 401
        assert refused.json()["error"]
    other = key_of(analyst)
    people.reset_password(user=analyst, by=actor_for(analyst))
    assert client.get("/api/consultations", headers=other).status_code == 401
    third = key_of(analyst)
    User.objects.filter(pk=analyst.pk).update(is_active=False)
    assert client.get("/api/consultations", headers=third).status_code == 401


def test_too_many_questions_are_told_to_wait(client: Client) -> None:
    answers = [client.get("/api/consultations") for _question in range(61)]
    assert [answer.status_code for answer in answers[:60]] == [200] * 60
    assert answers[60].status_code == 429
    assert int(answers[60]["Retry-After"]) > 0
    assert answers[60].json()["error"]


@pytest.mark.parametrize("part", ["/submissions", "/statements", "/points", "/overview"])
def test_a_fixed_number_of_queries(
    part: str,
    replies: Consultation,
    client: Client,
    analyst: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client.force_login(analyst)
    with CaptureQueriesContext(connection) as few:
        client.get(address(replies, part))
    for number in range(6):
        line = ("proposal", "staffing", f"Staten bør ansette {number} flere sykepleiere.")
        reply(replies, f"Eksempelnes {number}", [line])
    with django_assert_num_queries(len(few)):
        client.get(address(replies, part))
    assert len(few) <= 14


def test_the_description_names_every_operation(client: Client) -> None:
    page = client.get(reverse("api_docs")).content.decode()
    schema = client.get("/api/openapi.json").json()
    assert len(schema["paths"]) >= 7
    for path in schema["paths"]:
        assert f"GET {path}" in page
    assert "https://" not in page.replace("https://uustatus.no", "")


def test_the_page_of_keys_shows_a_secret_once(client: Client, analyst: User) -> None:
    client.force_login(analyst)
    page = reverse("actors:tokens")
    made = client.post(page, {"label": "  Mitt   skript "}).content.decode()
    token = ApiToken.objects.get()
    assert token.label == "Mitt skript"
    assert "samstyring_" in made
    assert "samstyring_" not in client.get(page).content.decode()
    assert token.digest not in made
    assert client.post(page, {"label": " "}).status_code == 422
    assert client.post(page, {"label": "x" * 81}).status_code == 422
    other = factories.person(email="bo@eksempel.example")
    client.force_login(other)
    revoke = reverse("actors:revoke_token", args=[token.public_id])
    assert client.post(revoke).status_code == 404
    client.force_login(analyst)
    assert client.post(revoke).status_code == 302
    token.refresh_from_db()
    assert token.revoked is not None
    assert len(ledger.history(analyst.public_id)) == 2
