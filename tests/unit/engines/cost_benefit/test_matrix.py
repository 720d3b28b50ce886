"""Who pays and who gains, and the example that stalls."""

import pytest
from tests.unit.engines.cost_benefit.cases import BUDGET, case, item

from samstyring.engines.cost_benefit import Direction, Party, PartyClass, reckon
from samstyring.engines.cost_benefit.matrix import matrix, settlement
from samstyring.engines.cost_benefit.prices import DiscountRates, annuity, present_value
from samstyring.engines.cost_benefit.video_clinic import LOCAL_TRUST, OTHER_TRUST, STATE, example

HEADS = 26_000


def gain(code, amount, kind):
    return item(code, amount, direction=Direction.BENEFIT, party=Party(kind), last=0)


def test_each_party_has_its_line():
    made = case(
        item("fee", 10.0, last=0),
        gain("less work", 4.0, PartyClass.MUNICIPALITY),
        gain("travel", 9.0, PartyClass.STATE),
    )
    municipality, state = matrix(reckon(made, BUDGET, draws=3))
    assert (municipality.pays, municipality.gains) == (10 * HEADS, 4 * HEADS)
    assert municipality.net == (-6 * HEADS,) * 3
    found = settlement([municipality, state])
    assert found.get == {Party(PartyClass.MUNICIPALITY): 6 * HEADS}
    assert found.give == {Party(PartyClass.STATE): pytest.approx(6 * HEADS)}
    assert found.lacking == 0


def test_what_nobody_can_pay_is_lacking():
    made = case(item("fee", 10.0, last=0), gain("travel", 4.0, PartyClass.STATE))
    found = settlement(matrix(reckon(made, BUDGET, draws=3)))
    assert found.lacking == pytest.approx(6 * HEADS)


def test_the_video_clinic_stalls_where_the_staff_is_paid():
    lines = {line.party: line for line in matrix(reckon(example(), BUDGET, draws=2_000))}
    assert lines[LOCAL_TRUST].net[2] < 0
    assert lines[OTHER_TRUST].net[1] > 0
    assert lines[STATE].net[1] > 0
    found = settlement(list(lines.values()))
    assert LOCAL_TRUST in found.get
    assert found.lacking == 0
    assert sum(found.give.values()) == pytest.approx(sum(found.get.values()))


def test_present_value_of_the_numpy_financial_manual():
    """The example of `npv` there: 8 %, an investment of 40,000 and four incomes, worth 3,065.22 today."""
    flow = [-40_000.0, 5_000, 8_000, 12_000, 30_000]
    assert present_value(flow, DiscountRates(((0, 0.08),))) == pytest.approx(3065.22267, abs=1e-5)


def test_annuity_of_the_numpy_financial_manual():
    """The example of `pmt` there: a loan of 200,000 over 15 years of monthly payments at 7.5 % a year."""
    assert annuity(200_000, 0.075 / 12, 180) == pytest.approx(1854.0247200054619)
