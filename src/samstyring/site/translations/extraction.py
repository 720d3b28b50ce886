"""Finds what is to be translated: the calls of gettext in code, and the translated texts of templates.

In plain Python, so that the check of translations runs wherever the program runs, without GNU gettext.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent.parent

# The names under which a text is marked, and which of its arguments are (context, singular, plural).
PLACES: dict[str, tuple[int | None, int, int | None]] = {
    "_": (None, 0, None),
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
CALL = re.compile(r"(?<![\w.])(?:_|n?p?gettext)\(")


@dataclass(frozen=True, order=True)
class Message:
    """One text to be translated; `plural` and `context` are empty where it has none."""

    singular: str
    plural: str = ""
    context: str = ""


def messages(root: Path = PACKAGE) -> dict[Message, list[str]]:
    """Every message under `root`, with the files (relative to `root`) where it stands.

    Raises ValueError for a text that is put together before it is translated, since no catalogue can hold it.
    """
    found: dict[Message, list[str]] = {}
    for path in sorted(root.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or "static" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".py":
            read = _in_code(ast.parse(text), path)
        elif "templates" in path.parts:
            read = _in_template(text, path)
        else:
            continue
        for message in read:
            places = found.setdefault(message, [])
            place = path.relative_to(root).as_posix()
            if place not in places:
                places.append(place)
    return found


def _in_code(tree: ast.AST, path: Path) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (message := _message(node, path)) is not None:
            yield message


def _in_template(text: str, path: Path) -> Iterator[Message]:
    # Django turns a template into text in which only the calls of gettext are left; the rest is blanked out.
    calls = templatize(text, origin=str(path))
    for match in CALL.finditer(calls):
        yield from _in_code(_call_at(calls, match.start(), path), path)


def _call_at(text: str, start: int, path: Path) -> ast.AST:
    """The call that begins at `start`, whose end is the first bracket that makes it whole."""
    end = start
    while end := text.find(")", end) + 1:
        try:
            return ast.parse(text[start:end].strip(), mode="eval")
        except SyntaxError:
            continue
    raise ValueError(f"{path}: a text to be translated is not closed: {text[start : start + 60]}")


def _message(call: ast.Call, path: Path) -> Message | None:
    name = getattr(call.func, "id", getattr(call.func, "attr", ""))
    places = PLACES.get(name.removesuffix("_lazy").removesuffix("_noop"))
    if places is None or not call.args:
        return None
    parts = [_text(call, place, path) if place is not None else "" for place in places]
    if None in parts:
        return None
    context, singular, plural = (part or "" for part in parts)
    return Message(singular, plural, context)


def _text(call: ast.Call, place: int, path: Path) -> str | None:
    """The text at a place among the arguments; None for a variable, whose value is marked elsewhere."""
    given = call.args[place] if place < len(call.args) else None
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        return given.value
    if isinstance(given, ast.JoinedStr | ast.BinOp):
        raise ValueError(
            f"{path}:{call.lineno}: mark a text before it is put together, with names for what varies."
        )
    return None
