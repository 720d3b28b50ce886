"""Reading in a process of its own, with limits of time and memory, so that no file can take the server down.

The process is a nursery's child (nursery.py), or one started afresh where there can be no nursery (fresh.py).
It gets one line of JSON and the bytes, and gives one line of JSON back. JSON, not pickle: what comes out of a
process that has read a hostile file is not to be trusted with more than plain data.
"""

import contextlib
import json
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from samstyring.engines.text_analysis import fresh, limits, nursery, serving
from samstyring.engines.text_analysis.codec import from_plain, to_plain
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.frames import ThemeFrame
from samstyring.engines.text_analysis.model import Document, Refused, Register
from samstyring.engines.text_analysis.serving import Unpacked

__all__ = ["Unpacked", "check_size", "read_in_worker", "read_many_in_worker", "unpack_in_worker"]


def read_in_worker(
    data: bytes,
    *,
    name: str,
    seconds: float = limits.WORKER_SECONDS,
    megabytes: int = limits.WORKER_MEGABYTES,
    register: Register | None = None,
    frame: ThemeFrame | None = None,
) -> Document:
    """Read one document in a child process that may use `seconds` of time and `megabytes` of address space.

    Safe to call from any thread. Raises UnreadableFile as `read` does, and for a child that took too long,
    too much memory, or died.
    """
    answer = _ask(
        data,
        seconds,
        megabytes,
        task="read",
        name=name,
        register=to_plain(register),
        frame=to_plain(frame),
    )
    with _doubting():
        return from_plain(Document, answer)


def read_many_in_worker(
    data: bytes,
    *,
    name: str,
    seconds: float = limits.WORKER_SECONDS,
    megabytes: int = limits.WORKER_MEGABYTES,
    register: Register | None = None,
    frame: ThemeFrame | None = None,
) -> list[Document | Refused]:
    """As `read_in_worker`, for a file that may hold several documents (an archive, a table)."""
    answer = _ask(
        data,
        seconds,
        megabytes,
        task="read_many",
        name=name,
        register=to_plain(register),
        frame=to_plain(frame),
    )
    with _doubting():
        return [
            from_plain(Document, item) if "source" in item else from_plain(Refused, item) for item in answer
        ]


def unpack_in_worker(
    data: bytes,
    *,
    name: str,
    into: Path,
    seconds: float = limits.WORKER_SECONDS,
    megabytes: int = limits.WORKER_MEGABYTES,
) -> list[Unpacked]:
    """Unpack an archive or a table in a child process: the documents are written to the folder `into`.

    They are written under numbers, never under the names that the archive gives. Raises UnreadableFile where
    the file as a whole cannot be unpacked, and as `read_in_worker`.
    """
    answer = _ask(data, seconds, megabytes, task="unpack", name=name, into=str(into.absolute()))
    with _doubting():
        found = [from_plain(Unpacked, item) for item in answer]
        if any(item.file and not item.file.isdecimal() for item in found):
            raise ValueError("a file outside the folder")
        return found


def check_size(size: int) -> None:
    """Raise UnreadableFile for a file of so many bytes that it need not even be fetched."""
    if size > limits.MAX_BYTES:
        raise UnreadableFile(Refusal.TOO_LARGE)


@contextlib.contextmanager
def _doubting() -> Iterator[None]:
    """An answer of the wrong shape comes from a child that the file has got the better of."""
    try:
        yield
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise UnreadableFile(Refusal.READER_STOPPED, detail=f"odd answer: {error}") from error


def _ask(data: bytes, seconds: float, megabytes: int, **asked: Any) -> Any:
    if not data:
        raise UnreadableFile(Refusal.EMPTY)
    check_size(len(data))
    request = serving.request(data, seconds=seconds, megabytes=megabytes, **asked)
    try:
        # A consultation's own themes are judged by vectors.
        outcome = nursery.run_somewhere(request, seconds, models=bool(asked.get("frame")))
    except TimeoutError:
        raise UnreadableFile(Refusal.TOO_SLOW) from None
    except MemoryError:
        raise UnreadableFile(Refusal.TOO_MUCH_MEMORY) from None
    return _answer(outcome)


def _answer(outcome: fresh.Outcome) -> Any:
    status = outcome.status
    if status == 0:
        with _doubting():
            answer = json.loads(outcome.answer)
            if "refusal" in answer:
                refusal = answer["refusal"]
                raise UnreadableFile(Refusal(refusal["code"]), refusal["sentence"], detail=refusal["detail"])
            return answer["result"]
    detail = outcome.complaint.decode("utf-8", "replace")[-500:]
    if status == -signal.SIGXCPU or status == -signal.SIGKILL:
        raise UnreadableFile(Refusal.TOO_SLOW, detail=detail)
    if "MemoryError" in detail or "bad_alloc" in detail or "out of memory" in detail.lower():
        raise UnreadableFile(Refusal.TOO_MUCH_MEMORY, detail=detail)
    raise UnreadableFile(Refusal.READER_STOPPED, detail=f"status {status}: {detail}")
