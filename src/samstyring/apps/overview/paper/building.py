"""Makes the paper of what was gathered. It asks no database, and says everything in the active language."""

from django.utils.translation import gettext as _

from .content import Kind, Paper, Said, Section
from .gathering import Material
from .sections import basis, binding, choosing, gains, known, matter, money
from .sources import Sources


def build(material: Material, language: str) -> Paper:
    """The paper in `language`, which is the active one."""
    sources = Sources(material.absolute)
    before = [
        matter.matter(material, sources),
        matter.recommendation(material, sources),
        matter.what_it_is(material, sources),
        binding.duties(material, sources),
        binding.readiness(material, sources),
        binding.people(material, sources),
        money.economy(material, sources),
        gains.others(material, sources),
        gains.unpriced(material, sources),
        known.risk(material, sources),
        known.evidence(material, sources),
        known.experience(material, sources),
    ]
    after = [choosing.alternatives(material, sources), choosing.assessment(material)]
    found = basis.parts(material)
    thin = basis.is_thin(found)
    first = basis.first_page(found)
    sections = (*before, basis.unknown(material, found, _gaps([*before, *after])), *after)
    return Paper(
        language=language,
        title=title(material),
        facts=matter.facts(material),
        warning_heading=_("This paper has too little behind it for a decision") if thin else "",
        warning=first if thin else (),
        basis=() if thin else first,
        sections=sections,
        notes=sources.notes.all(),
        note_word=_("Note"),
        notes_heading=_("Sources"),
        page_word=_("Page"),
        row_word=_("row"),
    )


def title(material: Material) -> str:
    """What the paper is called: the case's title, or the measure."""
    if material.case is not None:
        return material.case.case.title
    names = ", ".join(one.name for one in material.measures)
    return _("Introduction of %(name)s") % {"name": names}


def _gaps(sections: list[Section]) -> int:
    """How many places are to be filled in."""
    blocks = [block for section in sections for block in section.blocks]
    return sum(isinstance(block, Said) and block.kind is Kind.GAP for block in blocks)
