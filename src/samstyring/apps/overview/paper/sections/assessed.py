"""What the two parties to a case say of its consequences, for the section where each belongs."""

from collections.abc import Iterator

from samstyring.apps.decisions.choices import ConsequenceKind
from samstyring.apps.decisions.models import Consequence

from ..content import Said, item
from ..gathering import Material
from ..sources import Sources
from .words import span


def assessed(material: Material, sources: Sources, *kinds: ConsequenceKind) -> Iterator[Said]:
    """The assessments of these kinds, those of an alternative with its name."""
    if material.case is None:
        return
    case = material.case.case
    names = {one.pk: one.name for one in material.case.alternatives}
    for row in case.consequences.all():
        if row.kind in kinds:
            note = sources.part_of_case(row, case, "consequences")
            of = f" ({names[row.alternative_id]})" if row.alternative_id in names else ""
            yield item(f"{row.get_party_display()}{of}: {_words(row)}", note)


def _words(row: Consequence) -> str:
    """The effect, the figures, the professions and the words, those that are there."""
    figures = ""
    if row.low is not None and row.high is not None:
        figures = f"{span(row.low, row.high)} {row.get_unit_display()}"
    said = ", ".join(
        part for part in (str(row.get_effect_display()).lower(), figures, row.professions) if part
    )
    return f"{said}. {row.text}".strip()
