"""Members score apart: what is taken, what counts, and who is left out."""

import datetime
from typing import Any

import pytest
from django.utils import timezone
from tests.integration.apps.priorities.making import (
    World,
    address,
    back,
    client,
    closed,
    need,
    opened,
    put_on_list,
    score,
    talked_about,
    world,
)

from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.events import SYSTEM
from samstyring.apps.priorities.actions import filling, members, moving, rounds, scoring
from samstyring.apps.priorities.choices import Act
from samstyring.apps.priorities.models import Criterion, Disqualification, Filled, Score
from samstyring.apps.priorities.queries.results import result_of

pytestmark = pytest.mark.django_db


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
