"""Which replies a document joins, as a person decides it.

The reader's proposals that nobody has decided follow the newest reading; what is decided here stands.
"""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation

from ..events import EndorsementDecided
from ..models import Decision, Endorsement, SourceText, Submission
from .decisions import Act, decide, locked

Kind = Decision.Kind


@transaction.atomic
def set_endorsement(*, endorsement: Endorsement, joins: bool, seen: int | None, act: Act) -> Decision:
    """Decide whether the document joins the reply, as the program proposes. Raises ChangedMeanwhile."""
    row = locked(endorsement.submission, seen)

    def change() -> None:
        endorsement.is_rejected, endorsement.decided_by = not joins, act.user
        endorsement.save(update_fields=["is_rejected", "decided_by"])

    return decide(row, Kind.ENDORSEMENT, act, change, lambda: event(row, joins, endorsement.organisation))


@transaction.atomic
def add_endorsement(
    *,
    submission: Submission,
    source_text: SourceText,
    words: str,
    organisation: Organisation | None,
    name: str,
    seen: int | None,
    act: Act,
) -> Decision:
    """Decide that the document joins a reply that the program did not see.

    `words` are those of the document that say so; `name` is whose reply it is where the register does not
    have it. Raises ChangedMeanwhile, and ValidationError (by field) where the words do not stand in the
    document, or nobody is named, or it is there already.
    """
    row = locked(submission, seen)
    whose = " ".join((organisation.name if organisation else name).split())[:300]
    if not whose:
        raise ValidationError({"name": _("Write whose reply it joins.")})
    start, end = place_of(words, source_text)
    found = Endorsement.objects.filter(source_text=source_text, start=start, end=end, name=whose).first()
    if found is not None and not found.is_rejected:
        raise ValidationError({"name": _("That is noted already.")})

    def change() -> None:
        Endorsement.objects.update_or_create(
            source_text=source_text,
            start=start,
            end=end,
            name=whose,
            defaults={
                "is_rejected": False,
                "decided_by": act.user,
            },
            create_defaults={
                "submission": row,
                "quote": source_text.text[start:end],
                "organisation": organisation,
                "found_by_program": False,
                "decided_by": act.user,
            },
        )

    return decide(row, Kind.ENDORSEMENT, act, change, lambda: event(row, True, organisation))


def place_of(words: str, source_text: SourceText) -> tuple[int, int]:
    """Where the words stand in the text, the first time. Raises ValidationError where they do not."""
    # Lines may be broken elsewhere where they were copied from.
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.search(pattern, source_text.text) if pattern else None
    if found is None:
        raise ValidationError(
            {"words": _("These words do not stand in the document. Copy them from it, exactly.")}
        )
    return found.span()


def event(row: Submission, joins: bool, organisation: Organisation | None) -> EndorsementDecided:
    """What the ledger keeps: the organisation where the register has it, never a name."""
    return EndorsementDecided(
        object_id=row.public_id,
        joins=joins,
        organisation=organisation.public_id if organisation else None,
        related=(row.consultation.public_id,),
    )
