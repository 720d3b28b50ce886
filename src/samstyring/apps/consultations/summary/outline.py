"""The sections of a summary, in order, and what each is called in addresses and rows."""

import hashlib
from collections import Counter
from collections.abc import Callable

import numpy as np
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from ..keeping import kept
from ..models import Consultation, StatementType
from ..queries.columns import CODES, chosen
from ..queries.selection import Selection
from ..themes import THEMES, theme_choices, theme_label
from . import replies, said
from .blocks import Block, Section
from .material import Material, gathered

THEME = "theme-"
NO_THEME = "none"
# The sections besides those of themes that count statements.
COUNTING = {"method", "appendix"}

Maker = Callable[[Material], list[Block]]


def fixed_before() -> dict[str, tuple[str, Maker]]:
    """The sections before the themes: heading and maker by key."""
    return {
        "introduction": (_("In brief"), replies.in_brief),
        "method": (_("How the summary was made"), replies.method),
        "senders": (_("Who has replied"), replies.senders),
        "stances": (_("Where they stand"), replies.stances),
        "questions": (_("Answers to the questions"), replies.questions),
    }


def fixed_after() -> dict[str, tuple[str, Maker]]:
    """The sections after the themes."""
    return {
        "points": (_("Points that come back"), said.points),
        "closing": (pgettext("section of a summary", "Closing remarks"), lambda _material: []),
        "appendix": (_("Appendix: all replies"), replies.appendix),
    }


def themes_by_size(counted: Counter[str]) -> list[str]:
    """The themes that something is said on, the largest first; what has no theme comes last."""
    order = {slug: place for place, slug in enumerate(THEMES)}
    found = [slug for slug in counted if counted[slug]]
    return sorted(
        found, key=lambda slug: (slug == NO_THEME, -counted[slug], order.get(slug, len(order)), slug)
    )


def theme_heading(slug: str) -> str:
    """The heading of a theme's section."""
    return _("Other matters") if slug == NO_THEME else theme_label(slug)


def contents(consultation: Consultation) -> list[tuple[str, str, int]]:
    """All sections as (key, heading, number of statements, cited ones too). Queries as `columns.chosen`."""
    found = chosen(consultation, Selection())
    said = found.column("type") != CODES.known(StatementType.BACKGROUND)
    numbers = np.bincount(found.column("theme")[said])
    counted = Counter({CODES.words[code] or NO_THEME: int(numbers[code]) for code in np.flatnonzero(numbers)})
    return [
        *((key, heading, 0) for key, (heading, _maker) in fixed_before().items()),
        *((THEME + slug, theme_heading(slug), counted[slug]) for slug in themes_by_size(counted)),
        *((key, heading, 0) for key, (heading, _maker) in fixed_after().items()),
    ]


def one(consultation: Consultation, key: str) -> Section:
    """One section with its draft, which is the same for everybody. Raises LookupError for a key that no
    section has."""
    return kept(
        consultation.pk,
        ("section", key, get_language(), made_of(consultation, key)),
        lambda: drafted(consultation, key),
    )


def made_of(consultation: Consultation, key: str) -> str:
    """Another word for each set of statements that a section's draft is made of; empty where it reads none.
    So a review of another theme leaves a draft as it is."""
    if not key.startswith(THEME) and key not in COUNTING:
        return ""
    found = chosen(
        consultation, Selection(tema=key.removeprefix(THEME) if key not in COUNTING else "", sitert="nei")
    )
    digest = hashlib.blake2b(found.ids.tobytes())
    for name in ("theme", "type", "reviewed"):
        digest.update(found.column(name).tobytes())
    return digest.hexdigest()


def drafted(consultation: Consultation, key: str) -> Section:
    """The same, drafted anew."""
    if key.startswith(THEME):
        slug = key.removeprefix(THEME)
        material = gathered(consultation, theme=slug)
        if not material.said and slug not in theme_choices(consultation):
            raise LookupError(key)
        return Section(key, theme_heading(slug), said.theme(material, material.said))
    heading, maker = (fixed_before() | fixed_after())[key]
    material = gathered(consultation, statements=False, counts=key in COUNTING)
    return Section(key, heading, maker(material))


def whole(consultation: Consultation, own: dict[str, str]) -> tuple[list[Section], Material]:
    """All sections with drafts and people's `own` texts by key; sections without either are left out."""
    material = gathered(consultation)
    by_theme: dict[str, list[said.Said]] = {}
    for row in material.said:
        by_theme.setdefault(row.theme or NO_THEME, []).append(row)
    themes = themes_by_size(Counter({slug: len(rows) for slug, rows in by_theme.items()}))
    sections = [
        *(Section(key, heading, maker(material)) for key, (heading, maker) in fixed_before().items()),
        *(
            Section(THEME + slug, theme_heading(slug), said.theme(material, by_theme[slug]))
            for slug in themes
        ),
        *(Section(key, heading, maker(material)) for key, (heading, maker) in fixed_after().items()),
    ]
    # A text under a theme that nothing is said on any more is not lost.
    known = {section.key for section in sections}
    sections[-1:-1] = [
        Section(key, theme_heading(key.removeprefix(THEME)))
        for key in own
        if key not in known and key.startswith(THEME)
    ]
    for section in sections:
        section.own = own.get(section.key, "")
    return [section for section in sections if section.blocks or section.own], material
