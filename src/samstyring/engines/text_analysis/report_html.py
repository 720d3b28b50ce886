"""The report of `analyse --html`: one self-contained page with the figures and the marked source texts."""

from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape

from samstyring.engines.text_analysis.analysing import Analysis
from samstyring.engines.text_analysis.grouping import Unit
from samstyring.engines.text_analysis.messages import Say, theme_namer, why
from samstyring.engines.text_analysis.model import Document, Passage, PassageKind, Statement, StatementType
from samstyring.engines.text_analysis.points import Place
from samstyring.engines.text_analysis.summary import how_much, needs_look

# Background and underline together, so that types are told apart without colour as well.
_COLOURS = {
    StatementType.CHALLENGE: ("#fde3d8", "#8a2c0d"),
    StatementType.PROPOSAL: ("#dbe9fb", "#0b4a94"),
    StatementType.KNOWLEDGE_NEED: ("#ece2f7", "#5b2a91"),
    StatementType.EXAMPLE: ("#fdf0c9", "#6d5200"),
    StatementType.SUPPORT: ("#d9f0dd", "#1c5e2c"),
    StatementType.OPPOSITION: ("#f8d7de", "#8f1130"),
}
_OTHERS = 5
Marks = Sequence[tuple[str, Statement]]
"""Statements of a passage, each with its id on the page."""

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.55 system-ui, sans-serif; max-width: 52rem; margin: 2rem auto; padding: 0 1rem; color:
#1b2430; }
h1, h2, h3 { line-height: 1.25; }
table { border-collapse: collapse; margin: 1rem 0; } th, td { text-align: left; padding: .25rem .75rem
.25rem 0; }
td.n { text-align: right; font-variant-numeric: tabular-nums; }
article { border-top: 2px solid #c9d2dc; margin-top: 2.5rem; padding-top: 1rem; }
mark { color: inherit; padding: .05em .15em; border-radius: .2em; border-bottom: 2px solid; }
mark small { font-size: .7em; text-transform: uppercase; letter-spacing: .03em; font-weight: 600;
margin-right: .4em; }
.aside { color: #56616e; font-size: .9em; } .meta { color: #3c4856; }
.note { background: #fff6dc; padding: .5rem .75rem; border-left: .25rem solid #b98900; }
@media print { article { break-before: page; } }
"""


def report(result: Analysis, say: Say, *, language: str) -> str:
    """The page as HTML."""
    name = theme_namer(say, result.frame)
    colours = "".join(
        f"mark.{kind.value} {{ background: {back}; border-color: {line}; }} mark.{kind.value} "
        f"small {{ color: {line}; }}\n"
        for kind, (back, line) in _COLOURS.items()
    )
    parts = [
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(say('title'))}</title><style>{_STYLE}{colours}</style></head><body>",
        f"<h1>{escape(say('title'))}</h1><p class=note>{escape(say('unreviewed'))}</p>",
        *_overview(result, say, language),
        *_points(result, say),
        *(
            part
            for number, document in enumerate(result.documents, 1)
            for part in _article(document, number, say, name)
        ),
        "</body></html>\n",
    ]
    return "\n".join(parts)


def _overview(result: Analysis, say: Say, language: str) -> Iterator[str]:
    documents, refused, name = result.documents, result.refused, theme_namer(say, result.frame)
    statements = [statement for document in documents for statement in document.statements]
    yield f"<h2>{escape(say('summary'))}</h2><p>{escape(how_much(result, say))}.</p><div class=tables>"
    yield _table(say("by_type"), Counter(s.type.value for s in statements), say)
    yield _table(say("by_theme"), Counter(name(s.theme) for s in statements), say)
    yield _table(say("by_stance"), Counter(d.stance.value.value for d in documents if d.stance), say)
    yield "</div>"
    looks = needs_look(documents, say)
    if looks:
        yield f"<h2>{escape(say('needs_hand'))}</h2><ul>"
        yield from (f"<li>{escape(line)}</li>" for line in looks)
        yield "</ul>"
    if refused:
        yield f"<h2>{escape(say('unread').capitalize())}</h2><ul>"
        yield from (f"<li>{escape(item.name)}: {escape(why(item, language))}</li>" for item in refused)
        yield "</ul>"
    yield f"<h2>{escape(say('documents').capitalize())}</h2><ol>"
    for number, document in enumerate(documents, 1):
        yield f'<li><a href="#d{number}">{escape(_sender(document, say))}</a>: {escape(document.title)}</li>'
    yield "</ol>"


def _points(result: Analysis, say: Say) -> Iterator[str]:
    """The points, each with who says it where, and what may say the same."""
    if not result.points:
        return
    name = theme_namer(say, result.frame)
    yield f"<h2>{escape(say('points'))}</h2>"
    if result.units is not None:
        yield f"<p class=note>{escape(say('suggested'))}</p>"
    yield "<ol>"
    for number, point in enumerate(result.points):
        yield (
            f"<li><p>{escape(point.name)}</p><p class=meta>{escape(name(point.theme))}, "
            f"{escape(say(point.kind))}: {_all_linked(point.members, result, say)}</p>"
        )
        units = result.units or ()
        others = [(units[at], likeness) for at, likeness in units[number].others[:_OTHERS]] if units else []
        if others:
            rows = "".join(
                f"<li>{_other(unit, result, say)} {likeness:.2f}</li>" for unit, likeness in others
            )
            yield f"<details><summary>{escape(say('may_say_same'))}</summary><ul>{rows}</ul></details>"
        yield "</li>"
    yield "</ol>"


def _all_linked(places: Sequence[Place], result: Analysis, say: Say) -> str:
    return "; ".join(_linked(place, result, say) for place in places)


def _linked(place: Place, result: Analysis, say: Say) -> str:
    """Who says it, with a link to where."""
    sender = escape(_sender(result.documents[place.document], say))
    return f'<a href="#d{place.document + 1}s{place.statement + 1}">{sender}</a>'


def _other(unit: Unit, result: Analysis, say: Say) -> str:
    return f"{escape(unit.text)} ({_all_linked(unit.members[:_OTHERS], result, say)})"


def _table(title: str, counts: Counter[str], say: Say) -> str:
    if not counts:
        return ""
    rows = "".join(
        f"<tr><th scope=row>{escape(say(key))}</th><td class=n>{number}</td></tr>"
        for key, number in counts.most_common()
    )
    return f"<table><caption>{escape(title)}</caption><tbody>{rows}</tbody></table>"


def _sender(document: Document, say: Say) -> str:
    return ", ".join(sender.name for sender in document.senders) or say("no_sender")


def _article(document: Document, number: int, say: Say, name: Say) -> Iterator[str]:
    stance = say(document.stance.value.value) if document.stance else say("unknown")
    yield f'<article id="d{number}"><h2>{escape(document.title)}</h2>'
    yield (
        f"<p class=meta>{escape(say('sender'))}: {escape(_sender(document, say))}. {escape(say('stance'))}: "
        f"{escape(stance)}. {escape(document.name)}</p>"
    )
    yield from (f"<p class=note>{escape(warning)}</p>" for warning in document.warnings)
    reached = at = 0
    statements = document.statements
    for passage in document.passages:
        if passage.start < reached:
            continue  # stands inside the passage before, where a page or an address cut it
        reached = passage.end
        begun = at
        while at < len(statements) and statements[at].start < passage.end:
            at += 1
        own = [(f"d{number}s{index + 1}", statements[index]) for index in range(begun, at)]
        yield _passage(document.source.text, passage, own, say, name)
    yield "</article>"


def _passage(text: str, passage: Passage, statements: Marks, say: Say, name: Say) -> str:
    marked = "".join(_marked(text, passage, statements, say, name))
    if passage.kind in (PassageKind.HEADING, PassageKind.QUESTION):
        return f"<h3>{marked}</h3>"
    if passage.kind in (PassageKind.PARAGRAPH, PassageKind.LIST_ITEM):
        return f"<p>{marked}</p>"
    return f"<p class=aside>{marked}</p>"


def _marked(text: str, passage: Passage, statements: Marks, say: Say, name: Say) -> Iterator[str]:
    at = passage.start
    for key, statement in statements:
        yield escape(text[at : statement.start])
        words = escape(text[statement.start : statement.end])
        if statement.type in _COLOURS:
            title = f"{name(statement.theme)}; {statement.reason}; {statement.confidence:.2f}"
            yield (
                f'<mark class={statement.type.value} id={key} title="{escape(title)}">'
                f"<small>{escape(say(statement.type.value))}</small>{words}</mark>"
            )
        else:
            yield f"<span id={key}>{words}</span>"
        at = statement.end
    yield escape(text[at : passage.end])
