"""Which columns the sheets have, and what the words in them stand for."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings
from django.db.models import TextChoices
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..choices import DecidedBy, Stand, Status

INTRODUCTIONS, USE, ABOUT = "innforing", "bruk", "om"
TITLES = {INTRODUCTIONS: "Innføring", USE: "Bruk", ABOUT: "Om arket"}
MARK, VERSION = "samstyring-ark", 1
MOST_ROWS = 50_000
MOST_BYTES = 10 * 1024 * 1024


@dataclass(frozen=True)
class Column:
    """One column: its key, its head, how its cells are read, and how wide it is."""

    key: str
    head: Promise
    form: str = "text"
    width: int = 18
    choices: type[TextChoices] | None = None
    longest: int = 300


COLUMNS: Mapping[str, tuple[Column, ...]] = {
    INTRODUCTIONS: (
        Column("code", _("Short code"), width=20),
        Column("name", _("Measure"), width=34),
        Column("stand", _("Our stand"), "choice", 16, Stand),
        Column("stand_reason", _("Why we say so"), width=34, longest=2000),
        Column("status", _("Status"), "choice", 16, Status),
        Column("day", _("Stand and status hold from"), "day"),
        Column("starts", _("From"), "day"),
        Column("ends", _("To"), "day"),
        Column("decided_by", _("Who decided"), "choice", 26, DecidedBy),
        Column("decided_on", _("Day of the decision"), "day"),
        Column("archive_reference", _("Archive reference"), longest=100),
        Column("lead_office", _("Office that leads it"), width=26, longest=200),
        Column("services", _("Services it is introduced in"), width=30),
        Column("counted", _("What use is counted in"), width=24, longest=100),
    ),
    USE: (
        Column("code", _("Short code"), width=20),
        Column("name", _("Measure"), width=34),
        Column("year", _("Year"), "number", 10),
        Column("month", _("Month"), "number", 10),
        Column("eligible", _("Who could use it"), "number"),
        Column("active", _("Who did"), "number"),
        Column("source", _("Source"), width=40, longest=500),
    ),
}


def codes_of(choices: type[TextChoices]) -> dict[str, str]:
    """Each code by itself and by its words in every language, in small letters."""
    found: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found |= {str(label).casefold(): str(code) for code, label in choices.choices}
    return found | {code: code for code in choices.values}
