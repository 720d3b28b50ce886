"""What people write of their own for the summary: save the text of a section."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import SummaryTextSaved
from ..models import Consultation, SummaryText
from ..themes import THEMES

# About thirty pages; a longer text belongs in the Word file.
LONGEST = 60_000


class WrittenMeanwhile(Exception):
    """Somebody else saved the same section after the page was loaded. `current` is what they wrote."""

    def __init__(self, current: SummaryText) -> None:
        super().__init__(
            _("Somebody else saved this section while you wrote. Your text is kept below; theirs is shown.")
        )
        self.current = current


@transaction.atomic
def save(
    *, consultation: Consultation, section: str, text: str, seen: int | None, user: User, by: Actor
) -> SummaryText | None:
    """Save a section's text; the same again does nothing. An empty text takes the earlier one away.

    `seen` is the id of the row that the person began from (0 for none; None does not check). Raises
    WrittenMeanwhile when another has come since, and ValidationError for a text that is too long.
    """
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST:
        raise ValidationError(
            _("The text has %(length)d characters; %(longest)d is the most. Put the rest in the Word file.")
            % {"length": len(text), "longest": LONGEST}
        )
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    rows = SummaryText.objects.filter(consultation=locked, section=section)
    current = rows.select_related("by").order_by("-id").first()
    if text == (current.text if current else ""):
        return current
    if seen is not None and current is not None and current.pk != seen:
        raise WrittenMeanwhile(current)
    saved = SummaryText.objects.create(consultation=locked, section=section, text=text, by=user)
    record(
        SummaryTextSaved(object_id=locked.public_id, section=code_of(section), length=len(text)),
        by=by,
    )
    return saved


def code_of(section: str) -> str:
    """The section as the ledger names it: a consultation's own theme has a name that somebody typed."""
    kind, dash, slug = section.partition("-")
    return section if not dash or slug in THEMES else f"{kind}-own"
