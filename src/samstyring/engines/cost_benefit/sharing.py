"""How a national cost is shared: first between sectors, then between municipalities. Every øre is
accounted for.

Amounts are whole øre, shares exact fractions. What does not divide goes to those with the largest remainder,
equal ones in the order given, so that the parts always sum to the whole.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samstyring.engines.cost_benefit.errors import InvalidInput


def between_sectors(
    total: int, shares: Mapping[str, Fraction], *, sectors: Sequence[str] = ()
) -> dict[str, int]:
    """Share `total` øre by fixed shares. `sectors` are those that must have one.

    Raises InvalidInput where a sector is missing, a share is negative or they do not sum to one.
    """
    missing = [sector for sector in sectors if sector not in shares]
    if missing:
        raise InvalidInput(
            "shares",
            "sector_missing",
            f"The rule gives no share to {', '.join(missing)}; write 0 if that is meant.",
        )
    if any(share < 0 for share in shares.values()):
        raise InvalidInput("shares", "negative", "A share cannot be below 0.")
    if sum(shares.values()) != 1:
        raise InvalidInput(
            "shares",
            "do_not_sum_to_one",
            f"The shares sum to {float(sum(shares.values())):g}, not to 1.",
        )
    return dict(zip(shares, divide(total, list(shares.values())), strict=True))


@dataclass(frozen=True)
class Rule:
    """How one sum is shared between municipalities.

    `weights` has one number for each (inhabitants, users, or 1 for equal parts). With `steps`, (first size
    that
    it holds from, weight) in rising order from 0, the number is a size and the weight that of its step.
    `floors` and `caps` are øre by municipality, where there are any.
    """

    weights: Mapping[str, Fraction | int]
    steps: tuple[tuple[int, Fraction | int], ...] = ()
    floors: Mapping[str, int] | None = None
    caps: Mapping[str, int] | None = None

    def weight(self, name: str) -> Fraction:
        """What a municipality counts for."""
        number = Fraction(self.weights[name])
        if not self.steps:
            return number
        return Fraction([weight for first, weight in self.steps if first <= number][-1])


def between_municipalities(total: int, rule: Rule) -> dict[str, int]:
    """Share `total` øre by a rule; the parts sum to it exactly.

    Who would fall below a floor or above a cap gets just that, and the others share the rest by their
    weights,
    again and again until nobody is outside. Raises InvalidInput for weights below 0 or all 0, steps that
    do not
    start at 0 in rising order, and floors and caps that cannot be kept together.
    """
    _check(total, rule)
    floors, caps = rule.floors or {}, rule.caps or {}
    weights = {name: rule.weight(name) for name in rule.weights}
    settled: dict[str, int] = {}
    while True:
        free = [name for name in weights if name not in settled]
        rest = total - sum(settled.values())
        sum_free = sum((weights[name] for name in free), start=Fraction(0))
        ideal = {name: rest * weights[name] / sum_free if sum_free else Fraction(0) for name in free}
        low = {name: floors[name] for name in free if name in floors and ideal[name] < floors[name]}
        high = {name: caps[name] for name in free if name in caps and ideal[name] > caps[name]}
        if not low and not high:
            break
        lack = sum((Fraction(bound) - ideal[name] for name, bound in low.items()), start=Fraction(0))
        over = sum((ideal[name] - bound for name, bound in high.items()), start=Fraction(0))
        # Settling the larger of the two first never has to be taken back.
        settled |= low if lack >= over else high
    if not free:
        if rest:
            raise InvalidInput(
                "caps", "cannot_share", f"Floors and caps leave {rest / 100:.2f} kroner that nobody can take."
            )
        return {name: settled[name] for name in rule.weights}
    if rest and not sum_free:
        raise InvalidInput("weights", "all_zero", "Those who are left to share the rest all have weight 0.")
    parts = dict(zip(free, divide(rest, [weights[name] for name in free]), strict=True))
    return {name: settled[name] if name in settled else parts[name] for name in rule.weights}


def _check(total: int, rule: Rule) -> None:
    if not rule.weights:
        raise InvalidInput("weights", "nobody", "There is nobody to share between.")
    if total < 0:
        raise InvalidInput("total", "negative", "The sum to share cannot be below 0.")
    if any(Fraction(weight) < 0 for weight in rule.weights.values()):
        raise InvalidInput("weights", "negative", "A weight cannot be below 0.")
    firsts = [first for first, _ in rule.steps]
    if rule.steps and (firsts[0] != 0 or sorted(set(firsts)) != firsts):
        raise InvalidInput("steps", "steps", "The size steps must start at 0 and rise.")
    floors, caps = rule.floors or {}, rule.caps or {}
    crossed = [name for name in floors if name in caps and floors[name] > caps[name]]
    if crossed:
        raise InvalidInput("floors", "above_cap", f"The floor is above the cap for {', '.join(crossed)}.")
    if sum(floors.values()) > total:
        raise InvalidInput("floors", "above_total", "The floors together are more than the sum to share.")


def divide(total: int, weights: Sequence[Fraction | int]) -> list[int]:
    """Whole parts of `total` in proportion to weights that are not all zero, by largest remainder."""
    whole = sum((Fraction(weight) for weight in weights), start=Fraction(0))
    if whole == 0:
        return [0 for _ in weights]
    ideal = [Fraction(weight) * total / whole for weight in weights]
    parts = [int(part // 1) for part in ideal]
    order = sorted(range(len(weights)), key=lambda at: (-(ideal[at] - parts[at]), at))
    for at in order[: total - sum(parts)]:
        parts[at] += 1
    return parts


def compared(before: Mapping[str, int], after: Mapping[str, int]) -> list[tuple[str, int]]:
    """Who pays more and who less under another rule: (name, øre more), the largest loss first."""
    names = sorted(before.keys() | after.keys())
    changes = [(name, after.get(name, 0) - before.get(name, 0)) for name in names]
    return sorted(changes, key=lambda change: (-change[1], change[0]))
