"""Share the work of reviewing: give documents to people, draw samples, label them unseen by each other."""

import random
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import User
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events.work import DocumentsAssigned, SampleDrawn, SampleLabelled
from ..models import (
    Assignment,
    Consultation,
    Sample,
    SampledStatement,
    SampleLabel,
    Statement,
    StatementType,
)

SMALLEST, LARGEST = 10, 400


@transaction.atomic
def assign(
    *,
    consultation: Consultation,
    documents: Collection[int],
    reviewer: User | None,
    user: User,
    by: Actor,
) -> int:
    """Give documents (ids of submissions) to somebody to review, or to nobody. Returns how many changed.

    Raises ValidationError for a reviewer who may not review here; documents of others are left out.
    """
    if reviewer is not None and not reviewer.has_perm("consultations.review", consultation):
        raise ValidationError(_("That person may not review this consultation."))
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    rows = locked.submissions.filter(pk__in=documents)
    if reviewer is None:
        changed, _kinds = Assignment.objects.filter(submission__in=rows).delete()
    else:
        others = rows.exclude(assignment__reviewer=reviewer)
        changed = 0
        for submission in others:
            Assignment.objects.update_or_create(
                submission=submission, defaults={"reviewer": reviewer, "assigned_by": user}
            )
            changed += 1
    if changed:
        record(
            DocumentsAssigned(
                object_id=locked.public_id,
                object_name=locked.title,
                documents=changed,
                somebody=reviewer is not None,
            ),
            by=by,
        )
    return changed


@transaction.atomic
def draw(*, consultation: Consultation, size: int, user: User, by: Actor, seed: int | None = None) -> Sample:
    """Draw statements by lot for several people to label. The same seed draws the same from the same.

    Raises ValidationError for a size that is out of bounds, or where there is nothing to draw from.
    """
    if not SMALLEST <= size <= LARGEST:
        raise ValidationError(
            _("Draw between %(smallest)d and %(largest)d statements.")
            % {"smallest": SMALLEST, "largest": LARGEST}
        )
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    found = list(
        Statement.objects.effective()
        .filter(consultation=locked, origin=Statement.Origin.PROGRAM)
        .order_by("submission_id", "start")
        .values_list("pk", flat=True)
    )
    if not found:
        raise ValidationError(_("There are no statements to draw from yet."))
    chosen_seed = random.SystemRandom().randrange(1, 2**31) if seed is None else seed
    # Not for secrets: the seed is kept, so that anybody can draw the same once more.
    lot = random.Random(chosen_seed)  # noqa: S311
    drawn = lot.sample(found, min(size, len(found)))
    highest = locked.samples.aggregate(highest=Max("number"))["highest"] or 0
    sample = Sample.objects.create(
        consultation=locked,
        number=highest + 1,
        seed=chosen_seed,
        drawn_from=len(found),
        created_by=user,
    )
    rows = Statement.objects.select_related("reading").in_bulk(drawn)
    SampledStatement.objects.bulk_create(
        SampledStatement(
            sample=sample,
            position=position,
            source_text_id=rows[pk].reading.source_text_id,
            start=rows[pk].start,
            end=rows[pk].end,
            quote=rows[pk].quote,
            type=rows[pk].type,
            theme=rows[pk].theme,
            engine_version=rows[pk].reading.engine_version,
        )
        for position, pk in enumerate(drawn)
    )
    record(
        SampleDrawn(
            object_id=locked.public_id,
            object_name=locked.title,
            number=sample.number,
            seed=sample.seed,
            statements=len(drawn),
            drawn_from=sample.drawn_from,
        ),
        by=by,
    )
    return sample


@transaction.atomic
def label(
    *, sampled: SampledStatement, type: str, theme: str, themes: Collection[str], user: User, by: Actor
) -> SampleLabel:
    """Say what a sampled statement is. An answer can be changed until somebody else's has been shown.

    Raises ValueError for a type or a theme that is none, ValidationError for a change that comes too late.
    """
    decided = StatementType(type)
    if theme not in themes:
        raise ValueError(theme)
    answers = set(sampled.labels.values_list("by", flat=True))
    if user.pk in answers and len(answers) > 1:
        raise ValidationError(_("Others' answers to this have been shown: yours stands."))
    row, _created = SampleLabel.objects.update_or_create(
        sampled=sampled, by=user, defaults={"type": decided, "theme": theme}
    )
    consultation = sampled.sample.consultation
    record(
        SampleLabelled(
            object_id=consultation.public_id,
            object_name=consultation.title,
            number=sampled.sample.number,
            position=sampled.position,
        ),
        by=by,
    )
    return row
