"""Which replies one document joins, with the words that say so."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from samstyring.apps.actors.models import User

from ..models import Endorsement, Reading, Submission
from .holding import held_ranges, may_see_personal, redact_quote, redact_words


@dataclass(frozen=True)
class ShownEndorsement:
    """A reply that is joined: whose, and the words of the document, as the one who looks may see them."""

    row: Endorsement
    whose: str
    quote: str

    @property
    def counts(self) -> bool:
        """Nobody has turned it down."""
        return not self.row.is_rejected


def endorsements_in(
    submission: Submission, reading: Reading, user: User | AnonymousUser
) -> list[ShownEndorsement]:
    """The replies that a document joins in the reading that is shown, also those turned down.

    At most four queries.
    """
    rows = list(
        Endorsement.objects.filter(source_text=reading.source_text_id)
        .select_related("organisation", "decided_by")
        .order_by("start", "id")
    )
    if not rows:
        return []
    text = reading.source_text
    held = [] if may_see_personal(user, submission.consultation) else held_ranges(text.pk)
    return [
        ShownEndorsement(
            row=row,
            whose=row.organisation.name if row.organisation else redact_words(row.name, text.text, held),
            quote=redact_quote(row.quote, row.start, held),
        )
        for row in rows
    ]
