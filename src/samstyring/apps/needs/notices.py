"""What this room tells people of: what is done with needs that they raised or back, and answers."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from samstyring.apps.actors.notices import declare
from samstyring.apps.actors.visibility import Person

from .choices import Act
from .models import Need

DONE = "needs.done"
ARRIVED = "needs.arrived"
ANSWERED = "needs.answered"

# What was done, as the sentence has it.
WORDS = {
    Act.RAISE: gettext_noop("raised to the next level"),
    Act.RETURN: gettext_noop("sent back"),
    Act.MERGE: gettext_noop("merged into another need"),
    Act.UNMERGE: gettext_noop("taken out of the need that it was merged into"),
    Act.SPLIT: gettext_noop("divided"),
    Act.ADOPT: gettext_noop("taken on"),
    Act.CLOSE: gettext_noop("closed"),
    Act.REOPEN: gettext_noop("opened again"),
    Act.JUDGE: gettext_noop("judged"),
    Act.PROJECT: gettext_noop("made a project idea"),
    Act.REOPEN_ANSWER: gettext_noop("opened again after an answer"),
}


def seen(user: Person, ids: Collection[UUID]) -> QuerySet[Any]:
    """The needs that the person may see."""
    found: QuerySet[Any] = Need.objects.visible_to(user).filter(public_id__in=ids)
    return found


declare(
    DONE,
    label=_("A need that you raised or back"),
    sentence=_("“%(title)s”, which you raised or back, was %(what)s by %(organisation)s"),
    seen=seen,
)
declare(
    ARRIVED,
    label=_("A need on your table"),
    sentence=_("“%(title)s” is on your table now"),
    seen=seen,
)
declare(
    ANSWERED,
    label=_("Answer to a need for knowledge"),
    sentence=_("“%(title)s”, which you asked, is answered"),
    seen=seen,
)
