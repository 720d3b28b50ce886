"""Who may do what in this room: rows of the one table of roles and actions."""

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.permissions import WRITERS, declare

declare(
    "overview.write_paper",
    _("Write the municipality’s part of a paper for the council"),
    levels=WRITERS,
)
