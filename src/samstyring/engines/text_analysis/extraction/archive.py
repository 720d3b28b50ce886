"""ZIP: the members that can be read, each on its own. Nothing is written to disk, and all sizes are
bounded."""

import contextlib
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath

from samstyring.engines.text_analysis import limits
from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import packed
from samstyring.engines.text_analysis.extraction.writer import printable

_RATIO = 200
"""A member that unpacks to more than this many times its size, and to over a megabyte, is a bomb."""


def members(data: bytes) -> Iterator[tuple[str, bytes | UnreadableFile]]:
    """The name of each file in the archive, with its bytes or why it cannot be read.

    Raises UnreadableFile where the archive as a whole is damaged or unsafe.
    """
    with packed.opened(data) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
        if len(infos) > limits.MAX_MEMBERS:
            raise UnreadableFile(Refusal.UNSAFE_ARCHIVE, detail=f"{len(infos)} members")
        if sum(info.file_size for info in infos) > limits.MAX_UNPACKED_BYTES:
            raise UnreadableFile(Refusal.UNSAFE_ARCHIVE, detail="unpacks to too much")
        if not infos:
            raise UnreadableFile(Refusal.EMPTY, "The archive holds no files.")
        left = limits.MAX_UNPACKED_BYTES
        for info in infos:
            name = _name(info)
            try:
                content = _read(archive, info, left)
            except UnreadableFile as error:
                yield name, error
            else:
                left -= len(content)
                yield name, content


def _read(archive: zipfile.ZipFile, info: zipfile.ZipInfo, left: int) -> bytes:
    if _climbs(info.filename):
        raise UnreadableFile(
            Refusal.UNSAFE_ARCHIVE, "The file's path leads out of the archive. It was not read."
        )
    if packed.is_link(info):
        raise UnreadableFile(
            Refusal.UNSAFE_ARCHIVE, "The file is a link to another place. It was not followed."
        )
    if info.file_size > limits.MAX_BYTES:
        raise UnreadableFile(Refusal.TOO_LARGE)
    if info.file_size > 1_000_000 and info.file_size > _RATIO * max(1, info.compress_size):
        raise UnreadableFile(Refusal.UNSAFE_ARCHIVE)
    return packed.content(archive, info, most=min(left, limits.MAX_BYTES))


def _climbs(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else True


def _is_hidden(name: str) -> bool:
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "__MACOSX" in parts or bool(parts and parts[-1].startswith(".") and ".." not in parts)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name, fit to be shown.

    Without the flag for UTF-8 it is in the code page of old Windows, not of old DOS.
    """
    name = info.filename
    if not info.flag_bits & 0x800:
        with contextlib.suppress(UnicodeError):
            name = name.encode("cp437").decode("cp850")
    return printable(name)
