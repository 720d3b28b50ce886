"""What a process of its own does, most often read a file: take a request, keep its limits, answer in JSON.

Run as a module it is such a process, started afresh: request on standard input, answer on standard output. A
nursery's child (nursery_process.py) does the same over a socket.
"""

import base64
import json
import resource
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from samstyring.engines.text_analysis.codec import from_plain, to_plain
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.frames import ThemeFrame
from samstyring.engines.text_analysis.model import Register


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A document out of an archive: the number that its file was written under, or why it was not written."""

    name: str
    file: str = ""
    refusal: str = ""


def request(data: bytes, *, seconds: float, megabytes: int, **asked: Any) -> bytes:
    """A request as `serve` takes it: one line of JSON, then the file. `asked` must be plain data."""
    return json.dumps({**asked, "seconds": seconds, "megabytes": megabytes}).encode() + b"\n" + data


def serve(incoming: IO[bytes], outgoing: IO[bytes]) -> None:
    """Read one request, answer it. Raises MemoryError where not even the answer has room."""
    asked = json.loads(incoming.readline())
    limit(asked["seconds"], asked["megabytes"])
    try:
        answer = _TASKS[asked["task"]](incoming.read(), asked)
    except UnreadableFile as error:
        answer = {"refusal": {"code": error.code.value, "sentence": str(error), "detail": error.detail}}
    except MemoryError:
        answer = _refused(Refusal.TOO_MUCH_MEMORY)
    except RecursionError:
        answer = _refused(Refusal.READER_STOPPED)
    outgoing.write(json.dumps(answer, ensure_ascii=True).encode())
    outgoing.flush()


def limit(seconds: float, megabytes: int) -> None:
    """Set the limits of this process. They hold for what it starts as well.

    Address space counts everything that the process has: what it shares with a nursery is as much as a
    process started afresh would have loaded by itself.
    """
    space = megabytes * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (space, space))
    cpu = max(1, int(seconds) + 1)
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _read(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    from samstyring.engines.text_analysis.reading import read, read_many  # after the limits are set

    given = asked.get("register")
    register = from_plain(Register, given) if given else None
    themes = asked.get("frame")
    frame = from_plain(ThemeFrame, themes) if themes else None
    task = read_many if asked["task"] == "read_many" else read
    return {"result": to_plain(task(data, name=asked["name"], register=register, frame=frame))}


def _unpack(data: bytes, asked: dict[str, Any]) -> dict[str, Any]:
    from samstyring.engines.text_analysis.extraction import unpack

    found = []
    into = Path(asked["into"])
    for number, member in enumerate(unpack(data, name=asked["name"])):
        if isinstance(member.content, bytes):
            (into / str(number)).write_bytes(member.content)
            found.append(Unpacked(member.name, file=str(number)))
        else:
            found.append(Unpacked(member.name, refusal=member.content.code.value))
    return {"result": to_plain(found)}


def _embed(data: bytes, _: dict[str, Any]) -> dict[str, Any]:
    """Vectors of texts. The data is our own: a list of them in JSON."""
    from samstyring.engines.text_analysis import vectors

    return {"result": base64.b64encode(vectors.pack(vectors.embed(json.loads(data)))).decode()}


_TASKS: dict[str, Callable[[bytes, dict[str, Any]], dict[str, Any]]] = {
    "read": _read,
    "read_many": _read,
    "unpack": _unpack,
    "embed": _embed,
}


def _refused(code: Refusal) -> dict[str, Any]:
    error = UnreadableFile(code)
    return {"refusal": {"code": code.value, "sentence": str(error), "detail": ""}}


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
