"""What people decide about statements: set a type, take it back. A review is a new row; none is changed."""

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import ReviewWithdrawn, StatementReviewed
from ..models import Review, SourceText, Statement, StatementType


class ChangedMeanwhile(Exception):
    """Somebody else reviewed the statement after the page was loaded. `current` is their review, if any."""

    def __init__(self, current: Review | None) -> None:
        super().__init__(
            _("Somebody else changed this statement while you had it open. Look at it once more.")
        )
        self.current = current


def current_review(source_text: SourceText, start: int, end: int) -> Review | None:
    """The newest review of a span, or None. A withdrawal counts as a review with an empty type."""
    return Review.objects.filter(source_text=source_text, start=start, end=end).order_by("-id").first()


@transaction.atomic
def set_type(*, statement: Statement, type: str, seen: int | None, user: User, by: Actor) -> Review:
    """Decide the type of a statement.

    `seen` is the id of the review that the person saw (0 for none; None does not check). Raises
    ChangedMeanwhile when another has come since, and ValueError for a type that is none of the seven.
    """
    decided = StatementType(type)
    source_text, current = locked(statement, seen)
    before = StatementType(current.type if current and current.type else statement.type)
    review = Review.objects.create(
        source_text=source_text,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        type=decided,
        by=user,
    )
    let_count(statement, source_text, decided)
    record(
        StatementReviewed(
            object_id=source_text.submission.public_id,
            start=statement.start,
            end=statement.end,
            before=before,
            after=decided,
        ),
        by=by,
    )
    return review


@transaction.atomic
def withdraw(*, statement: Statement, seen: int | None, user: User, by: Actor) -> Review | None:
    """Take the decision on a statement back, so that the program's proposal shows again.

    Does nothing where there is none. Raises ChangedMeanwhile as `set_type`.
    """
    source_text, current = locked(statement, seen)
    if current is None or not current.type:
        return current
    review = Review.objects.create(
        source_text=source_text,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        type="",
        by=user,
    )
    let_count(statement, source_text, None)
    record(
        ReviewWithdrawn(
            object_id=source_text.submission.public_id,
            start=statement.start,
            end=statement.end,
            before=StatementType(current.type),
        ),
        by=by,
    )
    return review


def let_count(statement: Statement, source_text: SourceText, decided: StatementType | None) -> None:
    """Let lists and sums follow a decision, in every reading of the same text; None follows the proposal."""
    same = Statement.objects.filter(
        reading__source_text=source_text, start=statement.start, end=statement.end
    )
    same.update(current_type=decided.value if decided else F("type"), is_reviewed=decided is not None)


def locked(statement: Statement, seen: int | None) -> tuple[SourceText, Review | None]:
    """The statement's text, locked until the transaction ends, and its newest review.

    Raises ChangedMeanwhile when that review is not the one that was `seen`.
    """
    source_text = (
        SourceText.objects.select_for_update(of=("self",))
        .select_related("submission")
        .defer("text")
        .get(readings=statement.reading_id)
    )
    current = current_review(source_text, statement.start, statement.end)
    if seen is not None and (current.pk if current else 0) != seen:
        raise ChangedMeanwhile(current)
    return source_text, current
