"""Sheets on their way to be taken in: keep one, and write down how far it has come.

No event is recorded before a sheet is taken in, which the room that it belongs to does.
"""

from typing import Any, TypeVar

from django.db import transaction

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.sheets.kept import KeptUpload, SheetStage

U = TypeVar("U", bound=KeptUpload)


@transaction.atomic
def keep(*, uploads: type[U], organisation: Organisation, content: bytes, user: User, language: str) -> U:
    """Keep a sheet as it was sent, to be looked at. Earlier ones of the person that were not taken in go."""
    rows: Any = uploads._default_manager
    rows.filter(organisation=organisation, sent_by=user, taken=None).delete()
    made: U = rows.create(organisation=organisation, content=content, sent_by=user, language=language)
    return made


@transaction.atomic
def drop(*, upload: KeptUpload) -> None:
    """Let a sheet go that cannot be used."""
    upload.delete()


@transaction.atomic
def set_stage(
    *,
    upload: KeptUpload,
    stage: SheetStage,
    said: str = "",
    preview: dict[str, Any] | None = None,
    as_successor: bool | None = None,
) -> None:
    """Say how far it has come, with what is to be said of it, and what it would change where that is known.

    One that was taken in, or is no longer there, stays as it is.
    """
    fields: dict[str, Any] = {"stage": stage, "said": said}
    if preview is not None:
        fields["preview"] = preview
    if as_successor is not None:
        fields["as_successor"] = as_successor
    _write(upload, fields)


@transaction.atomic
def set_progress(*, upload: KeptUpload, done: int, total: int) -> None:
    """Say how many rows are read."""
    _write(upload, {"done": done, "total": total})


def _write(upload: KeptUpload, fields: dict[str, Any]) -> None:
    type(upload)._default_manager.filter(pk=upload.pk, taken=None).update(**fields)
    for name, value in fields.items():
        setattr(upload, name, value)
