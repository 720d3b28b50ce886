"""The real reader's answers, kept for the length of one test run.

Many tests need a document that has been read, and few are about reading it. `kept` asks the real reader, in
its process of its own and with its limits, the first time that a run comes to a document, and gives the same
answer afterwards: to every process of the run and on both databases. Nothing outlives the run, so no answer
is ever older than the reader. What may depend on the machine's load (time, memory) is never kept.

A test marked `real_reader` asks the reader itself, every time.
"""

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from samstyring.engines.text_analysis.codec import from_plain, to_plain
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.model import Document, Refused
from tests import databases

# What was chance: the next reading may go better.
NEVER_KEPT = {Refusal.TOO_SLOW, Refusal.TOO_MUCH_MEMORY, Refusal.READER_STOPPED}


def kept(reader: Callable[..., Any]) -> Callable[..., Any]:
    """`read_in_worker` or `read_many_in_worker`, which reads a document once in a run."""

    @functools.wraps(reader)
    def read(data: bytes, **request: Any) -> Any:
        names = _names(request)
        asked = {name: to_plain(value) for name, value in request.items()}
        question = _renamed(json.dumps([reader.__name__, asked], sort_keys=True), names)
        name = hashlib.sha256(data + b"\0" + question.encode()).hexdigest()
        path = databases.folder() / f"{name}.json"
        if not path.exists():
            _keep(path, _renamed(json.dumps(_ask(reader, data, request)), names))
        back = {short: key for key, short in names.items()}
        return _understood(json.loads(_renamed(path.read_text(encoding="utf-8"), back)))

    return read


def _names(request: dict[str, Any]) -> dict[str, str]:
    """The register's identifiers, new in every test, by their places in it. They stand for nothing else."""
    register = request.get("register")
    entries = register.entries if register is not None else ()
    return {f'"{entry.key}"': f'"<organisation {place}>"' for place, entry in enumerate(entries)}


def _renamed(text: str, names: dict[str, str]) -> str:
    for old, new in names.items():
        text = text.replace(old, new)
    return text


def _ask(reader: Callable[..., Any], data: bytes, request: dict[str, Any]) -> Any:
    """The reader's answer as plain data."""
    try:
        return {"answer": to_plain(reader(data, **request))}
    except UnreadableFile as refused:
        if refused.code in NEVER_KEPT:
            raise
        return {"refusal": [refused.code.value, str(refused), refused.detail]}


def _understood(plain: dict[str, Any]) -> Any:
    """Plain data as the reader's own values. Raises UnreadableFile where that was the answer."""
    if "refusal" in plain:
        code, sentence, detail = plain["refusal"]
        raise UnreadableFile(Refusal(code), sentence, detail=detail)
    answer = plain["answer"]
    if isinstance(answer, dict):
        return from_plain(Document, answer)
    return [from_plain(Document, one) if "source" in one else from_plain(Refused, one) for one in answer]


def _keep(path: Path, text: str) -> None:
    """Write whole or not at all: another process may want the same answer at this moment."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    os.replace(file.name, path)
