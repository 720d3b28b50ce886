"""What a person writes in a council's paper: save it, and put an earlier version back."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.decisions.models import Case
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor
from samstyring.apps.portfolio.models import Measure

from ..events import PaperRestored, PaperSaved
from ..models import PaperDraft, PaperVersion
from ..models.papers import TYPED


@transaction.atomic
def save(
    *,
    organisation: Organisation,
    about: Measure | Case,
    fields: Mapping[str, str],
    based_on: int,
    author: User | None,
    by: Actor,
) -> PaperDraft:
    """Keep what was typed as a new version. Nothing happens where nothing differs from the newest.

    `based_on` is the number of the version that the person saw, 0 where there was none. Raises NotPossible
    where somebody has saved another one since.
    """
    draft = _locked(organisation, about)
    if draft.version != based_on:
        raise NotPossible(
            _(
                "Somebody has saved another version while you wrote. Yours stands here as you wrote it: "
                "save again to put it on top; the other one is kept among the versions."
            )
        )
    newest = draft.versions.first()
    typed = {name: fields.get(name, "") for name in TYPED}
    before = {name: getattr(newest, name) if newest else "" for name in TYPED}
    if typed != before:
        _add(draft, typed, author=author, restores=None)
        record(
            PaperSaved(
                object_id=draft.public_id,
                object_name=str(about),
                related=(organisation.public_id, about.public_id),
                number=draft.version,
            ),
            by=by,
        )
    return draft


@transaction.atomic
def restore(*, draft: PaperDraft, number: int, author: User | None, by: Actor) -> PaperDraft:
    """Put an earlier version back, as a new one. Raises NotPossible where there is none of that number."""
    about = draft.measure or draft.case
    assert about is not None  # noqa: S101  # a constraint holds it
    locked = PaperDraft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    earlier = locked.versions.filter(number=number).first()
    if earlier is None or number == locked.version:
        raise NotPossible(_("There is no earlier version with this number."))
    _add(locked, {name: getattr(earlier, name) for name in TYPED}, author=author, restores=number)
    record(
        PaperRestored(
            object_id=locked.public_id,
            object_name=str(about),
            related=(locked.organisation.public_id, about.public_id),
            number=locked.version,
            earlier=number,
        ),
        by=by,
    )
    return locked


def _locked(organisation: Organisation, about: Measure | Case) -> PaperDraft:
    of = {"measure": about} if isinstance(about, Measure) else {"case": about}
    made, _new = PaperDraft.objects.get_or_create(
        organisation=organisation, **of, defaults={"owner_organisation": organisation}
    )
    locked: PaperDraft = PaperDraft.objects.select_for_update(of=("self",)).get(pk=made.pk)
    return locked


def _add(draft: PaperDraft, typed: Mapping[str, str], *, author: User | None, restores: int | None) -> None:
    draft.version += 1
    PaperVersion.objects.create(draft=draft, number=draft.version, by=author, restores=restores, **typed)
    draft.save(update_fields=["version"])
