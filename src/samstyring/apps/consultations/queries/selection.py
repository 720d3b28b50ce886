"""Which statements of a consultation somebody looks at: filters in the address, and the query they make."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.models import Organisation

from ..folding import folded
from ..keeping import kept
from ..models import (
    PRIVATE_PERSON,
    SENDER_KINDS,
    Answer,
    Consultation,
    Sender,
    Stance,
    Statement,
    StatementType,
    Submission,
)
from ..themes import theme_choices
from .searching import matching
from .sizes import SIZE_LABELS, of_size

# How sure the program is of a type: name, from, below. The steps are ours; what they mean in practice is
# measured in docs/methods/reading.md.
CERTAINTIES = {"unsure": (0.0, 0.5), "fairly": (0.5, 0.8), "sure": (0.8, 1.01)}
CERTAINTY_LABELS = {
    "unsure": _("Unsure (below 50 %)"),
    "fairly": _("Fairly sure (50 to 79 %)"),
    "sure": _("Sure (80 % and more)"),
}
REVIEW_LABELS = {
    "ja": _("Looked at by a person"),
    "nei": _("The program's proposal only"),
    "avvik": _("Where person and program differ"),
}
CITED_LABELS = {"nei": _("The senders' own words"), "ja": pgettext_lazy("statements", "Cited from others")}
LANGUAGE_LABELS = {
    "nb": _("Bokmål"),
    "nn": _("Nynorsk"),
    "se": _("Northern Sámi"),
    "en": _("English"),
}
LONGEST = 300


@dataclass(frozen=True)
class Selection:
    """Filters on statements. The names of the fields are those in the address; empty means all."""

    sok: str = ""
    type: str = ""
    tema: str = ""
    avsender: str = ""
    avsenderslag: str = ""
    fylke: str = ""
    storrelse: str = ""
    holdning: str = ""
    sporsmal: str = ""
    sprak: str = ""
    sikkerhet: str = ""
    vurdert: str = ""
    sitert: str = ""
    innspill: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, Any]) -> "Selection":
        """The filters in an address's query. Values that are none of the possible ones are left out."""
        given = {
            field.name: str(query.get(field.name, "")).replace("\0", "").strip()[:LONGEST]
            for field in fields(cls)
        }
        possible = {
            "type": set(StatementType.values),
            "avsenderslag": {value for value, _label in SENDER_KINDS},
            "storrelse": set(SIZE_LABELS),
            "holdning": set(Stance.values),
            "sikkerhet": set(CERTAINTIES),
            "vurdert": set(REVIEW_LABELS),
            "sitert": set(CITED_LABELS),
        }
        return cls(
            **{
                name: value if name not in possible or value in possible[name] else ""
                for name, value in given.items()
            }
        )

    def having(self, **changes: str) -> "Selection":
        """The same with other filters."""
        return replace(self, **changes)

    @property
    def query(self) -> str:
        """The filters as an address has them, without a question mark."""
        return urlencode(
            {field.name: value for field in fields(self) if (value := getattr(self, field.name))}
        )

    @property
    def is_empty(self) -> bool:
        """Whether nothing is filtered."""
        return not self.query

    @property
    def count(self) -> int:
        """How many filters there are."""
        return sum(bool(getattr(self, field.name)) for field in fields(self))

    def statements(self, consultation: Consultation) -> QuerySet[Statement]:
        """The statements that count and that the filters let through, cited and background too."""
        condition = Q(consultation=consultation)
        if self.type:
            condition &= Q(current_type=self.type)
        if self.tema:
            condition &= Q(current_theme=self.tema)
        if self.sporsmal:
            condition &= Q(question=self.sporsmal)
        if self.sprak:
            condition &= Q(language=self.sprak)
        if self.sikkerhet:
            lowest, limit = CERTAINTIES[self.sikkerhet]
            condition &= Q(confidence__gte=lowest, confidence__lt=limit)
        if self.vurdert:
            condition &= differing() if self.vurdert == "avvik" else Q(is_reviewed=self.vurdert == "ja")
        if self.sitert:
            condition &= Q(current_cited=self.sitert == "ja")
        submissions = self.submissions(consultation)
        if submissions is not None:
            condition &= Q(submission__in=submissions)
        found = Statement.objects.effective().filter(condition)
        return matching(found, self.sok) if self.sok else found

    def submissions(self, consultation: Consultation) -> QuerySet[Submission] | None:
        """The replies that the filters on replies let through, or None where there is no such filter."""
        senders = self.senders(consultation)
        if senders is None and not (self.holdning or self.innspill):
            return None
        found = Submission.objects.filter(consultation=consultation)
        if senders is not None:
            found = found.filter(pk__in=senders.values("submission"))
        if self.holdning:
            found = found.filter(stance=self.holdning)
        if self.innspill:
            found = found.filter(public_id=self.reply) if self.reply else found.none()
        return found

    @property
    def reply(self) -> str | None:
        """The reply that the filters ask for, by its public id; None where that is none."""
        return valid_uuid(self.innspill)

    def senders(self, consultation: Consultation) -> QuerySet[Sender] | None:
        """The senders that the filters on senders let through, or None where there is no such filter.

        One query at once where a name is searched for.
        """
        if not (self.avsenderslag or self.fylke or self.storrelse or self.avsender):
            return None
        rows = Sender.objects.filter(submission__consultation=consultation)
        if self.avsenderslag:
            rows = rows.filter(kind=self.avsenderslag)
        if self.fylke:
            rows = rows.filter(organisation__county__number=self.fylke)
        if self.storrelse:
            rows = of_size(rows, self.storrelse)
        if self.avsender:
            rows = rows.filter(pk__in=named(consultation, self.avsender))
        return rows


def differing() -> Q:
    """The condition that a person and the program differ on a statement."""
    changed = Q(is_reviewed=True) & (~Q(current_type=F("type")) | ~Q(current_theme=F("theme")))
    return changed | Q(origin=Statement.Origin.PERSON)


def named(consultation: Consultation, name: str) -> list[int]:
    """The senders of a consultation whose names have the words. Private persons are never found by name.

    Names are compared here and not in the database, since SQLite does not know that Å is a large å.
    """
    words = folded(name).split()
    rows = (
        Sender.objects.filter(submission__consultation=consultation)
        .exclude(kind=PRIVATE_PERSON)
        .values_list("pk", "name", "organisation__name")
    )
    return [
        pk
        for pk, written, registered in rows
        if words and all(word in folded(f"{written} {registered or ''}") for word in words)
    ]


def valid_uuid(text: str) -> str | None:
    """The text where it is a UUID, else None, which no row has."""
    try:
        return str(UUID(text))
    except ValueError:
        return None


def choices(consultation: Consultation) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in each filter, with words. One query; three where something has changed."""
    counties, questions = kept(consultation.pk, "choices", lambda: choices_there(consultation))
    return {
        "type": [(value, str(label)) for value, label in StatementType.choices],
        "tema": list(theme_choices(consultation).items()),
        "avsenderslag": [(value, str(label)) for value, label in SENDER_KINDS],
        "fylke": counties,
        "storrelse": in_words(SIZE_LABELS),
        "holdning": [(value, str(label)) for value, label in Stance.choices],
        "sporsmal": [(question, question) for question in questions],
        "sprak": in_words(LANGUAGE_LABELS),
        "sikkerhet": in_words(CERTAINTY_LABELS),
        "vurdert": in_words(REVIEW_LABELS),
        "sitert": in_words(CITED_LABELS),
    }


def choices_there(consultation: Consultation) -> tuple[list[tuple[str, str]], list[str]]:
    """The senders' counties, as number and name, and the questions answered in words. Two queries."""
    counties = (
        Organisation.objects.filter(
            kind="county", pk__in=consultation.submissions.values("senders__organisation__county")
        )
        .order_by("name")
        .values_list("number", "name")
    )
    questions = (
        Answer.objects.filter(reading__submission__consultation=consultation, reading__is_current=True)
        .exclude(start=None)
        .order_by("question")
        .values_list("question", flat=True)
        .distinct()[:100]
    )
    return list(counties), list(questions)


def in_words(labels: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Values and their labels in the reader's language."""
    return [(value, str(label)) for value, label in labels.items()]
