"""The report of `analyse --docx`: a Word draft to edit. Figures first, then each theme with what was said,
by whom."""

import io
from collections import Counter

import docx
from docx.document import Document as Word

from samstyring.engines.text_analysis.analysing import Analysis
from samstyring.engines.text_analysis.grouping import pairs
from samstyring.engines.text_analysis.messages import Say, theme_namer, why
from samstyring.engines.text_analysis.model import Statement, StatementType
from samstyring.engines.text_analysis.summary import how_much, needs_look, senders_of

_SHOWN = (
    StatementType.PROPOSAL,
    StatementType.CHALLENGE,
    StatementType.KNOWLEDGE_NEED,
    StatementType.OPPOSITION,
    StatementType.SUPPORT,
    StatementType.EXAMPLE,
)
_MOST = 40
"""Most quotations of one type under one theme: the rest are in the workbook."""

_SENDERS, _PAIRS = 10, 40

_ILLEGAL = {code: None for code in range(32) if code not in (9, 10, 13)}


def report(result: Analysis, say: Say, *, language: str) -> bytes:
    """The document as bytes."""
    documents, refused, name = result.documents, result.refused, theme_namer(say, result.frame)
    word = docx.Document()
    word.core_properties.title = say("title")
    word.add_heading(say("title"), 0)
    word.add_paragraph(say("unreviewed")).runs[0].bold = True
    statements = [item for document in documents for item in document.statements]
    word.add_paragraph(f"{how_much(result, say)}.")
    _table(word, say("by_type"), Counter(item.type.value for item in statements), say)
    _table(word, say("by_theme"), Counter(name(item.theme) for item in statements), say)
    _table(word, say("by_stance"), Counter(d.stance.value.value for d in documents if d.stance), say)
    looks = needs_look(documents, say)
    if looks or refused:
        word.add_heading(say("needs_hand"), 1)
        for line in [*looks, *(f"{item.name}: {why(item, language)}" for item in refused)]:
            word.add_paragraph(_clean(line), style="List Bullet")
    _points(word, result, say)
    _themes(word, result, say)
    stream = io.BytesIO()
    word.save(stream)
    return stream.getvalue()


def _table(word: Word, title: str, counts: Counter[str], say: Say) -> None:
    if not counts:
        return
    word.add_heading(title, 2)
    table = word.add_table(rows=0, cols=2)
    for key, number in counts.most_common():
        cells = table.add_row().cells
        cells[0].text, cells[1].text = say(key), str(number)


def _points(word: Word, result: Analysis, say: Say) -> None:
    """What several say in nearly the same words, and what may say the same."""
    if result.points:
        word.add_heading(say("points"), 1)
    for point in result.points[:_MOST]:
        senders = senders_of(result, point.members)
        paragraph = word.add_paragraph(style="List Bullet")
        paragraph.add_run(_clean(point.name))
        shown = "; ".join(senders[:_SENDERS]) + (
            f"; +{len(senders) - _SENDERS}" if len(senders) > _SENDERS else ""
        )
        paragraph.add_run(_clean(f" ({len(senders)}: {shown})")).italic = True
    units = result.units or ()
    likeliest = pairs(units)[:_PAIRS]
    if likeliest:
        word.add_heading(say("may_say_same").capitalize(), 1)
        word.add_paragraph(say("suggested"))
    for one, other, _ in likeliest:
        paragraph = word.add_paragraph(style="List Bullet")
        for number, unit in enumerate((units[one], units[other])):
            paragraph.add_run(_clean((" ↔ " if number else "") + unit.text))
            paragraph.add_run(
                _clean(f" ({'; '.join(senders_of(result, unit.members)[:_SENDERS])})")
            ).italic = True


def _themes(word: Word, result: Analysis, say: Say) -> None:
    name = theme_namer(say, result.frame)
    said: dict[str, dict[StatementType, list[tuple[Statement, str]]]] = {}
    for document in result.documents:
        sender = ", ".join(item.name for item in document.senders) or document.name
        for statement in document.statements:
            if statement.type in _SHOWN:
                by_type = said.setdefault(statement.theme, {})
                by_type.setdefault(statement.type, []).append((statement, sender))
    for theme in sorted(said, key=lambda key: -sum(map(len, said[key].values()))):
        word.add_heading(_clean(name(theme)), 1)
        for kind in _SHOWN:
            rows = said[theme].get(kind, [])
            if not rows:
                continue
            word.add_heading(f"{say(kind.value).capitalize()} ({len(rows)})", 2)
            for statement, sender in sorted(rows, key=lambda row: -row[0].confidence)[:_MOST]:
                paragraph = word.add_paragraph(style="List Bullet")
                paragraph.add_run(_clean(" ".join(statement.quote.split())))
                paragraph.add_run(f" ({_clean(sender)})").italic = True
            if len(rows) > _MOST:
                word.add_paragraph(f"… +{len(rows) - _MOST}")


def _clean(text: str) -> str:
    """`text` without what XML cannot hold."""
    return text.translate(_ILLEGAL).replace("\ufffe", "").replace("\uffff", "")
