"""One record of an import: its fields, checked, or what is wrong with it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from .. import doi
from ..choices import BenefitClass, Certainty, Direction, EvidenceKind

LENGTHS = {
    "topic": 80,
    "title": 500,
    "authors": 500,
    "link": 500,
    "country": 100,
    "setting": 300,
    "size": 200,
    "source": 500,
}
YEARS = range(1800, 2101)
_WEB = URLValidator(schemes=["http", "https"])


@dataclass
class Row:
    """A record: the line where it begins, its own text, checked fields and outcomes, and errors in words."""

    line: int
    raw: str
    fields: dict[str, Any] = field(default_factory=dict)
    outcomes: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def is_right(self) -> bool:
        """Whether it can be entered."""
        return not self.errors


def checked(*, line: int, raw: str, given: Mapping[str, str], topic: str) -> Row:
    """A record from its fields as text. `topic` holds where the record names none."""
    row = Row(line, raw)
    given = {name: " ".join(value.split()) for name, value in given.items() if value and value.strip()}
    for name in LENGTHS:
        row.fields[name] = _text(row, name, given.get(name, ""))
    row.fields["topic"] = row.fields["topic"] or topic
    if not row.fields["title"]:
        row.errors.append(_("The title is missing."))
    if not row.fields["topic"]:
        row.errors.append(_("What it is about is missing: write it above, or in the file."))
    row.fields["year"] = _year(row, given.get("year", ""))
    row.fields["doi"] = _doi(row, given.get("doi", ""))
    row.fields["kind"] = _choice(row, EvidenceKind.values, given.get("kind", ""))
    row.fields["participants"] = _number(row, given.get("participants", ""))
    _check_link(row)
    _outcome(row, given)
    return row


def _text(row: Row, name: str, value: str) -> str:
    if len(value) > LENGTHS[name]:
        row.errors.append(
            _("“%(field)s” is longer than %(length)d characters.") % {"field": name, "length": LENGTHS[name]}
        )
    return value[: LENGTHS[name]]


def _year(row: Row, value: str) -> int | None:
    found = re.match(r"\d{4}", value)
    if not value:
        return None
    if found is None or int(found[0]) not in YEARS:
        row.errors.append(_("“%(value)s” is no year.") % {"value": value})
        return None
    return int(found[0])


def _doi(row: Row, value: str) -> str:
    if not value:
        return ""
    try:
        return doi.normalised(value)
    except ValueError:
        row.errors.append(_("“%(value)s” is no DOI: one begins with 10. and has a slash.") % {"value": value})
        return ""


def _choice(row: Row, choices: list[str], value: str) -> str:
    if value and value not in choices:
        row.errors.append(
            _("“%(value)s” is none of: %(choices)s.") % {"value": value, "choices": ", ".join(choices)}
        )
        return ""
    return value


def _number(row: Row, value: str) -> int | None:
    if not value:
        return None
    digits = re.sub(r"[\s.,]", "", value)
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        row.errors.append(_("“%(value)s” is no whole number.") % {"value": value})
        return None
    return int(digits)


def _check_link(row: Row) -> None:
    if not row.fields["link"]:
        return
    try:
        _WEB(row.fields["link"])
    except ValidationError:
        row.errors.append(_("“%(value)s” is no web address.") % {"value": row.fields["link"]})
        row.fields["link"] = ""


def _outcome(row: Row, given: Mapping[str, str]) -> None:
    """A record may carry one outcome in the columns outcome, direction, finding, and so on."""
    if not any(given.get(name) for name in ("outcome", "direction", "finding")):
        return
    direction = _choice(row, Direction.values, given.get("direction", ""))
    if not direction or not given.get("outcome"):
        row.errors.append(_("An outcome needs a name and a direction."))
    row.outcomes.append(
        {
            "name": given.get("outcome", "")[:200],
            "direction": direction,
            "finding": given.get("finding", ""),
            "benefit_class": _choice(row, BenefitClass.values, given.get("benefit_class", "")),
            "certainty": _choice(row, Certainty.values, given.get("certainty", "")),
            "for_whom": given.get("for_whom", "")[:300],
        }
    )
