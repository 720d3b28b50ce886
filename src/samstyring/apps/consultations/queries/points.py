"""The list of points: filters and order in the address, and which points could be one.

`points_of` gives all of a consultation with their sums, for lists and exports.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

import numpy as np

from .. import likeness
from ..models import SENDER_KINDS, Consultation, Point, Preparation
from ..themes import theme_choices
from .point_sums import PointSummary, Sums, Voice, points_of

PER_PAGE = 25

__all__ = ["PointSummary", "Sums", "Voice", "points_of"]


@dataclass(frozen=True)
class PointFilters:
    """Which points the list shows, in what order. The names of the fields are those in the address."""

    tema: str = ""
    slag: str = ""
    stand: str = ""
    avsenderslag: str = ""
    sok: str = ""
    orden: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, Any]) -> "PointFilters":
        """The filters in an address's query. Values that are none of the possible ones are left out."""
        given = {one.name: str(query.get(one.name, "")).strip() for one in fields(cls)}
        possible: dict[str, set[str]] = {
            "slag": set(Point.Origin.values),
            "stand": {"proposed", "confirmed"},
            "avsenderslag": {value for value, _label in SENDER_KINDS},
            "orden": set(ORDERS),
        }
        return cls(
            **{
                name: value if name not in possible or value in possible[name] else ""
                for name, value in given.items()
            }
        )

    @property
    def query(self) -> str:
        """The filters as an address has them, without a question mark."""
        return urlencode({one.name: value for one in fields(self) if (value := getattr(self, one.name))})

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left out; the order leaves nothing out."""
        return not any(getattr(self, one.name) for one in fields(self) if one.name != "orden")

    def let_through(self, row: PointSummary) -> bool:
        """Whether the list shows a point."""
        return (
            (not self.tema or row.point.theme == self.tema)
            and (not self.slag or row.point.origin == self.slag)
            and (not self.stand or row.point.state == self.stand)
            and (not self.avsenderslag or any(kind == self.avsenderslag for kind, _label, _n in row.kinds))
            and all(word in row.point.name.casefold() for word in self.sok.casefold().split())
        )


ORDERS: dict[str, Callable[[PointSummary], tuple[Any, ...]]] = {
    "kommuner": lambda row: (-row.says.municipalities, -row.says.senders, row.point.pk),
    "innbyggere": lambda row: (-row.says.inhabitants, -row.says.senders, row.point.pk),
    "utsagn": lambda row: (-row.statements, row.point.pk),
    "navn": lambda row: (row.point.name.casefold(), row.point.pk),
    "nyest": lambda row: (-row.point.pk,),
}


def point_list(consultation: Consultation, filters: PointFilters) -> list[PointSummary]:
    """The points that the filters let through, in their order. Queries as `points_of`."""
    rows = [row for row in points_of(consultation) if filters.let_through(row)]
    return sorted(rows, key=ORDERS[filters.orden]) if filters.orden else rows


def mergeable(point: Point, search: str) -> list[tuple[PointSummary, float]]:
    """The other points of the consultation whose names have the words of a search, the most alike first."""
    others = [
        row
        for row in points_of(point.consultation)
        if row.point.pk != point.pk
        and all(word in row.point.name.casefold() for word in search.casefold().split())
    ]
    rows = likeness.rows_of([point.name, *(row.point.name for row in others)], None).rows
    scores = rows[1:] @ rows[0] if others else np.zeros(0)
    return sorted(
        zip(others, scores.tolist(), strict=True),
        key=lambda pair: (-pair[1] - 0.1 * (pair[0].point.theme == point.theme), pair[0].point.pk),
    )


def filter_choices(consultation: Consultation) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each filter of the list, with words. No query."""
    return {
        "tema": [(slug, label) for slug, label in theme_choices(consultation).items() if slug != "none"],
        "slag": [(value, str(label)) for value, label in Point.Origin.choices],
        "stand": [(value, str(label)) for value, label in Point.State.choices if value != "dissolved"],
        "avsenderslag": [(value, str(label)) for value, label in SENDER_KINDS],
    }


def dissolved_points(consultation: Consultation) -> list[Point]:
    """The points that were dissolved last, at most 25. One query."""
    return list(
        consultation.points.filter(state=Point.State.DISSOLVED, merged_into=None).order_by("-id")[:PER_PAGE]
    )


def preparation_of(consultation: Consultation) -> Preparation | None:
    """How far the grouping and the vectors have come; None where they have not begun. One query."""
    return Preparation.objects.filter(consultation=consultation).first()
