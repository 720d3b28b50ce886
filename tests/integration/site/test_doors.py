"""Doors: what a later room can do with a thing stands on the earlier room's page, for those who may."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from tests import factories

from samstyring.apps.actors.choices import Level
from samstyring.site.doors import check_doors, links

pytestmark = pytest.mark.django_db
STATEMENT = ("00000000-0000-0000-0000-000000000000", 0, 9)


@pytest.fixture(autouse=True)
def only_this_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """One door with an action and one for everyone, whatever other rooms open."""
    for room in apps.get_app_configs():
        if hasattr(room, "doors"):
            monkeypatch.setattr(room, "doors", ())
    given = (
        (2, "statement", "For everyone", "consultations:statement", "link", ""),
        (
            1,
            "statement.example",
            "Tell it",
            "knowledge:experience_from_statement",
            "post",
            "knowledge.tell_experience",
        ),
    )
    monkeypatch.setattr(apps.get_app_config("knowledge"), "doors", given)


def test_a_door_is_shown_to_those_who_hold_a_role_that_it_takes(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    place = factories.organisation()
    writer = factories.person(role=Level.CONTRIBUTOR, organisation=place)
    reader = factories.person(role=Level.READER, organisation=place, email="bo@eksempel.example")
    with django_assert_num_queries(1):
        assert [one.label for one in links(writer, "statement.example", STATEMENT)] == [
            "Tell it",
            "For everyone",
        ]
    assert [one.label for one in links(reader, "statement.example", STATEMENT)] == ["For everyone"]
    with django_assert_num_queries(0):
        assert [one.label for one in links(AnonymousUser(), "statement", STATEMENT)] == ["For everyone"]


def test_a_door_of_one_type_is_not_on_another(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    writer = factories.person(role=Level.CONTRIBUTOR, organisation=factories.organisation())
    with django_assert_num_queries(0):
        assert [one.label for one in links(writer, "statement.challenge", STATEMENT)] == ["For everyone"]
        assert links(writer, "point", STATEMENT[:1]) == []


@pytest.mark.parametrize(
    "wrong",
    [
        (1, "nothing", "Wrong", "consultations:statement", "link", ""),
        (1, "statement", "Wrong", "consultations:nowhere", "link", ""),
        (1, "statement", "Wrong", "consultations:point", "link", ""),
        (1, "statement", "Wrong", "consultations:statement", "link", "knowledge.nothing"),
    ],
)
def test_the_check_tells_of_a_door_that_leads_nowhere(
    monkeypatch: pytest.MonkeyPatch, wrong: tuple[object, ...]
) -> None:
    assert check_doors(None) == []
    monkeypatch.setattr(apps.get_app_config("knowledge"), "doors", (wrong,))
    assert [error.id for error in check_doors(None)] == ["site.E002"]


def test_every_door_of_the_program_leads_somewhere(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    assert check_doors(None) == []
