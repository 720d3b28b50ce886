"""What the state allows, with a sentence for the user where it does not."""

from django.utils.translation import gettext as _

from samstyring.apps.actors.models import Organisation
from samstyring.apps.actors.policies import NotPossible
from samstyring.apps.consultations.models import Statement


def check_can_become_experience(statement: Statement) -> Organisation:
    """The organisation whose experience a statement is: the first sender that the register knows.

    Raises NotPossible where there is none.
    """
    sender = (
        statement.reading.submission.senders.filter(organisation__isnull=False)
        .select_related("organisation")
        .first()
    )
    if sender is None or sender.organisation is None:
        raise NotPossible(
            _("Say first who sent the reply: an experience belongs to an organisation in the register.")
        )
    return sender.organisation
