"""How far people agree on what statements are, and how far the program agrees with them. The sums are plain;
the last part reads a sample from the database.

- Cohen's kappa with the standard error of Fleiss, Cohen and Everitt (1969, Psychological Bulletin 72:323).
- A share with Wilson's interval (1927, JASA 22:209), which holds for few and for all.
- F1 of a type is 2J/(1+J), where J is the share of hits among hits, misses and false alarms (Hand, Christen
  and Kirielle, 2021, Machine Learning 110:451): the interval is Wilson's for J, turned the same way.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from math import sqrt

from ..models import Sample, SampledStatement, SampleLabel, StatementType
from ..themes import theme_label

Z = 1.959963984540054  # 95 % of a normal distribution lie within so many standard deviations


@dataclass(frozen=True)
class Estimate:
    """A figure reckoned from `n` cases, with its 95 % interval. None where it cannot be reckoned."""

    n: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


def share(hits: int, n: int) -> Estimate:
    """The share `hits / n` with Wilson's interval."""
    if not n:
        return Estimate(0)
    middle = (hits + Z * Z / 2) / (n + Z * Z)
    half = Z / (n + Z * Z) * sqrt(hits * (n - hits) / n + Z * Z / 4)
    return Estimate(n, hits / n, max(0.0, middle - half), min(1.0, middle + half))


def kappa(pairs: Sequence[tuple[Hashable, Hashable]]) -> Estimate:
    """Cohen's kappa of two raters: agreement beyond what their own habits give by chance.

    None where both use one and the same category throughout: then nothing can be said.
    """
    n = len(pairs)
    if not n:
        return Estimate(0)
    cells = Counter(pairs)
    first, second = Counter(one for one, _other in pairs), Counter(other for _one, other in pairs)
    categories = set(first) | set(second)
    agreed = sum(cells[one, one] for one in categories) / n
    chance = sum(first[one] * second[one] for one in categories) / n**2
    if chance >= 1:
        return Estimate(n)
    value = (agreed - chance) / (1 - chance)
    on = sum(
        cells[one, one] / n * (1 - (first[one] + second[one]) / n * (1 - value)) ** 2 for one in categories
    )
    off = (1 - value) ** 2 * sum(
        count / n * ((second[one] + first[other]) / n) ** 2
        for (one, other), count in cells.items()
        if one != other
    )
    variance = (on + off - (value - chance * (1 - value)) ** 2) / (n * (1 - chance) ** 2)
    half = Z * sqrt(max(0.0, variance))
    return Estimate(n, value, max(-1.0, value - half), min(1.0, value + half))


def f1(said: Sequence[tuple[Hashable, Hashable]], category: Hashable) -> Estimate:
    """F1 of one category, from pairs of (the person's, the program's). `n` is how often either used it."""
    hits = sum(one == other == category for one, other in said)
    either = sum(category in pair for pair in said)
    jaccard = share(hits, either)
    if jaccard.value is None or jaccard.low is None or jaccard.high is None:
        return Estimate(0)
    low, value, high = (2 * one / (1 + one) for one in (jaccard.low, jaccard.value, jaccard.high))
    return Estimate(either, value, low, high)


@dataclass(frozen=True)
class Between:
    """How far two people agree on a sample: on types and on themes."""

    first: str
    second: str
    types: Estimate
    themes: Estimate
    agreed: Estimate


@dataclass(frozen=True)
class Against:
    """How far the program agrees with people, label by label: shares and F1 of each type."""

    types: Estimate
    themes: Estimate
    kappa: Estimate
    by_type: list[tuple[str, str, Estimate]]


@dataclass(frozen=True)
class Differing:
    """A statement that people label differently, and who says what."""

    sampled: SampledStatement
    labels: list[tuple[str, str, str]]


@dataclass(frozen=True)
class Agreement:
    """What a sample shows: people against each other, the program against them, and where people differ.

    Only what at least two have labelled is compared between people.
    """

    size: int
    done: list[tuple[str, int]]
    between: list[Between]
    program: Against
    differing: list[Differing]


def agreement(sample: Sample, *, seen_by: int | None) -> Agreement:
    """What a sample shows somebody: they see labels of others only where they have labelled themselves.

    `seen_by` is that person's id; None for one who sees all. Two queries.
    """
    statements = {
        row.pk: row for row in sample.statements.select_related("source_text").defer("source_text__text")
    }
    labels: dict[int, dict[int, SampleLabel]] = {}
    names: dict[int, str] = {}
    for label in SampleLabel.objects.filter(sampled__sample=sample).select_related("by"):
        labels.setdefault(label.sampled_id, {})[label.by_id] = label
        names[label.by_id] = label.by.name
    people = sorted(names, key=lambda pk: names[pk])
    own = {
        pk: given
        for pk, given in labels.items()
        if seen_by is None or seen_by not in people or seen_by in given
    }
    return Agreement(
        size=len(statements),
        done=[(names[pk], sum(pk in given for given in labels.values())) for pk in people],
        between=[
            between(names, labels, one, other)
            for place, one in enumerate(people)
            for other in people[place + 1 :]
        ],
        program=against(statements, labels),
        differing=differing(statements, own, names),
    )


def between(
    names: dict[int, str], labels: dict[int, dict[int, SampleLabel]], one: int, other: int
) -> Between:
    """Two people compared on what both have labelled."""
    both = [(given[one], given[other]) for given in labels.values() if one in given and other in given]
    return Between(
        names[one],
        names[other],
        kappa([(a.type, b.type) for a, b in both]),
        kappa([(a.theme, b.theme) for a, b in both]),
        share(sum(a.type == b.type for a, b in both), len(both)),
    )


def against(statements: dict[int, SampledStatement], labels: dict[int, dict[int, SampleLabel]]) -> Against:
    """The program against every label that a person has given."""
    given = [(label, statements[pk]) for pk, by_person in labels.items() for label in by_person.values()]
    types = [(label.type, row.type) for label, row in given]
    themes = sum(label.theme == row.theme for label, row in given)
    return Against(
        types=share(sum(one == other for one, other in types), len(given)),
        themes=share(themes, len(given)),
        kappa=kappa(types),
        by_type=[
            (str(value), str(label), found)
            for value, label in StatementType.choices
            if (found := f1(types, value)).n
        ],
    )


def differing(
    statements: dict[int, SampledStatement],
    labels: dict[int, dict[int, SampleLabel]],
    names: dict[int, str],
) -> list[Differing]:
    """Where people differ on the type or the theme, in the order of the sample."""
    found = [
        Differing(
            statements[pk],
            [
                (names[by], str(StatementType(label.type).label), theme_label(label.theme))
                for by, label in given.items()
            ],
        )
        for pk, given in labels.items()
        if len({(label.type, label.theme) for label in given.values()}) > 1
    ]
    return sorted(found, key=lambda row: row.sampled.position)
