"""Reading in a process of its own, with limits of time and memory, so that no file can take the server down.

The parent starts `python -m samstyring.engines.text_analysis.isolated` afresh for each file (no fork of a
server process), sends one line of JSON and the bytes, and gets one line of JSON back. JSON, not pickle: what
comes out of a process that has read a hostile file is not to be trusted with more than plain data.
"""

import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.codec import from_plain, to_plain
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.frames import ThemeFrame
from samstyring.engines.text_analysis.model import Document, Refused, Register


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A document out of an archive: the number that its file was written under, or why it was not written."""

    name: str
    file: str = ""
    refusal: str = ""


_MODULE = "samstyring.engines.text_analysis.isolated"
_STOPPED = 124


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
    request = {"task": "read", "name": name, "register": to_plain(register), "frame": to_plain(frame)}
    answer = _ask(data, request, seconds, megabytes)
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
    request = {"task": "read_many", "name": name, "register": to_plain(register), "frame": to_plain(frame)}
    answer = _ask(data, request, seconds, megabytes)
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
    answer = _ask(data, {"task": "unpack", "name": name, "into": str(into)}, seconds, megabytes)
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


def _ask(data: bytes, request: dict[str, Any], seconds: float, megabytes: int) -> Any:
    if not data:
        raise UnreadableFile(Refusal.EMPTY)
    check_size(len(data))
    header = json.dumps({**request, "seconds": seconds, "megabytes": megabytes}).encode()
    with subprocess.Popen(
        [sys.executable, "-m", _MODULE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=_environment(),
    ) as child:
        try:
            out, err = child.communicate(header + b"\n" + data, timeout=seconds)
        except subprocess.TimeoutExpired:
            raise UnreadableFile(Refusal.TOO_SLOW) from None
        finally:
            _kill_group(child)
    return _answer(out, err, child.returncode)


def _environment() -> dict[str, str]:
    """What the child needs to find its Python and its packages; no settings, no secrets."""
    kept = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "VIRTUAL_ENV", "TESSDATA_PREFIX")
    environment = {key: os.environ[key] for key in kept if key in os.environ}
    environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
    environment["PYTHONIOENCODING"] = "utf-8"
    environment["PYTHONHASHSEED"] = "0"
    # Several files are read at once: threads of one reading would only wait for those of another.
    environment["OPENBLAS_NUM_THREADS"] = "1"
    return environment


def _kill_group(child: "subprocess.Popen[bytes]") -> None:
    """End the child and whatever it started, and collect it."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGKILL)
        child.communicate()


def _answer(out: bytes, err: bytes, status: int) -> Any:
    if status == 0:
        with _doubting():
            answer = json.loads(out)
            if "refusal" in answer:
                refusal = answer["refusal"]
                raise UnreadableFile(Refusal(refusal["code"]), refusal["sentence"], detail=refusal["detail"])
            return answer["result"]
    detail = err.decode("utf-8", "replace")[-500:]
    if status == -signal.SIGXCPU or status == -signal.SIGKILL:
        raise UnreadableFile(Refusal.TOO_SLOW, detail=detail)
    if "MemoryError" in detail or "bad_alloc" in detail or "out of memory" in detail.lower():
        raise UnreadableFile(Refusal.TOO_MUCH_MEMORY, detail=detail)
    raise UnreadableFile(Refusal.READER_STOPPED, detail=f"status {status}: {detail}")


def main() -> int:
    """The child: reads a request from standard input, answers on standard output."""
    incoming = sys.stdin.buffer
    request = json.loads(incoming.readline())
    _limit(request["seconds"], request["megabytes"])
    try:
        answer = _serve(request, incoming.read())
    except UnreadableFile as error:
        answer = {"refusal": {"code": error.code.value, "sentence": str(error), "detail": error.detail}}
    except MemoryError:
        answer = _refused(Refusal.TOO_MUCH_MEMORY)
    except RecursionError:
        answer = _refused(Refusal.READER_STOPPED)
    sys.stdout.write(json.dumps(answer, ensure_ascii=True))
    sys.stdout.flush()
    return 0


def _serve(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    if request["task"] == "unpack":
        return _unpack(data, name=request["name"], into=Path(request["into"]))
    from samstyring.engines.text_analysis.reading import read, read_many  # after the limits are set

    given = request.get("register")
    register = from_plain(Register, given) if given else None
    themes = request.get("frame")
    frame = from_plain(ThemeFrame, themes) if themes else None
    task = read_many if request["task"] == "read_many" else read
    return {"result": to_plain(task(data, name=request["name"], register=register, frame=frame))}


def _unpack(data: bytes, *, name: str, into: Path) -> dict[str, Any]:
    from samstyring.engines.text_analysis.extraction import unpack

    found = []
    for number, member in enumerate(unpack(data, name=name)):
        if isinstance(member.content, bytes):
            (into / str(number)).write_bytes(member.content)
            found.append(Unpacked(member.name, file=str(number)))
        else:
            found.append(Unpacked(member.name, refusal=member.content.code.value))
    return {"result": to_plain(found)}


def _refused(code: Refusal) -> dict[str, Any]:
    error = UnreadableFile(code)
    return {"refusal": {"code": code.value, "sentence": str(error), "detail": ""}}


def _limit(seconds: float, megabytes: int) -> None:
    """Set the limits of this process. They hold for what it starts as well."""
    space = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    cpu = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main())
