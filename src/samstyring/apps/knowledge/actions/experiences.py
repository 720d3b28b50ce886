"""Experiences: tell one, make one out of a statement in a reply, change one."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.models import Organisation
from samstyring.apps.consultations.models import SourceText, Statement
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.changes import write_changed
from samstyring.apps.ledger.events import Actor

from ..events import ExperienceChanged, ExperienceTold
from ..models import Experience
from ..policies import check_can_become_experience

_TITLE = 120


@transaction.atomic
def tell(
    *,
    organisation: Organisation,
    fields: Mapping[str, Any],
    by: Actor,
    visibility: str = Visibility.PUBLIC,
) -> Experience:
    """Tell what an organisation has learnt. Whoever calls has validated the fields."""
    experience = Experience.objects.create(
        organisation=organisation, owner_organisation=organisation, visibility=visibility, **fields
    )
    _record_told(experience, by, from_statement=False)
    return experience


@transaction.atomic
def from_statement(*, statement: Statement, owner: Organisation, by: Actor) -> Experience:
    """Make an experience out of a statement, keeping its words and its place.

    The sender's organisation is whose it is; `owner` (who runs the consultation) may go on writing. The same
    statement twice gives the same experience. Raises NotPossible where the reply has no known sender.
    """
    reading = statement.reading
    source_text = SourceText.objects.select_for_update(of=("self",)).defer("text").get(readings=reading)
    present = Experience.objects.filter(
        source_text=source_text, start=statement.start, end=statement.end
    ).first()
    if present is not None:
        return present
    organisation = check_can_become_experience(statement)
    experience = Experience.objects.create(
        organisation=organisation,
        owner_organisation=owner,
        visibility=reading.submission.consultation.visibility,
        topic=statement.current_theme or "other",
        title=shortened(statement.quote),
        done=" ".join(statement.quote.split()),
        source_text=source_text,
        start=statement.start,
        end=statement.end,
        quote=statement.quote,
    )
    _record_told(experience, by, from_statement=True)
    return experience


@transaction.atomic
def change(*, experience: Experience, fields: Mapping[str, Any], by: Actor) -> Experience:
    """Write something else. The quotation and its place stay. Nothing happens where nothing differs."""
    locked = Experience.objects.select_for_update(of=("self",)).get(pk=experience.pk)
    changed = write_changed(locked, fields)
    if not changed:
        return locked
    record(
        ExperienceChanged(object_id=locked.public_id, object_name=locked.title, fields=changed),
        by=by,
    )
    return locked


def shortened(text: str) -> str:
    """The beginning of a text as a title, cut between words."""
    words = " ".join(text.split()).lstrip("•-–* ")
    if len(words) <= _TITLE:
        return words
    return words[: words.rfind(" ", 0, _TITLE)] + " …"


def _record_told(experience: Experience, by: Actor, *, from_statement: bool) -> None:
    record(
        ExperienceTold(
            object_id=experience.public_id,
            object_name=experience.title,
            from_statement=from_statement,
            related=(experience.organisation.public_id,),
        ),
        by=by,
    )
