"""What comes out of a round: the order, ties, sizes, what there is room for, and the advice."""

import pytest
from django.utils import translation
from tests import factories
from tests.integration.apps.priorities.making import (
    address,
    back,
    client,
    closed,
    inhabitants,
    opened,
    placed,
    score,
    talked_about,
    world,
)

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.models import Effort, Measure
from samstyring.apps.priorities.actions import advising, members, rounds
from samstyring.apps.priorities.choices import Over, State
from samstyring.apps.priorities.models import Criterion, Round
from samstyring.apps.priorities.queries import advice_of
from samstyring.apps.priorities.queries.results import result_of

pytestmark = pytest.mark.django_db


def test_the_reason_says_means_as_the_table_does() -> None:
    made = opened(world())
    for member, step in enumerate((5, 5, 4)):
        score(made, member, step, 1, 1)
    closed(made)
    with translation.override("en"):
        result = result_of(made.round, None)
    assert result is not None
    assert "4.7 of 5" in result.rows[0].reason


def test_those_that_tie_are_shown_as_tied() -> None:
    made = opened(world())
    score(made, 0, 3, 3, 1)
    closed(made)
    result = result_of(made.round, None)
    assert result is not None
    assert [(row.place, row.tied) for row in result.rows] == [(1, True), (1, True), (3, False)]


def test_small_middle_and_large_municipalities_are_seen_apart() -> None:
    made = world()
    for one, persons in zip(made.municipalities, (2_000, 10_000, 90_000), strict=True):
        inhabitants(one, persons)
    back(made.needs[1], made.municipalities[0])
    opened(made)
    score(made, 0, 1, 3, 5)
    score(made, 2, 5, 3, 1)
    closed(made)
    result = result_of(made.round, None)
    assert result is not None
    small, middle, large = (
        {row.thing.title[-1]: row.sizes[number] for row in result.rows} for number in range(3)
    )
    assert {name: seen.place_by_scores for name, seen in small.items()} == {"2": 1, "1": 2, "0": 3}
    assert {name: seen.place_by_scores for name, seen in large.items()} == {"0": 1, "1": 2, "2": 3}
    assert all(seen.place_by_scores is None for seen in middle.values())
    assert (small["1"].place_by_demand, small["0"].place_by_demand) == (1, 2)
    assert large["1"].place_by_demand is None


def test_what_there_is_no_room_for_falls_below_the_line() -> None:
    made = world()
    rounds.change(round_=made.round, fields={"unit": "hours", "limit": 100}, by=SYSTEM)
    for item, takes in zip(made.items, ((60, 70), (40, 50), (10, 10)), strict=True):
        rounds.set_takes(item=item, low=takes[0], high=takes[1], source="Anslag", by=SYSTEM)
    opened(made)
    score(made, 0, 5, 4, 3)
    closed(made)
    result = result_of(made.round, None)
    assert result is not None
    assert [row.placing for row in result.rows] == ["above", "unsure", "below"]
    assert [row.in_filling for row in result.rows] == [True, False, True]
    assert result.filling_differs
    page = client(made.secretary).get(address("result", made)).content.decode()
    assert "Falls below the line" in page


def test_measures_bring_the_hours_that_they_take() -> None:
    body = factories.organisation("Eksempelrådet (eksempel)", kind=OrganisationKind.BODY)
    made = rounds.prepare(
        fields={"title": "Tiltak", "over": Over.MEASURES, "visibility": "public", "unit": "hours"},
        body=body,
        by=SYSTEM,
    )
    one, two = (
        Measure.objects.create(code=code, name=code, kind="local", visibility="public") for code in "ab"
    )
    for profession, low in (("Lege", 10), ("Sykepleier", 20)):
        Effort.objects.create(measure=one, profession=profession, hours_low=low, hours_high=2 * low)
    items = rounds.add_items(round_=made, things=[one, two], by=SYSTEM)
    assert [(item.takes_low, item.takes_high) for item in items] == [(30, 60), (None, None)]
    assert not Criterion.objects.filter(filled=True).exists()


class TestConcluding:
    """The body decides, and says why."""

    def test_another_place_than_the_scores_needs_another_reason(self) -> None:
        made = talked_about()
        with pytest.raises(NotPossible, match="The scores put it as number 1") as error:
            advising.conclude(
                round_=made.round,
                text="Råd.",
                lines=placed(made, place_1=advising.Placed(3, placed(made)[made.items[0].pk].reason)),
                version=made.round.version,
                by=SYSTEM,
            )
        assert error.value.field == f"reason-{made.items[0].pk}"
        made.round.refresh_from_db()
        assert made.round.state == State.TALKING
        advising.conclude(
            round_=made.round,
            text="Råd.",
            lines=placed(made, place_1=advising.Placed(3, "Må vente på loven.")),
            version=made.round.version,
            by=SYSTEM,
        )
        advice = advice_of(Round.objects.get(pk=made.round.pk))
        assert advice is not None
        last = next(line for line in advice.lines if line.scored_place == 1)
        assert (last.scored_place, last.place, last.reason) == (1, 3, "Må vente på loven.")

    def test_the_form_keeps_what_was_typed_and_says_what_is_missing(self) -> None:
        made = talked_about()
        form = {"text": "", "version": str(made.round.version)}
        for row in placed(made).items():
            form |= {f"place-{row[0]}": "1", f"reason-{row[0]}": "Skrevet av en person."}
        answer = client(made.secretary).post(address("conclude", made), form)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Write what the body advises." in page
        assert page.count("Skrevet av en person.") == 3
        form["text"] = "Et råd."
        form["version"] = "1"
        answer = client(made.secretary).post(address("conclude", made), form)
        assert "Somebody else changed the round" in answer.content.decode()
        form["version"] = str(made.round.version)
        assert client(made.secretary).post(address("conclude", made), form).status_code == 302

    def test_a_minority_view_follows_the_advice(self) -> None:
        made = talked_about()
        url = address("note", made) + f"?sak={made.items[0].pk}"
        assert (
            client(made.users[0]).post(url, {"kind": "minority", "text": "Vi er uenige."}).status_code == 302
        )
        assert client(made.users[1]).post(url, {"kind": "talk", "text": ""}).status_code == 422
        made.round.refresh_from_db()
        advising.conclude(
            round_=made.round, text="Råd.", lines=placed(made), version=made.round.version, by=SYSTEM
        )
        advice = advice_of(Round.objects.get(pk=made.round.pk))
        assert advice is not None
        assert advice.minority == ((made.municipalities[0].name, "Vi er uenige."),)

    def test_a_concluded_round_stays_as_it_is(self) -> None:
        made = talked_about()
        advising.conclude(
            round_=made.round, text="Råd.", lines=placed(made), version=made.round.version, by=SYSTEM
        )
        with pytest.raises(NotPossible, match="stays as it is"):
            members.disqualify(member=made.members[0], item=None, reason="Sent.", by=SYSTEM)
        with pytest.raises(NotPossible, match="stays as it is"):
            rounds.change(round_=made.round, fields={"title": "Ny"}, by=SYSTEM)

    def test_a_need_that_the_reader_may_not_see_is_not_named(self) -> None:
        made = talked_about()
        advising.conclude(
            round_=made.round, text="Råd.", lines=placed(made), version=made.round.version, by=SYSTEM
        )
        made.needs[0].visibility = "organisation"
        made.needs[0].save()
        page = client().get(address("round", made)).content.decode()
        result = client().get(address("result", made)).content.decode()
        sheet = client().get(address("sheet", made)).content.decode()
        assert all("Eksempelbehov 0" not in text for text in (page, result, sheet))
        assert all("Eksempelbehov 1" in text for text in (page, result, sheet))
