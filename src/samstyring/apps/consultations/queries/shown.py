"""The replies of a consultation as one person may see them, for lists that are too long to ask row by row."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F
from django.db.models.functions import Substr
from django.utils.translation import gettext as _

from ..models import PRIVATE_PERSON, Consultation, PersonalMark, Reading, Sender
from .holding import HIDDEN
from .private_names import private_names
from .sizes import with_inhabitants
from .text_ranges import Ranges, joined


@dataclass(frozen=True)
class ShownSender:
    """A sender as it may be shown: a private person has no name for those who may not see it."""

    name: str
    kind: str
    organisation: UUID | None
    number: str
    organisation_number: str
    county: str
    inhabitants: int | None


@dataclass
class ShownReply:
    """A reply as it may be shown, with the ranges of its text that are hidden."""

    id: int
    public_id: UUID
    document: str
    status: str
    stance: str
    no_remarks: bool
    counts: bool
    language: str
    received: Any
    senders: list[ShownSender] = field(default_factory=list)
    hidden: Ranges = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The names of the senders."""
        return [sender.name for sender in self.senders]

    @property
    def kinds(self) -> list[str]:
        """The kinds of the senders, each once."""
        return list(dict.fromkeys(sender.kind for sender in self.senders if sender.kind))

    @property
    def counties(self) -> list[str]:
        """The counties of the senders, each once."""
        return list(dict.fromkeys(sender.county for sender in self.senders if sender.county))


def shown_replies(
    consultation: Consultation, *, may_see: bool, only: Sequence[int] | None = None
) -> dict[int, ShownReply]:
    """The replies by the submission's id, in order: all, or `only` those. At most five queries."""
    submissions = consultation.submissions.order_by("id")
    if only is not None:
        submissions = submissions.filter(pk__in=only)
    chosen = submissions.values("pk")
    senders = senders_of(chosen, may_see=may_see)
    readings = {
        submission: (title, language, text)
        for submission, title, language, text in Reading.objects.filter(
            is_current=True, submission__in=chosen
        ).values_list("submission", "title", "language", "source_text")
    }
    ranges, words = ({}, {}) if may_see else hidden_in(chosen)
    found = {}
    rows = submissions.values_list(
        "pk", "public_id", "file_name", "status", "stance", "no_remarks", "counts", "received"
    )
    for pk, public_id, file_name, status, stance, no_remarks, counts, received in rows:
        title, language, text = readings.get(pk, ("", "", 0))
        private = any(sender.kind == PRIVATE_PERSON for sender in senders[pk])
        document = title or file_name
        if private and not may_see:
            document = _("Reply from a private person")
        for held in words.get(text, ()):
            document = document.replace(held, HIDDEN * len(held))
        found[pk] = ShownReply(
            pk, public_id, document, status, stance, no_remarks, counts, language, received, senders[pk]
        )
        found[pk].hidden = joined(ranges.get(text, ()))
    return found


def senders_of(submissions: Any, *, may_see: bool) -> dict[int, list[ShownSender]]:
    """The senders of submissions in order. One query."""
    found: dict[int, list[ShownSender]] = defaultdict(list)
    rows = with_inhabitants(Sender.objects.filter(submission__in=submissions)).select_related(
        "organisation__county"
    )
    for row in rows.order_by("submission", "position"):
        organisation = row.organisation
        county = organisation.county if organisation else None
        found[row.submission_id].append(
            ShownSender(
                name=row.name if may_see else row.public_name,
                kind=row.kind,
                organisation=organisation.public_id if organisation else None,
                number=organisation.number if organisation else "",
                organisation_number=organisation.organisation_number if organisation else "",
                county=county.name if county else "",
                inhabitants=getattr(row, "inhabitants", None),
            )
        )
    return found


def hidden_in(submissions: Any) -> tuple[dict[int, Ranges], dict[int, list[str]]]:
    """What is held back in the texts of submissions, as ranges and as words, longest first. Two queries.

    The names of private persons in what they sent themselves are held back whether somebody has marked them
    or not.
    """
    ranges: dict[int, Ranges] = defaultdict(list)
    words: dict[int, list[str]] = defaultdict(list)
    marks = PersonalMark.objects.filter(
        source_text__submission__in=submissions, state=PersonalMark.State.HELD
    ).order_by("source_text", "start")
    held = Substr("source_text__text", F("start") + 1, F("end") - F("start"))
    for text, start, end, each in marks.values_list("source_text", "start", "end", held):
        ranges[text].append((start, end))
        plain = " ".join(each.split())
        if len(plain) > 1:
            words[text].append(plain)
    for text, names in private_names(submissions).items():
        ranges[text] += names
    return ranges, {text: sorted(each, key=len, reverse=True) for text, each in words.items()}
