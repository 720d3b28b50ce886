"""The bridge from what is stored to the engine, and from the engine to what pages show.

    measure_result(measure, user=request.user)                                    the whole country's budget
    measure_result(measure, municipalities=[mine], user=user)                     one municipality
    measure_result(measure, account=Account.SOCIETY, user=user)                   society's account
    measures_result(measures, municipalities=[mine], user=user)                   several, overlaps cut once

Everything starts from what `user` may see. A fixed number of queries each, however many items there are. The
engine's work is kept in the process by a hash of all that goes into it, so that asking again is cheap and
nothing old is ever shown. Raises InvalidInput (of the engine) where the account cannot be reckoned at all,
such as society's without discount rates; what is wrong with one item leaves that item out, and says so.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

import numpy as np

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account, Case, Compensation, Result, Rules, compensation, reckon
from samstyring.engines.cost_benefit.scenarios import Difference, Override, apply, compare

from .bridge import Prepared, prepare
from .figures import described
from .models import Scenario
from .queries.inputs import read
from .results import MeasureResult

DRAWS = 2_000
"""Draws for a page: P10 and P90 are then right within a few per cent of their distance."""

_KEPT = 24
_kept: "OrderedDict[str, Result]" = OrderedDict()
_lock = Lock()


def measure_result(
    measure: Measure,
    *,
    user: Person,
    scenario: Scenario | None = None,
    municipalities: Sequence[Organisation] | None = None,
    account: Account = Account.BUDGET,
    draws: int = DRAWS,
) -> MeasureResult:
    """The economy of one measure; see the module. `municipalities` None is all there are today."""
    return measures_result(
        [measure],
        user=user,
        scenario=scenario,
        municipalities=municipalities,
        account=account,
        draws=draws,
    )


def measures_result(
    measures: Sequence[Measure],
    *,
    user: Person,
    scenario: Scenario | None = None,
    municipalities: Sequence[Organisation] | None = None,
    account: Account = Account.BUDGET,
    draws: int = DRAWS,
) -> MeasureResult:
    """The economy of several measures together: what saves the same thing is cut to its cap once."""
    prepared = prepare(read(measures, user=user, scenario=scenario, municipalities=municipalities), account)
    return described(prepared, reckoned(prepared, draws))


def scenario_difference(
    measure: Measure,
    before: Scenario | None,
    after: Scenario | None,
    *,
    user: Person,
    municipalities: Sequence[Organisation] | None = None,
    account: Account = Account.BUDGET,
    draws: int = DRAWS,
) -> list[Difference]:
    """Two scenarios item by item (None is the measure as it is entered), the largest change first.

    The same draws in both, so that a difference is never chance. Codes are those of `Prepared.items`.
    """
    both = [
        reckoned(
            prepare(read([measure], user=user, scenario=one, municipalities=municipalities), account), draws
        )
        for one in (before, after)
    ]
    return compare(*both)


def least_transfer(
    measure: Measure,
    *,
    user: Person,
    certainty: float = 0.5,
    scenario: Scenario | None = None,
    municipalities: Sequence[Organisation] | None = None,
    account: Account = Account.BUDGET,
    draws: int = DRAWS,
) -> Compensation:
    """The least transfer that leaves no municipality worse off, by the key of the municipality as text."""
    prepared = prepare(read([measure], user=user, scenario=scenario, municipalities=municipalities), account)
    return compensation(reckoned(prepared, draws), certainty=certainty)


def reckoned(prepared: Prepared, draws: int = DRAWS) -> Result:
    """The engine's result, kept by what it rests on."""
    key = fingerprint(prepared.case, prepared.rules, prepared.overrides, draws)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    case = apply(prepared.case, prepared.overrides) if prepared.overrides else prepared.case
    result = reckon(case, prepared.rules, draws=draws)
    with _lock:
        _kept[key] = result
        while len(_kept) > _KEPT:
            _kept.popitem(last=False)
    return result


def fingerprint(case: Case, rules: Rules, overrides: Sequence[Override], draws: int) -> str:
    """A hash of everything that a result depends on."""
    digest = hashlib.sha256()
    said = (
        case.municipalities,
        case.items,
        case.start,
        case.years,
        sorted(case.curves.items()),
        rules,
        [(one.item, one.part, one.value, one.level, sorted(one.municipalities)) for one in overrides],
        draws,
    )
    digest.update(repr(said).encode())
    for name, values in sorted([*case.drivers.items(), *case.caps.items()]):
        digest.update(name.encode() + b"\0" + np.ascontiguousarray(values, dtype=float).tobytes())
    return digest.hexdigest()
