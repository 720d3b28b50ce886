"""The values that a person or the program chooses among, with their words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samstyring.apps.actors.choices import OrganisationKind


class StatementType(models.TextChoices):
    """The seven types of statement, as defined in docs/methods/annotation-guide.md."""

    CHALLENGE = "challenge", _("Challenge")
    PROPOSAL = "proposal", _("Proposal")
    KNOWLEDGE_NEED = "knowledge_need", _("Knowledge need")
    EXAMPLE = "example", _("Example")
    SUPPORT = "support", pgettext_lazy("type of statement", "Support")
    OPPOSITION = "opposition", pgettext_lazy("type of statement", "Opposition")
    BACKGROUND = "background", _("Background")


class Stance(models.TextChoices):
    """How a sender stands towards what is proposed."""

    SUPPORT = "support", pgettext_lazy("stance", "Support")
    SUPPORT_WITH_RESERVATIONS = "support_with_reservations", _("Support with reservations")
    OPPOSITION = "opposition", pgettext_lazy("stance", "Opposition")
    NEUTRAL = "neutral", _("Neutral")


# A sender is an organisation of a kind that the register knows, or a private person.
PRIVATE_PERSON = "private_person"
SENDER_KINDS = [*OrganisationKind.choices, (PRIVATE_PERSON, _("Private person"))]
