"""Which columns the sheet of an own list has."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.choices import Visibility
from samstyring.apps.actors.sheets.layout import Column, Layout, Sheet

from ..choices import SECTORS, NeedKind

LIST = Sheet(
    "liste",
    "Egen liste",
    (
        Column("place", pgettext_lazy("on a list", "Place"), "number", 10),
        Column("title", _("Title"), width=50, longest=200),
        Column("description", _("What is needed, for whom, and why"), width=50, longest=10_000),
        Column("kind", _("Kind"), "choice", 24, NeedKind),
        Column("sector", _("Sector"), "choice", 30, longest=60, proposed=SECTORS),
        Column("visibility", _("Who may see it"), "choice", 24, Visibility),
        Column("raised_by", _("Raised by"), width=30),
        # What tells one need from another: empty for a new one.
        Column("key", _("Identifier (leave it as it is)"), width=40, longest=36),
    ),
)
LAYOUT = Layout("samstyring-egen-liste", (LIST,))
