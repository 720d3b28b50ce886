"""Where two parties' assessments differ, and how a day of agreement stands to meetings."""

import datetime
from decimal import Decimal
from typing import Any

import pytest

from samstyring.apps.decisions.choices import ConsequenceKind, Party
from samstyring.apps.decisions.models import Consequence
from samstyring.apps.decisions.queries.positions import anchored, counted
from samstyring.apps.decisions.side_by_side import difference, pairs

pytestmark = pytest.mark.usefixtures("in_english")

DAY = datetime.date(2027, 3, 10)


def said(
    effect: str = "worse", low: int | None = None, high: int | None = None, unit: str = ""
) -> Consequence:
    figures: dict[str, Any] = {} if low is None else {"low": Decimal(low), "high": Decimal(high or low)}
    return Consequence(kind="economy", party="municipal", effect=effect, unit=unit, **figures)


@pytest.mark.parametrize(
    ("one", "other", "word"),
    [
        (None, None, ""),
        (said(), said(), ""),
        (said("unknown"), said("unknown"), ""),
        (said(), None, "Only one of the parties has assessed"),
        (said("better"), said("worse"), "same effect"),
        (said("unknown"), said("worse"), "not known"),
        (said("worse", 1, 2, "hours"), said("worse"), "Only one of the parties has a figure"),
        (said("worse", 1, 2, "hours"), said("worse", 1, 2, "full_time"), "same unit"),
        (said("worse", 1, 2, "hours"), said("worse", 3, 4, "hours"), "do not meet"),
        (said("worse", 1, 3, "hours"), said("worse", 3, 4, "hours"), ""),
        (said("worse", 1, 9, "hours"), said("worse", 3, 4, "hours"), ""),
    ],
)
def test_how_two_assessments_differ(one: Consequence | None, other: Consequence | None, word: str) -> None:
    for found in (difference(one, other), difference(other, one)):
        assert word in found
        assert bool(word) == bool(found)


def test_every_kind_is_there_in_order() -> None:
    row = Consequence(kind="risk", party=Party.STATE, effect="worse")
    found = pairs([row])
    assert [pair.kind for pair in found] == ConsequenceKind.values
    assert [pair.state for pair in found if pair.kind == "risk"] == [row]
    assert [bool(pair.difference) for pair in found].count(True) == 1


@pytest.mark.parametrize(
    ("agreed", "today", "state", "days"),
    [
        (DAY, DAY, "in_time", 0),
        (DAY - datetime.timedelta(days=3), DAY, "in_time", 3),
        (DAY + datetime.timedelta(days=1), DAY, "late", -1),
        (None, DAY - datetime.timedelta(days=2), "open", 2),
        (None, DAY + datetime.timedelta(days=2), "late", -2),
    ],
)
def test_agreed_before_the_meeting_or_not(
    agreed: datetime.date | None, today: datetime.date, state: str, days: int
) -> None:
    (found,) = anchored(agreed, [("Rådet", DAY)], today)
    assert (found.state, found.days) == (state, days)


def test_meetings_come_in_order() -> None:
    later = DAY + datetime.timedelta(days=9)
    assert [one.body for one in anchored(DAY, [("Styret", later), ("Rådet", DAY)], DAY)] == [
        "Rådet",
        "Styret",
    ]


def test_nobody_is_lost_in_a_count() -> None:
    rows = [
        ("support", "municipality", 900),
        ("support", "county", 400_000),
        ("against", "municipality", None),
    ]
    found = {one.view: one for one in counted(rows)}
    assert sum(one.municipalities + one.others for one in found.values()) == len(rows)
    assert (found["support"].inhabitants, found["against"].unknown) == (900, 1)
