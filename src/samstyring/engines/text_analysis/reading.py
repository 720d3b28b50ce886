"""The whole way: bytes → source text → passages → statements, as one value."""

import hashlib
import re
from dataclasses import dataclass, replace

from samstyring.engines.text_analysis import forms, learned
from samstyring.engines.text_analysis.citations import is_cited
from samstyring.engines.text_analysis.endorsements import endorsements, has_no_remarks
from samstyring.engines.text_analysis.errors import UnreadableFile
from samstyring.engines.text_analysis.extraction import extract, extract_many
from samstyring.engines.text_analysis.frames import ThemeFrame
from samstyring.engines.text_analysis.language import language_of, main_language
from samstyring.engines.text_analysis.mentions import mentions
from samstyring.engines.text_analysis.model import (
    SPEAKING,
    Document,
    Passage,
    PassageKind,
    Refused,
    Register,
    SourceText,
    Statement,
)
from samstyring.engines.text_analysis.parts import mark_parts
from samstyring.engines.text_analysis.passages import clean, passages
from samstyring.engines.text_analysis.personal import personal_data
from samstyring.engines.text_analysis.senders import senders
from samstyring.engines.text_analysis.sentences import sentence_ranges
from samstyring.engines.text_analysis.stance import stance, stances
from samstyring.engines.text_analysis.themes import ThemeChoice, ThemeUnit, choose_themes
from samstyring.engines.text_analysis.types import Context, Judgement, classify
from samstyring.engines.text_analysis.view import View


def read(
    data: bytes, *, name: str, register: Register | None = None, frame: ThemeFrame | None = None
) -> Document:
    """Read one document. `frame` are the consultation's own themes; without them the default ones count.

    Raises UnreadableFile with a code and a sentence where it cannot be read.
    """
    source = extract(data, name=name)
    return read_text(
        source, name=name, sha256=hashlib.sha256(data).hexdigest(), register=register, frame=frame
    )


def read_many(
    data: bytes, *, name: str, register: Register | None = None, frame: ThemeFrame | None = None
) -> list[Document | Refused]:
    """Read every document in a file: one, or those in an archive, or one a row of a table.

    A member that cannot be read does not stop the others. Raises UnreadableFile where nothing can be read.
    """
    result: list[Document | Refused] = []
    for label, content, source in extract_many(data, name=name):
        if isinstance(source, UnreadableFile):
            result.append(Refused(label, source.code.value, str(source)))
        else:
            sha256 = hashlib.sha256(content).hexdigest()
            result.append(read_text(source, name=label, sha256=sha256, register=register, frame=frame))
    return result


def read_text(
    source: SourceText,
    *,
    name: str,
    sha256: str,
    register: Register | None = None,
    frame: ThemeFrame | None = None,
) -> Document:
    """Read a source text that is extracted already."""
    found = mark_parts(source, forms.mark(source, passages(source)))
    views = {passage.start: clean(source, passage) for passage in found if passage.kind in SPEAKING}
    main = main_language(cleaned.text for cleaned in views.values())
    found = [_with_language(passage, views, main) for passage in found]
    statements = _statements(source, found, views, frame)
    answered = forms.answers(source, found)
    nothing = has_no_remarks(statements)
    return Document(
        name=name,
        sha256=sha256,
        title=_title(source, found, name),
        language=main,
        source=source,
        passages=tuple(found),
        statements=tuple(statements),
        senders=tuple(senders(source, found, name=name, register=register)),
        stance=stance(statements, answered, no_remarks=nothing),
        stances=tuple(stances(statements, answered)),
        endorsements=tuple(endorsements(statements, register=register)),
        mentions=tuple(mentions(source, register=register)),
        personal_data=tuple(personal_data(source, found)),
        answers=tuple(answered),
        no_remarks=nothing,
        warnings=(*source.warnings, *learned.warnings(len(statements))),
    )


def _with_language(passage: Passage, views: dict[int, View], main: str | None) -> Passage:
    cleaned = views.get(passage.start)
    return replace(passage, language=language_of(cleaned.text, default=main)) if cleaned else passage


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence on its way to becoming a statement."""

    passage: Passage
    number: int
    words: str
    start: int
    end: int


def _units(found: list[Passage], views: dict[int, View]) -> list[_Unit]:
    return [
        _Unit(passage, number, views[passage.start].text[a:b], *_span(passage, views[passage.start], a, b))
        for number, passage in enumerate(found)
        if passage.kind in SPEAKING
        for a, b in _ranges(views[passage.start])
    ]


def _statements(
    source: SourceText, found: list[Passage], views: dict[int, View], frame: ThemeFrame | None
) -> list[Statement]:
    units = _units(found, views)
    contexts = _contexts(units, length=max(1, len(source.text)))
    view = learned.judge(contexts)
    themes = choose_themes(
        [ThemeUnit(u.words, u.passage.heading, u.number) for u in units],
        learned=view.themes if view else None,
        frame=frame,
    )
    result: list[Statement] = []
    cited = False
    for at, (unit, context) in enumerate(zip(units, contexts, strict=True)):
        judged = classify(context, learned=view.types(at) if view else None)
        cited = is_cited(unit.words, lead_in=context.lead_in, before=context.before, before_cited=cited)
        result.append(_statement(source, unit, judged, themes[at], cited=cited))
    return result


def _contexts(units: list[_Unit], *, length: int) -> list[Context]:
    """What each sentence is judged by. `length` is that of the source text."""
    return [
        Context(
            text=unit.words,
            kind=unit.passage.kind,
            heading=unit.passage.heading,
            lead_in=unit.passage.lead_in,
            before=units[at - 1].words if at else "",
            after=units[at + 1].words if at + 1 < len(units) else "",
            position=unit.start / length,
        )
        for at, unit in enumerate(units)
    ]


def _statement(
    source: SourceText, unit: _Unit, judged: Judgement, theme: ThemeChoice, *, cited: bool
) -> Statement:
    return Statement(
        start=unit.start,
        end=unit.end,
        quote=source.text[unit.start : unit.end],
        type=judged.type,
        theme=theme.theme,
        confidence=judged.confidence,
        reason=judged.reason,
        language=unit.passage.language,
        cited=cited,
        question=unit.passage.question,
        theme_confidence=theme.confidence,
        heading=unit.passage.heading,
        part=unit.passage.part,
    )


def _ranges(cleaned: View) -> list[tuple[int, int]]:
    return [(a, b) for a, b in sentence_ranges(cleaned.text) if re.search(r"[^\W\d_]{2}", cleaned.text[a:b])]


def _span(passage: Passage, cleaned: View, a: int, b: int) -> tuple[int, int]:
    """The source range of a sentence; the first one of a list item takes its bullet along."""
    start, end = cleaned.source_range(a, b)
    if a == 0 and passage.kind is PassageKind.LIST_ITEM:
        start = passage.start
    return start, end


_TITLE_WORDS = re.compile(
    r"høring|høyring|uttalelse|uttale|fråsegn|innspill|innspel|svar\b|saksframlegg|merknad|"
    r"consultation|response",
    re.IGNORECASE,
)


def _title(source: SourceText, found: list[Passage], name: str) -> str:
    """The heading near the top that calls itself a reply, else the largest, else the first; a first
    paragraph that is
    no sentence; else the file's name."""
    headings = [passage for passage in found[:15] if passage.kind is PassageKind.HEADING]
    if headings:
        words = [clean(source, passage).text for passage in headings]
        telling = [text for text in words if _TITLE_WORDS.search(text)]
        at_top = [text for passage, text in zip(headings, words, strict=True) if passage.level == 1]
        largest = (at_top or words)[0]
        return telling[0] if telling else largest
    for passage in found[:3]:
        words_here = clean(source, passage).text
        if (
            passage.kind is PassageKind.PARAGRAPH
            and len(words_here) < 250
            and not words_here.endswith((".", ":", "?", "!"))
        ):
            return words_here
    return name
