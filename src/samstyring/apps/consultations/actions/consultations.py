"""Consultations: create, rename, describe; what the documents propose."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.engines.text_analysis.occasion import Occasion, agreed

from ..events import ConsultationCreated, ConsultationDescribed, ConsultationRenamed
from ..models import Consultation, Reading

MOST_QUESTIONS, LONGEST_QUESTION = 200, 2000


@transaction.atomic
def create(
    *,
    title: str,
    by: Actor,
    title_is_proposed: bool = False,
    owner_organisation: Organisation | None = None,
    deadline: date | None = None,
    visibility: str = Visibility.ORGANISATION,
    is_example: bool = False,
) -> Consultation:
    """A new consultation. Raises ValidationError for a title that is empty or longer than 300 characters."""
    consultation = Consultation(
        title=checked_title(title),
        title_is_proposed=title_is_proposed,
        owner_organisation=owner_organisation,
        deadline=deadline,
        visibility=visibility,
        is_example=is_example,
    )
    consultation.save()
    record(ConsultationCreated(object_id=consultation.public_id, object_name=consultation.title), by=by)
    return consultation


@transaction.atomic
def rename(*, consultation: Consultation, title: str, by: Actor) -> Consultation:
    """Give a consultation another title; the same again does nothing. Raises ValidationError as `create`."""
    title = checked_title(title)
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if locked.title == title and not locked.title_is_proposed:
        return locked
    locked.title = title
    locked.title_is_proposed = False
    locked.save(update_fields=["title", "title_is_proposed"])
    record(ConsultationRenamed(object_id=locked.public_id, object_name=title), by=by)
    return locked


@transaction.atomic
def propose_title(*, consultation: Consultation, title: str, by: Actor) -> Consultation:
    """Name a consultation that was begun with a file after its first document.

    Does nothing once a person has written a title, or where the new one is empty.
    """
    title = " ".join(title.split())[:300]
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    if not title or title == locked.title or not locked.title_is_proposed:
        return locked
    locked.title = title
    locked.save(update_fields=["title"])
    record(ConsultationRenamed(object_id=locked.public_id, object_name=title), by=by)
    return locked


@transaction.atomic
def propose_occasion(*, consultation: Consultation, by: Actor) -> Consultation:
    """Propose deadline, asker and questions from what the documents say, where no person has written them."""
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    readings = Reading.objects.filter(submission__consultation=locked, is_current=True).order_by("pk")
    said = agreed([from_row(row) for row in readings.values_list("occasion", flat=True)])
    changed = []
    if said.subject:
        # What several replies are about names the consultation better than the first one's own title.
        locked = propose_title(consultation=locked, title=said.subject, by=by)
    if said.deadline and (locked.deadline is None or locked.deadline_is_proposed):
        changed += put(locked, "deadline", date.fromisoformat(said.deadline), "deadline_is_proposed")
    if said.issued_by and (locked.issued_by_id is None or locked.issued_by_is_proposed):
        issuer = Organisation.objects.filter(public_id=said.issued_by).first()
        changed += put(locked, "issued_by", issuer, "issued_by_is_proposed")
    if said.questions and (not locked.questions or locked.questions_are_proposed):
        changed += put(locked, "questions", list(said.questions), "questions_are_proposed")
    if changed:
        locked.save(update_fields=changed)
        record(described(locked), by=by)
    return locked


def put(consultation: Consultation, name: str, value: object, mark: str) -> list[str]:
    """Set a proposed value; the fields that changed."""
    if getattr(consultation, name) == value:
        return []
    setattr(consultation, name, value)
    setattr(consultation, mark, True)
    return [name, mark]


def from_row(row: dict[str, Any]) -> Occasion:
    """What a reading says of the occasion, as the engine's value; a reading from before has none."""
    return Occasion(
        deadline=row.get("deadline", ""),
        issued_by=row.get("issued_by", ""),
        subject=row.get("subject", ""),
        questions=tuple(row.get("questions", ())),
    )


@transaction.atomic
def describe(
    *,
    consultation: Consultation,
    title: str,
    deadline: date | None,
    issued_by: Organisation | None,
    questions: Sequence[str],
    by: Actor,
) -> Consultation:
    """Write a consultation's title, deadline, asker and questions: they are no longer only proposed.

    Raises ValidationError as `create`, and for a question that is too long.
    """
    title = checked_title(title)
    asked = checked_questions(questions)
    locked = Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)
    new_title = title != locked.title
    before = described(locked)
    locked.title, locked.title_is_proposed = title, False
    locked.deadline, locked.deadline_is_proposed = deadline, False
    locked.issued_by, locked.issued_by_is_proposed = issued_by, False
    locked.questions, locked.questions_are_proposed = asked, False
    locked.save()
    if new_title:
        record(ConsultationRenamed(object_id=locked.public_id, object_name=title), by=by)
    if described(locked) != replace(before, object_name=title):
        record(described(locked), by=by)
    return locked


def described(consultation: Consultation) -> ConsultationDescribed:
    """The event that says what is known of the occasion."""
    return ConsultationDescribed(
        object_id=consultation.public_id,
        object_name=consultation.title,
        deadline=consultation.deadline,
        issued_by=consultation.issued_by.public_id if consultation.issued_by else None,
        questions=len(consultation.questions),
        is_proposed=consultation.deadline_is_proposed
        or consultation.issued_by_is_proposed
        or consultation.questions_are_proposed,
    )


def checked_questions(questions: Sequence[str]) -> list[str]:
    """The questions without surrounding space, each once. Raises ValidationError for one that is too long."""
    asked = list(dict.fromkeys(" ".join(question.split()) for question in questions))
    asked = [question for question in asked if question]
    if len(asked) > MOST_QUESTIONS or any(len(question) > LONGEST_QUESTION for question in asked):
        raise ValidationError(
            _("There can be %(most)d questions of %(longest)d characters each. Write one on each line.")
            % {"most": MOST_QUESTIONS, "longest": LONGEST_QUESTION}
        )
    return asked


def checked_title(title: str) -> str:
    """The title without surrounding space. Raises ValidationError where it cannot be one."""
    title = " ".join(title.split())
    if not title:
        raise ValidationError(_("Write a title."))
    longest = Consultation._meta.get_field("title").max_length or 0
    if len(title) > longest:
        raise ValidationError(
            _("The title has %(length)d characters; %(longest)d is the most.")
            % {"length": len(title), "longest": longest}
        )
    return title
