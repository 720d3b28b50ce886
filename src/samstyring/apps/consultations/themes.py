"""The default frame of themes in words. The slugs are the engine's; the annotation guide defines them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

THEMES: dict[str, str | Promise] = {
    "staffing": _("Staffing"),
    "competence": _("Competence"),
    "funding": _("Funding"),
    "influence": _("Influence"),
    "organisation": _("Organisation"),
    "interoperability": _("Systems that work together"),
    "information-sharing": _("Sharing information"),
    "data-and-indicators": _("Data and indicators"),
    "research": _("Research"),
    "introduction": _("Introduction and use"),
    "welfare-technology": _("Welfare technology"),
    "procurement": _("Procurement"),
    "equality": _("Equal services"),
    "hospital-municipality": _("Hospital and municipality"),
    "prevention-and-priorities": _("Prevention and priorities"),
    "housing-and-mental-health": _("Housing and mental health"),
    "preparedness": _("Preparedness"),
    "none": _("No theme"),
}


def theme_label(slug: str) -> str:
    """A theme in words; the slug itself where the frame does not have it."""
    return str(THEMES.get(slug, slug))
