"""What people are told of rounds."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.notices import declare
from samstyring.apps.actors.visibility import Person

from .models import Round


def seen(user: Person, ids: Collection[UUID]) -> QuerySet[Round]:
    """The rounds among `ids` that the person may see."""
    found: QuerySet[Round] = Round.objects.visible_to(user).filter(public_id__in=ids)
    return found


declare(
    "priorities.score",
    label=_("A round waits for your scores"),
    sentence=_("“%(title)s” waits for your scores."),
    seen=seen,
)
declare(
    "priorities.talk",
    label=_("The scores of a round are shown"),
    sentence=_("The scores of “%(title)s” are shown, and can be talked about."),
    seen=seen,
)
declare(
    "priorities.concluded",
    label=_("A round is concluded"),
    sentence=_("“%(title)s” is concluded with an advice."),
    seen=seen,
)
