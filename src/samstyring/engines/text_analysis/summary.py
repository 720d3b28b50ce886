"""A one-screen summary of an analysis: how much, of what kind, and what needs a person's look."""

from collections import Counter
from collections.abc import Sequence

from samstyring.engines.text_analysis.messages import Say, why
from samstyring.engines.text_analysis.model import Document, Refused
from samstyring.engines.text_analysis.versions import newer_versions

_WIDTH = 78
_BAR = 30
_THEMES = 8
_LOOKS = 10


def summary(documents: Sequence[Document], refused: Sequence[Refused], say: Say, *, language: str) -> str:
    """The summary as lines of at most 78 characters, short enough for one screen."""
    statements = [statement for document in documents for statement in document.statements]
    lines = [
        f"{len(documents)} {say('documents')}, {len(statements)} {say('statements')}"
        + (f", {len(refused)} {say('unread')}" if refused else ""),
        "",
        say("by_type"),
        *_bars(Counter(statement.type.value for statement in statements), say),
        "",
        say("by_theme"),
        *_bars(Counter(s.theme for s in statements if s.theme != "none"), say, most=_THEMES),
    ]
    stances = Counter(document.stance.value.value for document in documents if document.stance)
    if stances:
        lines += ["", say("by_stance"), *_bars(stances, say)]
    looks = needs_look(documents, say)
    if looks:
        lines += ["", say("needs_hand"), *(_cut(f"  {line}") for line in looks[:_LOOKS])]
        if len(looks) > _LOOKS:
            lines.append(f"  … +{len(looks) - _LOOKS}")
    if refused:
        lines += ["", say("unread").capitalize()]
        lines += [f"  {problem.name}: {why(problem, language)}" for problem in refused]
    return "\n".join(lines)


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
