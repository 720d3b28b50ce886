"""What this room tells people of."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.notices import declare
from samstyring.apps.actors.visibility import Person

from .models import Case

ANSWERED = "decisions.answered"
REPLIED = "decisions.replied"


def seen(user: Person, ids: Collection[UUID]) -> QuerySet[Any]:
    """The cases that the person may see."""
    found: QuerySet[Any] = Case.objects.visible_to(user).filter(public_id__in=ids)
    return found


declare(
    ANSWERED,
    label=_("Answer to what you raised"),
    sentence=_("“%(title)s”: answers to what you raised or back (%(count)s)"),
    seen=seen,
)
declare(
    REPLIED,
    label=_("Reply to an answer"),
    sentence=_("“%(title)s”: %(organisation)s has replied to an answer"),
    seen=seen,
)
