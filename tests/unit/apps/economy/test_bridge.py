"""From rows to the engine and to figures, without a database."""

import uuid
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from samstyring.apps.actors.models import Organisation
from samstyring.apps.economy import drawing, words
from samstyring.apps.economy.bridge import prepare
from samstyring.apps.economy.figures import described
from samstyring.apps.economy.library import starting_values, typical
from samstyring.apps.economy.models import Frame, Item, Override, Parameter
from samstyring.apps.economy.numbers import number
from samstyring.apps.economy.queries.inputs import Inputs, Municipality
from samstyring.apps.economy.queries.use import points, starting_curve
from samstyring.apps.economy.rates import rules
from samstyring.apps.economy.reckoning import fingerprint, reckoned
from samstyring.apps.economy.results import MunicipalityLine, PartyLine, Spread
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account, Fit, Fixed, InvalidInput, LogNormal, Pert, Triangular

MEASURE = Measure(pk=1, code="eksempel", name="Eksempel")


def item(pk: int = 1, **fields: Any) -> Item:
    """A yearly cost of ten kroner an inhabitant."""
    usual = {
        "code": f"post-{pk}",
        "name": f"Post {pk}",
        "direction": "cost",
        "recurrence": "yearly",
        "party": "municipality",
        "driver": "inhabitants",
        "quantity_kind": "fixed",
        "quantity_mode": Decimal(1),
        "amount_kind": "fixed",
        "amount_mode": Decimal(10),
        "price_year": 2026,
    }
    row = Item(pk=pk, measure=MEASURE, **usual | fields)
    vars(row)["_prefetched_objects_cache"] = {"hours": []}
    return row


def inputs(*items: Item, overrides: tuple[Override, ...] = (), **more: Any) -> Inputs:
    """Two municipalities, one of 100 and one of 200 inhabitants, over two years."""
    usual: dict[str, Any] = {
        "frames": {1: Frame(measure=MEASURE, start=2026, years=2)},
        "figures": {("inhabitants", None): {1: 100.0, 2: 200.0}},
        "parameters": {},
        "members": {},
    }
    return Inputs(
        measures=[MEASURE],
        items=list(items),
        municipalities=[Municipality(pk, uuid.uuid4(), f"Eksempel {pk}", 100 * pk) for pk in (1, 2)],
        overrides=list(overrides),
        scenario="",
        **usual | more,
    )


def totals(given: Inputs) -> list[float]:
    """What each municipality comes to."""
    prepared = prepare(given, Account.BUDGET)
    return [line.own.middle for line in described(prepared, reckoned(prepared, 50)).municipalities]


class TestNumbers:
    """The columns of a number."""

    def test_each_kind_is_the_engines(self) -> None:
        three = {"low": Decimal(1), "mode": Decimal(2), "high": Decimal(4)}
        made = {
            kind: number(
                item(**{f"amount_{part}": value for part, value in three.items()}, amount_kind=kind), "amount"
            )
            for kind in ("fixed", "triangular", "pert", "log_normal", "unknown")
        }
        assert made == {
            "fixed": Fixed(2.0),
            "triangular": Triangular(1.0, 2.0, 4.0),
            "pert": Pert(1.0, 2.0, 4.0),
            "log_normal": LogNormal(1.0, 4.0),
            "unknown": None,
        }

    def test_what_is_missing_is_said_at_its_column(self) -> None:
        with pytest.raises(InvalidInput) as refused:
            number(item(amount_kind="pert"), "amount")
        assert (refused.value.field, refused.value.code) == ("low", "missing")


class TestPrepare:
    """The case and what is left out of it."""

    def test_a_cost_is_taken_from_each_by_its_inhabitants(self) -> None:
        assert totals(inputs(item())) == pytest.approx([-2_000, -4_000])

    def test_years_are_counted_from_one_and_stop_at_the_frame(self) -> None:
        assert totals(inputs(item(first_year=2, last_year=9))) == pytest.approx([-1_000, -2_000])

    def test_a_measure_that_begins_later_is_reckoned_over_its_own_years(self) -> None:
        later = Measure(pk=2, code="senere", name="Senere")
        own, other = item(1), item(2)
        other.measure = later
        given = inputs(own, other)
        both = replace(
            given,
            measures=[MEASURE, later],
            frames=given.frames | {2: Frame(measure=later, start=2028, years=1)},
        )
        prepared = prepare(both, Account.BUDGET)
        found = described(prepared, reckoned(prepared, 50))
        assert [year.middle for year in found.yearly] == pytest.approx([-3_000, -3_000, -3_000])
        assert found.calendar == [2026, 2027, 2028]
        assert [line.total.middle for line in found.items] == pytest.approx([-6_000, -3_000])

    def test_an_unknown_item_is_left_out_with_the_reason_and_who_knows(self) -> None:
        prepared = prepare(
            inputs(item(1), item(2, amount_kind="unknown", price_year=None, who_knows="Kontoret")),
            Account.BUDGET,
        )
        assert list(prepared.items) == ["eksempel:post-1"]
        assert [(one.name, one.who_knows) for one in prepared.unknown] == [("Post 2", "Kontoret")]

    def test_a_price_year_outside_the_index_leaves_the_item_out_aloud(self) -> None:
        index = {
            ("price_index", year): Parameter(code="price_index", year=year, value=Decimal(100))
            for year in (2025, 2026)
        }
        prepared = prepare(inputs(item(price_year=2010), parameters=index), Account.BUDGET)
        assert not prepared.items
        assert "2010" in prepared.unknown[0].why

    def test_an_override_of_a_municipality_goes_first(self) -> None:
        row = item()
        place = Organisation(pk=1, name="Eksempel 1", kind="municipality")
        said = [
            Override(item=row, part="amount", organisation=at, value_kind="fixed", value_mode=Decimal(amount))
            for at, amount in ((None, 20), (place, 30))
        ]
        given = inputs(row, overrides=tuple(said), members={1: frozenset({1})})
        assert totals(given) == pytest.approx([-6_000, -8_000])

    def test_the_same_inputs_have_the_same_fingerprint_and_others_another(self) -> None:
        def key(**fields: Any) -> str:
            made = prepare(inputs(item(**fields)), Account.BUDGET)
            return fingerprint(made.case, made.rules, made.overrides, 50)

        assert key() == key()
        assert key() != key(amount_mode=Decimal(11))
        assert key() != key(driver="fixed")


class TestRates:
    """What is supposed is said."""

    def test_without_an_index_prices_stand_still_aloud(self) -> None:
        made, said = rules({}, Account.BUDGET, start=2026, years=3, price_years=[2024])
        assert made.index.factor(2024, 2028) == 1
        assert len(said) == 1

    def test_society_needs_every_rate(self) -> None:
        with pytest.raises(InvalidInput) as refused:
            rules({}, Account.SOCIETY, start=2026, years=3, price_years=[])
        assert refused.value.field == "rates"


class TestDrawing:
    """Where things stand."""

    def test_bars_meet_at_nothing_and_reach_the_ends(self) -> None:
        lines = [
            PartyLine("state", "", 0.0, 100.0, Spread(50.0, 100.0, 100.0)),
            PartyLine("municipality", "", 100.0, 0.0, Spread(-100.0, -100.0, -100.0)),
        ]
        figure = drawing.balances(lines)
        assert figure is not None
        gain, loss = figure.rows
        assert gain.gains.x == figure.zero == loss.pays.x + loss.pays.width
        assert gain.gains.width == loss.pays.width
        assert drawing.balances([]) is None

    def test_a_year_below_nothing_hangs_from_the_line(self) -> None:
        figure = drawing.flow([Spread(-2.0, -1.0, 0.0), Spread(0.0, 1.0, 2.0)], 2026)
        assert figure is not None
        down, up = figure.columns
        assert (down.top, up.top + up.height) == (figure.zero, figure.zero)
        assert down.below
        assert not up.below
        assert drawing.flow([Spread(0.0, 0.0, 0.0)], 2026) is None

    def test_only_what_others_know_leaves_a_municipality_out(self) -> None:
        def line(pk: int, *unknown: str) -> MunicipalityLine:
            own = Spread(-1.0, float(pk), 1.0)
            return MunicipalityLine(pk, uuid.uuid4(), f"Eksempel {pk}", 10, own, 0.5, {}, unknown)

        everybody = ("ukjent for alle",)
        figure = drawing.strips(
            [("små", [line(1, *everybody), line(2, *everybody), line(3, *everybody, "her")])]
        )
        assert figure is not None
        assert (figure.strips[0].count, figure.left_out) == (2, 1)

    def test_dots_at_one_place_stand_apart(self) -> None:
        dots = drawing.swarm([10] * 7, 50)
        assert len(set(dots)) == 7


class TestWords:
    """Sums as people say them."""

    @pytest.mark.parametrize(
        ("value", "said"),
        [(None, "–"), (12, "12"), (-12_345, "\u221212"), (1_500_000, "1.5"), (2_000_000_000, "2.0")],
    )
    def test_a_sum_has_the_digits_it_deserves(self, value: float | None, said: str) -> None:
        with translation.override("en"):
            assert said in words.short(value)

    def test_every_typical_item_fills_a_form(self) -> None:
        for code in typical():
            found = starting_values(code)
            assert found["name"]
            assert found["amount_kind"] in {"fixed", "unknown"}
            assert (found["amount_kind"] == "fixed") == bool(found.get("price_year"))
        assert starting_values("finnes-ikke") == {}


class TestMeasuredUse:
    """From figures of use to points that a curve is fitted through."""

    def test_each_place_is_counted_from_its_own_first_figure(self) -> None:
        rows = [(1, 2024, None, 10, 100), (1, 2025, None, 40, 100), (2, 2025, 7, 5, 50), (2, 2026, 7, 25, 50)]
        times, shares = points(rows)
        assert times == pytest.approx([0, 1, 0, 1])
        assert shares == pytest.approx([0.1, 0.4, 0.1, 0.5])

    def test_a_fit_begins_the_form_with_values_that_it_takes(self) -> None:
        begun = starting_curve(Fit(ceiling=0.612, half=-0.3, spread=2.456, error=0.01))
        assert (begun["ceiling_mode"], begun["half_mode"], begun["spread"]) == (
            Decimal("0.61"),
            Decimal("0.0"),
            Decimal("2.46"),
        )
