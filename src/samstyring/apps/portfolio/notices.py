"""What this room tells people of: wishes for a solution, and what became of them."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from samstyring.apps.actors.notices import declare
from samstyring.apps.needs.notices import seen

from .choices import WishState

WISHED = "portfolio.wished"
ANSWERED = "portfolio.wish_answered"

# What became of a wish, as the sentence has it.
STATES = {
    WishState.CONSIDERED: gettext_noop("is being considered"),
    WishState.PLANNED: gettext_noop("is planned"),
    WishState.PARTLY: gettext_noop("is met in part"),
    WishState.DONE: gettext_noop("is met"),
    WishState.DECLINED: gettext_noop("will not be met"),
}

declare(
    WISHED,
    label=_("A wish for a solution that you own"),
    sentence=_("“%(title)s” is wished for in %(measure)s"),
    seen=seen,
)
declare(
    ANSWERED,
    label=_("Answer to a wish that you raised or back"),
    sentence=_("Your wish “%(title)s” for %(measure)s %(state)s"),
    seen=seen,
)
