"""What the state allows, with a sentence for the user where it does not."""

import datetime
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samstyring.apps.actors.choices import OrganisationKind
from samstyring.apps.actors.policies import NotPossible

from .choices import Scope
from .models import Edition

# Those that can speak for municipalities together, and so keep the sector's roadmap.
SPEAK_FOR_THE_SECTOR = frozenset(
    {OrganisationKind.KS, OrganisationKind.BODY, OrganisationKind.NETWORK, OrganisationKind.COOPERATION}
)


def check_stage_day(day: datetime.date, today: datetime.date) -> None:
    """A stage is told of when it has come. Raises NotPossible for a day that is ahead."""
    if day > today:
        raise NotPossible(_("This day has not come yet. What is planned belongs on a roadmap."), field="date")


def check_no_cycle(cycle: Sequence[str]) -> None:
    """`cycle` are the names around a circle of "requires", empty where there is none. Raises NotPossible."""
    if cycle:
        raise NotPossible(
            _("This would go in a circle, where each waits for the next: %(cycle)s.")
            % {"cycle": " → ".join(cycle)},
            field="other",
        )


def check_not_published(edition: Edition) -> None:
    """What is published stays as it is. Raises NotPossible."""
    if edition.published is not None:
        raise NotPossible(
            _("The edition is published, and stays as it is. Begin the next one from it instead.")
        )


def check_sector(edition: Edition) -> None:
    """Only the sector's roadmap is joined and advises. Raises NotPossible."""
    if edition.scope != Scope.SECTOR:
        raise NotPossible(_("This is not an edition of the sector's roadmap."))


def check_can_be_published(*, lines: int, undecided: int) -> None:
    """Every line has its advice, and there is one. Raises NotPossible."""
    if not lines:
        raise NotPossible(_("Nothing stands on the edition, so there is nothing to publish."))
    if undecided:
        raise NotPossible(
            ngettext(
                "%(count)d line has no advice yet. Give it one, or take it off with the reason.",
                "%(count)d lines have no advice yet. Give each one, or take it off with the reason.",
                undecided,
            )
            % {"count": undecided}
        )
