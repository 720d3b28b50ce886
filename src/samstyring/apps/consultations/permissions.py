"""Who may do what in this room: rows of the one table of roles and actions."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.models import Organisation, User
from samstyring.apps.actors.permissions import EVERYBODY, PUBLISHERS, WRITERS, declare
from samstyring.apps.actors.visibility import roles_held

declare("consultations.create_consultation", _("Start a consultation"), levels=WRITERS)
declare("consultations.rename_consultation", _("Change the title of a consultation"), levels=WRITERS)
declare("consultations.edit_themes", _("Decide the themes of a consultation"), levels=WRITERS)
declare("consultations.upload", _("Take documents in to a consultation"), levels=WRITERS)
declare("consultations.review", _("Decide what a statement is"), levels=WRITERS)
declare(
    "consultations.edit_points",
    _("Make points of statements, and merge, split and name them"),
    levels=WRITERS,
)
declare(
    "consultations.see_personal",
    _("See names and other personal data that are held back in documents"),
    levels=WRITERS,
)
declare("consultations.download_original", _("Download the original of a document"), levels=EVERYBODY)

declare("consultations.read_summary", _("Read what colleagues write for a summary"), levels=EVERYBODY)
declare("consultations.write_summary", _("Write the summary of a consultation"), levels=WRITERS)
declare(
    "consultations.publish", _("Publish a consultation and withdraw what is published"), levels=PUBLISHERS
)


def organisation_of(user: User | AnonymousUser) -> Organisation | None:
    """The organisation for which a person starts a consultation: the first in which the roles allow it."""
    if not isinstance(user, User):
        return None
    role = roles_held(user).filter(role__in=WRITERS).select_related("organisation").order_by("pk").first()
    return role.organisation if role else None
