"""Rounds from the first thought to the advice: what is filled in, what counts, and what is refused."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries
from tests import factories
from tests.integration.apps.priorities.making import (
    World,
    back,
    client,
    closed,
    inhabitants,
    need,
    opened,
    put_on_list,
    score,
    world,
)

from samstyring.apps.actors.actions.example import create_example_people
from samstyring.apps.actors.choices import Level, OrganisationKind
from samstyring.apps.actors.models import Notice
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.portfolio.models import Effort, Measure
from samstyring.apps.priorities.actions import advising, example, filling, members, moving, rounds, scoring
from samstyring.apps.priorities.choices import Act, Over, State
from samstyring.apps.priorities.models import Criterion, Disqualification, Filled, Member, Round, Score
from samstyring.apps.priorities.policies import TRANSITIONS, NotPossible, check_act
from samstyring.apps.priorities.queries import advice_of
from samstyring.apps.priorities.queries.results import result_of

pytestmark = pytest.mark.django_db


def address(name: str, made: World, *more: object) -> str:
    return reverse(f"priorities:{name}", args=[made.round.public_id, *more])


def talked_about() -> World:
    """Three members who put the needs in the order 0, 1, 2."""
    made = opened(world())
    for member in range(3):
        score(made, member, 5, 3, 1)
    return closed(made)


def placed(made: World, **other: advising.Placed) -> dict[int, advising.Placed]:
    """Every item where the scores put it, with the draft's reason."""
    result = result_of(made.round, None)
    assert result is not None
    return {
        row.thing.item.pk: other.get(f"place_{row.place}", advising.Placed(row.place, row.reason))
        for row in result.rows
    }


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


@pytest.mark.parametrize("step", ["9", "-1", "fem", "6"])
def test_a_step_outside_the_scale_is_refused_and_nothing_of_the_form_is_stored(step: str) -> None:
    made = opened(world())
    criteria = list(made.round.criteria.filter(filled=False))
    item = made.items[0].pk
    form = {f"s-{item}-{criteria[0].pk}": "4", f"s-{item}-{criteria[1].pk}": step, "sak": "1"}
    answer = client(made.users[0]).post(address("give", made), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose a step from 1 to 5, or abstain." in page
    assert f'id="s-{item}-{criteria[0].pk}-4" name="s-{item}-{criteria[0].pk}" value="4" checked' in page
    assert not Score.objects.exists()


def test_a_closed_round_takes_no_scores() -> None:
    made = talked_about()
    item, criterion = made.items[0].pk, made.round.criteria.filter(filled=False)[0].pk
    answer = client(made.users[0]).post(address("give", made), {f"s-{item}-{criterion}": "1"})
    assert answer.status_code == 422
    assert "not open for scoring" in answer.content.decode()
    assert not Score.objects.filter(value=1, item=item).exists()


def test_saving_as_one_goes_answers_with_how_far_one_has_come() -> None:
    made = opened(world())
    item = made.items[0].pk
    form = {f"s-{item}-{one.pk}": "0" for one in made.round.criteria.filter(filled=False)}
    browser = client(made.users[0])
    answer = browser.post(address("give", made), form, headers={"hx-request": "true"})
    assert "1 of 3 are complete" in answer.content.decode()
    assert set(Score.objects.values_list("value", flat=True)) == {None}
    browser.post(address("give", made), dict.fromkeys(form, ""))
    assert not Score.objects.exists()


def test_abstaining_and_disqualified_members_do_not_count() -> None:
    made = opened(world())
    score(made, 0, 5, 3, 1)
    score(made, 1, 1, 5, 5)
    score(made, 2, 0, 3, 1)
    members.disqualify(member=made.members[1], item=made.items[0], reason="Søker selv.", by=SYSTEM)
    closed(made)
    result = result_of(made.round, None)
    assert result is not None
    row = next(one for one in result.rows if one.thing.title == "Eksempelbehov 0")
    scored = [cell for cell in row.cells if cell.filled is None]
    assert {(cell.count, cell.mean, cell.abstained, cell.missing) for cell in scored} == {(1, 5.0, 1, 0)}
    members.disqualify(member=made.members[1], item=None, reason="Søker selv.", by=SYSTEM)
    made.round.refresh_from_db()
    after = result_of(made.round, None)
    assert after is not None
    assert after.figures.members == 2
    members.lift(disqualification=Disqualification.objects.get(item=None), by=SYSTEM)
    made.round.refresh_from_db()
    again = result_of(made.round, None)
    assert again is not None
    assert again.figures.members == 3


def test_the_reason_says_means_as_the_table_does() -> None:
    made = opened(world())
    for member, step in enumerate((5, 5, 4)):
        score(made, member, step, 1, 1)
    closed(made)
    with translation.override("en"):
        result = result_of(made.round, None)
    assert result is not None
    assert "4.7 of 5" in result.rows[0].reason


def test_a_disqualification_needs_a_reason_and_says_so_at_the_field() -> None:
    made = opened(world())
    form = {"item": str(made.items[0].pk), "reason": "  "}
    answer = client(made.secretary).post(address("disqualify", made, made.members[0].public_id), form)
    assert answer.status_code == 422
    assert answer.context["form"].errors == {"reason": ["Say why the member is disqualified."]}
    assert f'value="{made.items[0].pk}" selected' in answer.content.decode()
    assert not Disqualification.objects.exists()


def test_who_is_disqualified_from_all_can_no_longer_score() -> None:
    made = opened(world())
    members.disqualify(member=made.members[0], item=None, reason="Eier leverandøren.", by=SYSTEM)
    assert client(made.users[0]).get(address("score", made)).status_code == 403
    with pytest.raises(NotPossible, match="disqualified"):
        score(made, 0, 5, 3, 1)
    with pytest.raises(NotPossible, match="disqualified"):
        scoring.finish(member=made.members[0], by=SYSTEM)


def test_a_member_can_say_oneself_disqualified_and_nobody_else() -> None:
    made = opened(world())
    other = address("disqualify", made, made.members[1].public_id)
    own = address("disqualify", made, made.members[0].public_id)
    browser = client(made.users[0])
    assert browser.post(other, {"item": "", "reason": "Nei"}).status_code == 403
    assert browser.post(own, {"item": "", "reason": "Gift med søkeren."}).status_code == 302
    assert Disqualification.objects.get().member == made.members[0]


def test_scores_after_the_deadline_are_taken_and_shown_as_late() -> None:
    made = opened(world())
    score(made, 0, 5, 3, 1)
    rounds.change(
        round_=made.round,
        fields={"deadline": timezone.localdate() - datetime.timedelta(days=1)},
        by=SYSTEM,
    )
    score(made, 1, 5, 3, 1)
    assert Score.objects.filter(late=True).values("member").distinct().count() == 1
    closed(made)
    result = result_of(made.round, None)
    assert result is not None
    assert result.figures.late == 1
    page = client(made.secretary).get(address("result", made)).content.decode()
    assert "1 member scored after the deadline." in page
    again = moving.move(round_=made.round, act=Act.AGAIN, by=SYSTEM)
    assert again.deadline is None


def test_those_that_tie_are_shown_as_tied() -> None:
    made = opened(world())
    score(made, 0, 3, 3, 1)
    closed(made)
    result = result_of(made.round, None)
    assert result is not None
    assert [(row.place, row.tied) for row in result.rows] == [(1, True), (1, True), (3, False)]


class TestOwnLists:
    """What municipalities put first is filled in, with its basis, and a person can set another step."""

    def test_filled_in_by_how_many_municipalities_stand_behind(self) -> None:
        made = world(people=4)
        one, two, three, four = made.municipalities
        back(made.needs[0], one, two, three)
        put_on_list(made.needs[0], four, 2)
        put_on_list(made.needs[0], one, 5)
        put_on_list(made.needs[1], two, 1)
        opened(made)
        rows = {row.item.position: row for row in Filled.objects.select_related("item")}
        assert [(rows[at].value, rows[at].municipalities) for at in (1, 2, 3)] == [(5, 4), (2, 1), (1, 0)]
        assert (rows[1].backing, rows[1].listed, rows[1].listed_first) == (3, 2, 1)

    def test_those_who_back_a_need_that_was_merged_into_it_count(self) -> None:
        made = world()
        back(made.needs[0], made.municipalities[0])
        merged = need("Nesten det samme", made.body)
        back(merged, made.municipalities[0], made.municipalities[1])
        merged.state, merged.merged_into, merged.counted_with = "merged", made.needs[0], made.needs[0]
        merged.save()
        opened(made)
        assert Filled.objects.get(item__position=1).municipalities == 2

    def test_a_person_can_set_another_step_with_a_reason(self) -> None:
        made = opened(world())
        criterion = Criterion.objects.get(filled=True)
        with pytest.raises(NotPossible, match="Say why"):
            filling.overrule(item=made.items[0], criterion=criterion, step=5, reason=" ", by=SYSTEM)
        with pytest.raises(NotPossible, match="steps of the scale"):
            filling.overrule(item=made.items[0], criterion=criterion, step=6, reason="Fordi.", by=SYSTEM)
        url = address("overrule", made, made.items[2].pk, criterion.pk)
        assert client(made.secretary).post(url, {"step": "5", "reason": "Haster."}).status_code == 302
        score(made, 0, 3, 3, 3)
        closed(made)
        result = result_of(made.round, None)
        assert result is not None
        assert result.rows[0].thing.title == "Eksempelbehov 2"
        assert "Haster." in client(made.secretary).get(address("talk", made)).content.decode()

    def test_it_is_not_scored(self) -> None:
        made = opened(world())
        criterion = Criterion.objects.get(filled=True)
        with pytest.raises(NotPossible, match="not among"):
            scoring.give(member=made.members[0], given={(made.items[0].pk, criterion.pk): 3}, by=SYSTEM)


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


class TestCriteria:
    """Weights that do not sum, bounds that leave nothing: a sentence, nothing stored, nothing typed lost."""

    def form(self, made: World, **changed: str) -> dict[str, Any]:
        page = client(made.secretary).get(address("criteria", made))
        forms = page.context["forms"]
        data: dict[str, Any] = {"version": str(made.round.version)}
        for field in forms.management_form:
            data[field.html_name] = field.value()
        for one in forms:
            for field in one:
                value = field.value()
                if value is not None and value is not False:
                    data[field.html_name] = value
        return data | changed

    def post(self, made: World, **changed: str) -> Any:
        made.round.refresh_from_db()
        return client(made.secretary).post(address("criteria", made), self.form(made, **changed))

    def test_as_they_are(self) -> None:
        made = world()
        assert self.post(made).status_code == 302
        assert [one.weight for one in made.round.criteria.all()] == [25, 20, 25, 10, 10, 10]
        assert Filled.objects.count() == 3

    @pytest.mark.parametrize(
        ("changed", "sentence"),
        [
            ({"k-0-weight": "30"}, "sum to 105 per cent"),
            ({"k-0-weight": "70", "k-0-high": "60"}, "less than the weight"),
            ({"k-0-low": "26"}, "more than the weight"),
            ({"k-0-weight": "120"}, "from 0 to 100"),
            ({"k-0-steps": "Bare ett"}, "from two to nine steps"),
            ({"k-0-name": "Dobbelt", "k-1-name": "Dobbelt"}, "Another criterion has this name"),
            ({"k-0-name": ""}, "Write a name"),
        ],
    )
    def test_what_is_wrong_is_said(self, changed: dict[str, str], sentence: str) -> None:
        made = world()
        answer = self.post(made, **changed, **{"k-5-explanation": "Skrevet av en person."})
        page = answer.content.decode()
        assert answer.status_code == 422
        assert sentence in page
        assert "Skrevet av en person." in page
        assert [one.weight for one in made.round.criteria.all()] == [25, 20, 25, 10, 10, 10]

    def test_bounds_that_leave_nothing(self) -> None:
        made = world()
        tight = {f"k-{number}-high": str(weight) for number, weight in enumerate((25, 20, 25, 10, 10, 9))}
        answer = self.post(made, **tight, **{"k-5-weight": "9", "k-0-weight": "25"})
        assert "so no weights keep within the bounds" in answer.content.decode()

    def test_one_taken_out_and_one_added(self) -> None:
        made = world()
        answer = self.post(
            made,
            **{
                "k-3-DELETE": "on",
                "k-6-name": "Samisk perspektiv",
                "k-6-weight": "10",
                "k-6-steps": "Ingenting\n\nMye",
            },
        )
        assert answer.status_code == 302
        names = [one.name for one in made.round.criteria.all()]
        assert "Samisk perspektiv" in names
        assert len(names) == 6

    def test_two_who_write_at_once_notice_each_other(self) -> None:
        made = world()
        data = self.form(made)
        made.round.refresh_from_db()
        data["version"] = str(made.round.version - 1)
        answer = client(made.secretary).post(address("criteria", made), data)
        assert answer.status_code == 422
        assert "Somebody else changed the round" in answer.content.decode()

    def test_they_stay_once_the_round_is_open(self) -> None:
        made = world()
        data = self.form(made)
        opened(made)
        answer = client(made.secretary).post(address("criteria", made), data)
        assert answer.status_code == 422
        assert "only while the round is being prepared" in answer.content.decode()


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
