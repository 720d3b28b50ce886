"""Personal data: hold a range back, clear it, or confirm what the program has found."""

from collections.abc import Callable, Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.ledger.actions import record

from ..events import PersonalDataDecided
from ..models import Decision, PersonalMark, SourceText, Submission
from . import snapshots
from .decisions import Act, locked
from .searching import index_again

State = PersonalMark.State


@transaction.atomic
def decide_marks(
    *, submission: Submission, marks: Collection[int] | None, state: str, seen: int | None, act: Act
) -> Decision:
    """Hold marked places back or show them; None means all that nobody has decided in the shown text.

    Raises decisions.ChangedMeanwhile, and ValueError for what is no state.
    """
    decided = State(state)
    row = locked(submission, seen)
    chosen = PersonalMark.objects.filter(source_text__submission=row)
    if marks is None:
        chosen = chosen.filter(decided_by=None, source_text__readings__is_current=True)
    else:
        chosen = chosen.filter(pk__in=marks)
    rows = list(chosen.distinct())

    def change() -> list[PersonalMark]:
        PersonalMark.objects.filter(pk__in=[mark.pk for mark in rows]).update(
            state=decided, decided_by=act.user
        )
        return []

    return keep(row, rows, change, act)


@transaction.atomic
def hold_back(
    *, submission: Submission, source_text: SourceText, start: int, end: int, seen: int | None, act: Act
) -> Decision:
    """Hold a range of a text back that the program has not found, or has found and somebody has cleared.

    Raises decisions.ChangedMeanwhile, and ValidationError for a range that is not in the text.
    """
    if not 0 <= start < end <= len(source_text.text) or source_text.submission_id != submission.pk:
        raise ValidationError(_("That place is not in the document."))
    row = locked(submission, seen)
    there = list(source_text.personal_marks.filter(start=start, end=end))

    def change() -> list[PersonalMark]:
        mark, is_new = PersonalMark.objects.update_or_create(
            source_text=source_text,
            start=start,
            end=end,
            defaults={"state": State.HELD, "decided_by": act.user},
            create_defaults={"state": State.HELD, "decided_by": act.user, "found_by_program": False},
        )
        return [mark] if is_new else []

    return keep(row, there, change, act)


def keep(
    row: Submission, touched: list[PersonalMark], change: Callable[[], list[PersonalMark]], act: Act
) -> Decision:
    """Make a change to marks of a locked submission, and keep what was before. `change` returns new marks."""
    before = snapshots.take_marks(touched)
    added = change()
    index_again({mark.source_text_id for mark in (*touched, *added)})
    after = PersonalMark.objects.filter(pk__in=[mark.pk for mark in (*touched, *added)])
    row.decisions_made += 1
    row.save(update_fields=["decisions_made"])
    decision = Decision.objects.create(
        act=act.id,
        submission=row,
        number=row.decisions_made,
        kind=Decision.Kind.PERSONAL,
        before=before,
        after={**snapshots.take_marks(list(after)), "added": [mark.pk for mark in added]},
        by=act.user,
    )
    states = list(after.values_list("state", flat=True))
    record(
        PersonalDataDecided(
            object_id=row.public_id,
            held=states.count(State.HELD),
            cleared=states.count(State.CLEARED),
        ),
        by=act.by,
    )
    return decision
