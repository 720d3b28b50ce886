"""Which columns the sheets of introductions and use have."""

from django.utils.translation import gettext_lazy as _

from samstyring.apps.actors.sheets.layout import Column, Layout, Sheet

from ..choices import DecidedBy, Stand, Status

INTRODUCTIONS = Sheet(
    "innforing",
    "Innføring",
    (
        Column("code", _("Short code"), width=20),
        Column("name", _("Measure"), width=34),
        Column("stand", _("Our stand"), "choice", 16, Stand),
        Column("stand_reason", _("Why we say so"), width=34, longest=2000),
        Column("status", _("Status"), "choice", 16, Status),
        Column("day", _("Stand and status hold from"), "day"),
        Column("starts", _("From"), "day"),
        Column("ends", _("To"), "day"),
        Column("decided_by", _("Who decided"), "choice", 26, DecidedBy),
        Column("decided_on", _("Day of the decision"), "day"),
        Column("archive_reference", _("Archive reference"), longest=100),
        Column("lead_office", _("Office that leads it"), width=26, longest=200),
        Column("services", _("Services it is introduced in"), width=30),
        Column("counted", _("What use is counted in"), width=24, longest=100),
    ),
)
USE = Sheet(
    "bruk",
    "Bruk",
    (
        Column("code", _("Short code"), width=20),
        Column("name", _("Measure"), width=34),
        Column("year", _("Year"), "number", 10),
        Column("month", _("Month"), "number", 10),
        Column("eligible", _("Who could use it"), "number"),
        Column("active", _("Who did"), "number"),
        Column("source", _("Source"), width=40, longest=500),
    ),
)
LAYOUT = Layout("samstyring-ark", (INTRODUCTIONS, USE))
