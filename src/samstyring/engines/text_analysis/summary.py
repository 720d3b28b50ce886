"""A one-screen summary of an analysis: how much, of what kind, and what needs a person's look."""

from collections import Counter
from collections.abc import Sequence

from samstyring.engines.text_analysis.analysing import Analysis
from samstyring.engines.text_analysis.messages import Say, counted, theme_namer, why
from samstyring.engines.text_analysis.model import Document
from samstyring.engines.text_analysis.points import Place
from samstyring.engines.text_analysis.versions import newer_versions

_WIDTH = 78
_BAR = 30
_THEMES = 8
_LOOKS = 10
_POINTS = 5


def summary(result: Analysis, say: Say, *, language: str) -> str:
    """The summary as lines of at most 78 characters, short enough for one screen."""
    documents, refused, name = result.documents, result.refused, theme_namer(say, result.frame)
    statements = [statement for document in documents for statement in document.statements]
    lines = [
        how_much(result, say),
        "",
        say("by_type"),
        *_bars(Counter(statement.type.value for statement in statements), say),
        "",
        say("by_theme"),
        *_bars(Counter(name(s.theme) for s in statements if s.theme != "none"), say, most=_THEMES),
    ]
    stances = Counter(document.stance.value.value for document in documents if document.stance)
    if stances:
        lines += ["", say("by_stance"), *_bars(stances, say)]
    if result.points:
        lines += ["", f"{say('points')}: {len(result.points)}", *_points(result)]
    looks = needs_look(documents, say)
    if looks:
        lines += ["", say("needs_hand"), *(_cut(f"  {line}") for line in looks[:_LOOKS])]
        if len(looks) > _LOOKS:
            lines.append(f"  … +{len(looks) - _LOOKS}")
    if refused:
        lines += ["", say("unread").capitalize()]
        lines += [f"  {problem.name}: {why(problem, language)}" for problem in refused]
    return "\n".join(lines)


def how_much(result: Analysis, say: Say) -> str:
    """`88 documents, 17 000 statements, 2 could not be read`."""
    statements = sum(len(document.statements) for document in result.documents)
    parts = [
        counted(say, len(result.documents), "document_one", "documents"),
        counted(say, statements, "statement_one", "statements"),
    ]
    return ", ".join([*parts, *([f"{len(result.refused)} {say('unread')}"] if result.refused else [])])


def senders_of(result: Analysis, places: Sequence[Place]) -> list[str]:
    """Who says a point, each document once, in order."""
    numbers = sorted({place.document for place in places})
    documents = (result.documents[number] for number in numbers)
    return [", ".join(sender.name for sender in document.senders) or document.name for document in documents]


def _points(result: Analysis) -> list[str]:
    return [
        _cut(f"  {len({place.document for place in point.members}):4d}  {point.name}")
        for point in result.points[:_POINTS]
    ]


def needs_look(documents: Sequence[Document], say: Say) -> list[str]:
    """One line for each thing about a document that a person should check."""
    lines = []
    for document in documents:
        if not document.senders:
            lines.append(f"{document.name}: {say('no_sender')}")
        elif len(document.senders) > 1:
            lines.append(f"{document.name}: {say('joint')} ({', '.join(s.name for s in document.senders)})")
        if document.no_remarks:
            lines.append(f"{document.name}: {say('no_remarks')}")
        lines.extend(f"{document.name}: {say('endorses')} {e.of}" for e in document.endorsements)
    lines.extend(
        f"{documents[newer].name}: {say('newer')} ({documents[older].name})"
        for newer, older in newer_versions(documents)
    )
    return lines


def _bars(counts: Counter[str], say: Say, *, most: int | None = None) -> list[str]:
    top = max(counts.values(), default=1)
    return [
        f"  {say(key)[:36]:36} {number:6d} {'█' * max(1, round(_BAR * number / top))}"
        for key, number in counts.most_common(most)
    ]


def _cut(line: str) -> str:
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"
