"""What people decide about statements: type, theme, cited, and taking back. Each is a new row."""

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import ReviewWithdrawn, StatementCited, StatementReviewed, StatementThemed
from ..models import Review, SourceText, Statement, StatementType


class ChangedMeanwhile(Exception):
    """Somebody else changed the statement after the page was loaded. `current` is their review, if any."""

    def __init__(self, current: Review | None) -> None:
        super().__init__(
            _("Somebody else changed this statement while you had it open. Look at it once more.")
        )
        self.current = current


def current_review(source_text: SourceText, start: int, end: int) -> Review | None:
    """The newest review of a span, or None. One that decides nothing is a withdrawal."""
    return Review.objects.filter(source_text=source_text, start=start, end=end).order_by("-id").first()


@transaction.atomic
def set_type(*, statement: Statement, type: str, seen: int | None, user: User, by: Actor) -> Review:
    """Decide the type of a statement. What was decided on its theme stays.

    `seen` is the id of the review that the person saw (0 for none; None does not check). Raises
    ChangedMeanwhile when another has come since, and ValueError for a type that is none of the seven.
    """
    decided = StatementType(type)
    source_text, current = locked(statement, seen)
    before = StatementType(current.type if current and current.type else statement.type)
    review = follow(statement, source_text, current, user, type=decided.value)
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
def set_theme(*, statement: Statement, theme: str, seen: int | None, user: User, by: Actor) -> Review:
    """Decide the theme of a statement by its slug. Raises ChangedMeanwhile as `set_type`."""
    if not theme:
        raise ValueError("A theme has a slug.")
    source_text, current = locked(statement, seen)
    review = follow(statement, source_text, current, user, theme=theme)
    record(
        StatementThemed(
            object_id=source_text.submission.public_id,
            start=statement.start,
            end=statement.end,
            before=statement.current_theme,
            after=theme,
        ),
        by=by,
    )
    return review


@transaction.atomic
def set_cited(*, statement: Statement, cited: bool, seen: int | None, user: User, by: Actor) -> Review:
    """Decide whether a statement is somebody else's words. Raises ChangedMeanwhile as `set_type`."""
    source_text, current = locked(statement, seen)
    review = follow(statement, source_text, current, user, cited=cited)
    record(
        StatementCited(
            object_id=source_text.submission.public_id, start=statement.start, end=statement.end, cited=cited
        ),
        by=by,
    )
    return review


@transaction.atomic
def withdraw(*, statement: Statement, seen: int | None, user: User, by: Actor) -> Review | None:
    """Take all that was decided on a statement back, so that the program's proposal shows again.

    Does nothing where there is nothing. Raises ChangedMeanwhile as `set_type`.
    """
    source_text, current = locked(statement, seen)
    if current is None or not current.decides:
        return current
    review = follow(statement, source_text, None, user)
    record(
        ReviewWithdrawn(
            object_id=source_text.submission.public_id,
            start=statement.start,
            end=statement.end,
            before=StatementType(current.type) if current.type else None,
        ),
        by=by,
    )
    return review


def follow(
    statement: Statement,
    source_text: SourceText,
    current: Review | None,
    user: User,
    *,
    type: str | None = None,
    theme: str | None = None,
    cited: bool | None = None,
) -> Review:
    """A new review that changes what is given and keeps the rest of `current`; lists and sums follow it."""
    review = Review.objects.create(
        source_text=source_text,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
        type=type if type is not None else current.type if current else "",
        theme=theme if theme is not None else current.theme if current else "",
        cited=cited if cited is not None else current.cited if current else None,
        by=user,
    )
    let_count(review)
    return review


def let_count(review: Review) -> None:
    """Let lists and sums follow a decision, in every reading of the same text; what is left open follows the
    program's proposal."""
    same = Statement.objects.filter(
        reading__source_text=review.source_text_id, start=review.start, end=review.end
    )
    same.update(
        current_type=review.type or F("type"),
        current_theme=review.theme or F("theme"),
        current_cited=Coalesce(F("cited"), Value(False)) if review.cited is None else review.cited,
        is_reviewed=review.decides,
    )


def locked(statement: Statement, seen: int | None) -> tuple[SourceText, Review | None]:
    """The statement's text, locked until the transaction ends, and its newest review.

    Raises ChangedMeanwhile when that review is not the one that was `seen`, or the statement has been
    divided, joined or struck out meanwhile.
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
    if not Statement.objects.standing().filter(pk=statement.pk).exists():
        raise ChangedMeanwhile(current)
    return source_text, current
