"""Consultations: create, rename."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import ConsultationCreated, ConsultationRenamed
from ..models import Consultation


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
