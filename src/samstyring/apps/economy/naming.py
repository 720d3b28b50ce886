"""What things of this room are called where they have no name of their own."""

from django.utils.translation import gettext as _


def together() -> str:
    """What the cost of no single measure is called: that of all of them."""
    return _("National solutions together")
