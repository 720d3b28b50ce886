"""Rounds from the first thought to the advice: their states, who may do what, and what the database holds."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.integration.apps.priorities.making import (
    address,
    client,
    closed,
    need,
    opened,
    placed,
    score,
    talked_about,
    world,
)

from samstyring.apps.actors.actions.example import create_example_people
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Notice
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.priorities.actions import advising, example, members, moving, rounds
from samstyring.apps.priorities.choices import Act, State
from samstyring.apps.priorities.models import Criterion, Disqualification, Filled, Member, Round, Score
from samstyring.apps.priorities.policies import TRANSITIONS, check_act
from samstyring.apps.priorities.queries import advice_of
from samstyring.apps.priorities.queries.results import result_of

pytestmark = pytest.mark.django_db


def test_the_whole_way_from_begun_to_advice() -> None:
    made = talked_about()
    result = result_of(made.round, None)
    assert result is not None
    assert [row.thing.title for row in result.rows] == [
        "Eksempelbehov 0",
        "Eksempelbehov 1",
        "Eksempelbehov 2",
    ]
    # Nobody backs any: the lowest step, which weighs 10 per cent, gives nothing.
    assert [row.value for row in result.rows] == pytest.approx([90, 45, 0])
    assert result.rows[0].first == pytest.approx(100)
    assert result.rows[0].top == pytest.approx(100)
    assert "top 2 in 100 %" in result.rows[0].reason
    advising.conclude(
        round_=made.round, text="Ta de to første.", lines=placed(made), version=made.round.version, by=SYSTEM
    )
    made.round.refresh_from_db()
    assert made.round.state == State.CONCLUDED
    advice = advice_of(made.round)
    assert advice is not None
    assert [(line.place, line.title, line.value) for line in advice.lines] == [
        (1, "Eksempelbehov 0", Decimal("90.0")),
        (2, "Eksempelbehov 1", Decimal("45.0")),
        (3, "Eksempelbehov 2", Decimal("0.0")),
    ]
    assert all(line.reason for line in advice.lines)
    page = client().get(made.round.get_absolute_url()).content.decode()
    assert "Ta de to første." in page


def test_states_move_by_one_table() -> None:
    for act, (states, to) in TRANSITIONS.items():
        for state in State:
            if state in states:
                assert check_act(state, act) == to
            else:
                with pytest.raises(NotPossible):
                    check_act(state, act)


def test_two_who_close_at_once_get_one_closing_and_one_sentence() -> None:
    made = opened(world())
    score(made, 0, 5, 3, 1)
    stale = Round.objects.get(pk=made.round.pk)
    closed(made)
    with pytest.raises(NotPossible, match="moved it on"):
        moving.move(round_=stale, act=Act.CLOSE, by=SYSTEM)
    answer = client(made.secretary).post(address("move", made), {"act": "close"}, follow=True)
    assert "Somebody else may have moved it on" in answer.content.decode()


def test_a_round_with_fewer_than_two_things_is_not_opened() -> None:
    made = world(needs=1)
    answer = client(made.secretary).post(address("move", made), {"act": "open"}, follow=True)
    assert "at least two things" in answer.content.decode()
    made.round.refresh_from_db()
    assert made.round.state == State.PREPARING


def test_a_round_that_nobody_scored_is_not_closed_and_one_that_somebody_scored_not_taken_back() -> None:
    made = opened(world())
    with pytest.raises(NotPossible, match="nothing to show"):
        closed(made)
    score(made, 0, 1, 1, None)
    with pytest.raises(NotPossible, match="scored already"):
        moving.move(round_=made.round, act=Act.BACK, by=SYSTEM)


class TestWhoMay:
    """A round being prepared is the body's own; the rest goes by roles and membership."""

    def test_a_round_being_prepared_is_not_there_for_others(self) -> None:
        made = world()
        for user, status in ((None, 404), (made.users[0], 404), (made.secretary, 200)):
            assert client(user).get(made.round.get_absolute_url()).status_code == status
        opened(made)
        assert client().get(made.round.get_absolute_url()).status_code == 200

    def test_a_member_sees_a_closed_round(self) -> None:
        made = world()
        rounds.change(round_=made.round, fields={"visibility": "organisation"}, by=SYSTEM)
        opened(made)
        assert client().get(made.round.get_absolute_url()).status_code == 404
        assert client(made.users[0]).get(made.round.get_absolute_url()).status_code == 200

    def test_names_of_members_are_for_those_who_take_part(self) -> None:
        made = opened(world())
        assert "Ada Eksempel" not in client().get(made.round.get_absolute_url()).content.decode()
        assert "Ada Eksempel" in client(made.users[0]).get(made.round.get_absolute_url()).content.decode()

    @pytest.mark.parametrize("name", ["criteria", "things", "members", "conclude", "change_round"])
    def test_members_do_not_lead(self, name: str) -> None:
        made = opened(world())
        assert client(made.users[0]).get(address(name, made)).status_code == 403
        assert client(made.users[0]).post(address("move", made), {"act": "close"}).status_code == 403

    def test_the_secretary_does_not_score_without_being_asked(self) -> None:
        made = opened(world())
        assert client(made.secretary).get(address("score", made)).status_code == 403
        assert client(made.secretary).post(address("give", made), {}).status_code == 403

    def test_somebody_is_asked_by_role_or_by_address(self) -> None:
        made = world(people=1)
        reader = factories.person(role=Level.READER, organisation=made.body, email="leser@eksempel.example")
        away = factories.organisation("Annen kommune (eksempel)", kind=OrganisationKind.MUNICIPALITY)
        other = factories.person(role=Level.READER, organisation=away, email="annen@eksempel.example")
        browser = client(made.secretary)
        browser.post(address("members", made), {"person": f"{reader.pk}:{made.body.pk}"})
        browser.post(address("members", made), {"email": "Annen@eksempel.example"})
        asked = {one.user: one.organisation for one in Member.objects.exclude(user=made.users[0])}
        assert asked == {reader: made.body, other: away}
        for form in ({}, {"email": "ingen@eksempel.example"}, {"person": "0:0"}):
            answer = browser.post(address("members", made), form)
            assert answer.status_code == 422
            assert answer.context["form"].errors

    def test_a_member_who_has_scored_is_not_taken_out(self) -> None:
        made = opened(world())
        score(made, 0, 1, 1, 1)
        with pytest.raises(NotPossible, match="Disqualify instead"):
            members.remove(member=made.members[0], by=SYSTEM)
        members.remove(member=made.members[1], by=SYSTEM)
        assert made.round.members.count() == 2


def test_members_are_told_when_the_round_opens_closes_and_ends() -> None:
    made = talked_about()
    advising.conclude(
        round_=made.round, text="Råd.", lines=placed(made), version=made.round.version, by=SYSTEM
    )
    told = Notice.objects.filter(person=made.users[0]).order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["priorities.score", "priorities.talk", "priorities.concluded"]


def test_a_round_is_begun_from_a_need_and_takes_another_in() -> None:
    made = world()
    browser = client(made.secretary)
    extra = need("Enda et eksempelbehov", made.body)
    address_ = reverse("priorities:from_need", args=[extra.public_id])
    assert "Eksempelrunden" in browser.get(address_).content.decode()
    browser.post(address_, {"round": str(made.round.public_id)})
    assert made.round.items.filter(need=extra).exists()
    form = {
        "body": str(made.body.pk),
        "title": "Ny runde",
        "over": "needs",
        "top": "3",
        "visibility": "public",
    }
    assert browser.post(address_, form).status_code == 302
    begun = Round.objects.get(title="Ny runde")
    assert list(begun.items.values_list("need", flat=True)) == [extra.pk]
    assert begun.criteria.count() == 6
    answer = browser.post(reverse("priorities:add_round"), form | {"title": "", "limit": "5"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "unit"}


def test_the_database_holds_what_must_hold() -> None:
    made = opened(world())
    item, criterion = made.items[0], made.round.criteria.all()[0]
    wrong = (
        lambda: Score.objects.create(
            member=made.members[0], item=item, criterion=criterion, turn=1, value=10
        ),
        lambda: Round.objects.filter(pk=made.round.pk).update(turn=0),
        lambda: Round.objects.filter(pk=made.round.pk).update(owner_organisation=None),
        lambda: Disqualification.objects.create(member=made.members[0], item=item, reason=""),
        lambda: Criterion.objects.filter(pk=criterion.pk).update(low=90),
        lambda: Filled.objects.update(overruled=3),
    )
    for act in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


@pytest.mark.parametrize("count", [1, 12])
def test_the_list_asks_as_often_for_many_as_for_one(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = opened(world())
    for number in range(count - 1):
        Round.objects.create(
            title=f"Runde {number}", over="needs", visibility="public", owner_organisation=made.body
        )
    with django_assert_num_queries(2):
        client().get(reverse("priorities:rounds"))


@pytest.mark.parametrize(("needs", "people"), [(2, 1), (9, 6)])
def test_the_result_asks_as_often_for_many_as_for_few(
    needs: int, people: int, django_assert_max_num_queries: Any
) -> None:
    made = opened(world(needs=needs, people=people))
    for member in range(people):
        score(made, member, *range(1, 6), *[3] * (needs - 5)) if needs > 5 else score(made, member, 1, 2)
    closed(made)
    browser = client(made.secretary)
    for name in ("result", "talk"):
        browser.get(address(name, made))
        with django_assert_max_num_queries(32) as asked:
            browser.get(address(name, made))
        made.__dict__.setdefault("counts", []).append(len(asked))
    assert made.__dict__["counts"] == COUNTS


# Queries of the result's page and of the page to talk by, whatever the round's size.
COUNTS = [17, 27]


def test_the_example_round_is_made_once_and_ends_in_an_advice() -> None:
    owner = create_example_people().organisation
    made = example.load(owner)
    assert made is not None
    assert example.load(owner) == made
    assert Round.objects.count() == 1
    advice = advice_of(made)
    assert advice is not None
    assert len(advice.lines) == 5
    assert advice.minority
    assert "Eksempel" in client().get(made.get_absolute_url()).content.decode()
    assert client().get(reverse("priorities:result", args=[made.public_id])).status_code == 200
