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
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from django.utils.translation import get_language

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.visibility import Person
from samstyring.apps.portfolio.models import Measure
from samstyring.engines.cost_benefit import Account, Case, Compensation, Result, Rules, compensation, reckon
from samstyring.engines.cost_benefit.scenarios import Difference, Override, apply, compare

from .bridge import Prepared, prepare
from .figures import described, missing_in
from .models import Scenario
from .queries.inputs import read
from .results import MeasureResult

DRAWS = 2_000
"""Draws for a page: P10 and P90 are then right within a few per cent of their distance."""

T = TypeVar("T")


class Kept(Generic[T]):
    """The newest so many of something, by a hash of all that it depends on. Safe between threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._there: OrderedDict[str, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: str, make: Callable[[], T]) -> T:
        """What is kept under the key, made where it is not."""
        with self._lock:
            if key in self._there:
                self._there.move_to_end(key)
                return self._there[key]
        made = make()
        with self._lock:
            self._there[key] = made
            while len(self._there) > self._most:
                self._there.popitem(last=False)
        return made


_results: Kept[Result] = Kept(24)
_described: Kept[MeasureResult] = Kept(48)


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
    words = hashlib.sha256(repr((get_language(), prepared.words())).encode()).hexdigest()
    key = fingerprint(prepared.case, prepared.rules, prepared.overrides, draws) + words
    return _described.get(key, lambda: described(prepared, reckoned(prepared, draws)))


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

    The same draws in both, so that a difference is never chance. What is unknown everywhere is in
    neither. Codes are those of `Prepared.items`.
    """
    both = [
        reckoned(
            prepare(read([measure], user=user, scenario=one, municipalities=municipalities), account), draws
        )
        for one in (before, after)
    ]
    nowhere = {
        code for code, names in missing_in(both[1]).items() if len(names) == len(both[1].case.municipalities)
    }
    return [one for one in compare(*both) if one.code not in nowhere]


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
    case = apply(prepared.case, prepared.overrides) if prepared.overrides else prepared.case
    return _results.get(key, lambda: reckon(case, prepared.rules, draws=draws))


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
