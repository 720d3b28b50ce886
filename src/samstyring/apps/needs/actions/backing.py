"""Back a need for an organisation, in its own words, and withdraw it."""

from django.db import transaction
from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.ledger.actions import record
from samstyring.apps.ledger.events import Actor

from ..events import BackingWithdrawn, NeedBacked
from ..models import Backing, Need
from ..policies import check_can_be_backed
from .common import locked, recount, today


@transaction.atomic
def back(*, need: Need, organisation: Organisation, by: Actor, wording: str = "") -> Backing:
    """Let an organisation stand behind a need. Backing it again writes its own words anew.

    Words that it said in a reply stay with the source; those written here stand beside them, as a backing
    of their own. Raises NotPossible.
    """
    current = locked(need)
    check_can_be_backed(current, organisation)
    present = current.backings.filter(organisation=organisation, withdrawn=None).first()
    wording = wording.strip()
    if present is not None and (present.wording == wording or not wording):
        return present
    if present is not None and present.source is not None:
        present.withdrawn = max(today(), present.day)
        present.save(update_fields=["withdrawn"])
        present = None
    if present is None:
        present = Backing.objects.create(
            need=current, organisation=organisation, wording=wording, day=today()
        )
    else:
        present.wording = wording
        present.save(update_fields=["wording"])
    recount([current.counted_with_id or current.pk])
    record(
        NeedBacked(object_id=current.public_id, object_name=current.title, related=(organisation.public_id,)),
        by=by,
    )
    return present


@transaction.atomic
def withdraw(*, need: Need, organisation: Organisation, by: Actor) -> None:
    """Let an organisation stand behind a need no more; that it did stays. Raises NotPossible."""
    current = locked(need)
    if organisation.pk == current.raised_by_id:
        raise NotPossible(
            _("%(name)s raised this need. Close it instead of withdrawing.") % {"name": organisation.name}
        )
    present = current.backings.filter(organisation=organisation, withdrawn=None).first()
    if present is None:
        raise NotPossible(_("%(name)s does not stand behind this need.") % {"name": organisation.name})
    present.withdrawn = max(today(), present.day)
    present.save(update_fields=["withdrawn"])
    recount([current.counted_with_id or current.pk])
    record(
        BackingWithdrawn(
            object_id=current.public_id, object_name=current.title, related=(organisation.public_id,)
        ),
        by=by,
    )
