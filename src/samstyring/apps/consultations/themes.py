"""Themes in words: those of the default frame, and those that a consultation has of its own.

The slugs of the default frame are the engine's; the annotation guide defines them. A theme of a
consultation's own has its name for a slug, so that it can be shown wherever it stands.
"""

from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samstyring.engines.text_analysis import ENGINE
from samstyring.engines.text_analysis.frames import NONE, Theme, ThemeFrame

if TYPE_CHECKING:
    from .models import Consultation

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


LONGEST_NAME = 40


def own_frame(consultation: "Consultation") -> ThemeFrame | None:
    """The consultation's own themes, as the engine takes them; None where the default frame counts."""
    rows: list[dict[str, Any]] = consultation.theme_frame.get("themes", [])
    if not rows:
        return None
    return ThemeFrame(
        tuple(Theme(row["slug"], row["name"], row["description"], tuple(row["examples"])) for row in rows)
    )


def theme_choices(consultation: "Consultation") -> dict[str, str]:
    """The themes that a statement of the consultation can have, in order, with their labels; “none” last."""
    frame = own_frame(consultation)
    slugs = list(THEMES) if frame is None else [*(theme.slug for theme in frame.themes), NONE]
    return {slug: theme_label(slug) for slug in slugs}


def reader_version(consultation: "Consultation") -> str:
    """What a consultation is read with: the engine's version, and the edition of its own themes."""
    edition = consultation.theme_frame.get("edition", 0)
    return f"{ENGINE['version']}+themes.{edition}" if edition else str(ENGINE["version"])


def theme_label(slug: str) -> str:
    """A theme in words; the slug itself where the frame does not have it."""
    return str(THEMES.get(slug, slug))
