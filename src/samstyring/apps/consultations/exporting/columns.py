"""The columns of the sheets: a head in words, and how each value is shown."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from ..models import SENDER_KINDS, PointMember, Stance, StatementType
from ..themes import theme_label

Cell = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A column: the key of its value, its head, how the value is shown, and its width in characters."""

    key: str
    head: str
    shown: Callable[[Any], Cell]
    width: int = 16


def plain(value: Any) -> Cell:
    """The value as it is; nothing for None."""
    return "" if value is None else value


def listed(values: Any) -> Cell:
    """Several values in one cell."""
    return "; ".join(str(value) for value in values)


def yes_or_no() -> Callable[[Any], Cell]:
    """Yes or no, in the active language."""
    yes, no = _("yes"), _("no")
    return lambda value: yes if value else no


def worded(words: Mapping[str, Any]) -> Callable[[Any], Cell]:
    """The word for a value; the value itself where there is none, nothing for an empty one."""
    known = {key: str(label) for key, label in words.items()}
    return lambda value: known.get(value, value) if value else ""


def all_worded(words: Mapping[str, Any]) -> Callable[[Any], Cell]:
    """The words for several values."""
    one = worded(words)
    return lambda values: "; ".join(str(one(value)) for value in values)


def place(key: str = "address") -> Column:
    """The address at which one can look it up."""
    return Column(key, _("Address"), plain, 30)


def of_statements() -> list[Column]:
    """The columns of the statements, in the active language."""
    types, kinds = dict(StatementType.choices), dict(SENDER_KINDS)
    return [
        Column("document", _("Document"), plain, 28),
        Column("senders", pgettext("column", "Senders"), listed, 28),
        Column("sender_kinds", _("Kind of sender"), all_worded(kinds), 18),
        Column("counties", _("County"), listed),
        Column("stance", _("Stance of the reply"), worded(dict(Stance.choices)), 18),
        Column("type", _("Type"), worded(types), 18),
        Column("theme", _("Theme"), lambda slug: theme_label(slug) if slug else "", 24),
        Column("quote", _("Statement"), plain, 80),
        Column("question", _("Question"), plain, 18),
        Column("reviewed", _("Reviewed"), yes_or_no(), 11),
        Column("certainty", _("Certainty (0–1)"), plain, 11),
        Column("proposed_type", _("Type proposed by the program"), worded(types), 18),
        Column("cited", _("Cites others"), yes_or_no(), 11),
        Column("language", _("Language"), plain, 9),
        Column("start", _("First character"), plain, 9),
        Column("end", _("Character after the last"), plain, 9),
        place(),
    ]


def of_senders() -> list[Column]:
    """The columns of the senders, in the active language."""
    return [
        Column("name", _("Sender"), plain, 34),
        Column("kind", _("Kind of sender"), worded(dict(SENDER_KINDS)), 20),
        Column("municipality_number", _("Municipality or county number"), plain, 12),
        Column("organisation_number", _("Organisation number"), plain, 12),
        Column("county", _("County"), plain),
        Column("inhabitants", _("Inhabitants"), plain, 12),
        Column("document", _("Document"), plain, 34),
        Column("stance", _("Stance"), worded(dict(Stance.choices)), 20),
        Column("no_remarks", _("No remarks"), yes_or_no(), 12),
        Column("statements", _("Statements"), plain, 10),
        Column("reviewed", _("Statements reviewed"), plain, 10),
        Column("counts", _("Counted"), yes_or_no(), 10),
        Column("language", _("Language"), plain, 9),
        place(),
    ]


def of_points() -> list[Column]:
    """The columns of the points, in the active language."""
    return [
        Column("name", _("Point"), plain, 44),
        Column("theme", _("Theme"), lambda slug: theme_label(slug) if slug else "", 24),
        Column("point_confirmed", _("Point confirmed by a person"), yes_or_no(), 14),
        Column("side", _("Says"), worded(dict(PointMember.Side.choices)), 18),
        Column("confirmed", _("Membership confirmed by a person"), yes_or_no(), 14),
        Column("senders", pgettext("column", "Senders"), listed, 28),
        Column("sender_kinds", _("Kind of sender"), all_worded(dict(SENDER_KINDS)), 18),
        Column("stance", _("Stance of the reply"), worded(dict(Stance.choices)), 18),
        Column("quote", _("Statement"), plain, 80),
        Column("document", _("Document"), plain, 28),
        Column("start", _("First character"), plain, 9),
        Column("end", _("Character after the last"), plain, 9),
        place(),
    ]
