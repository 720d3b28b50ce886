"""Members of ZIP files (archives, DOCX, XLSX), unpacked within bounds and never to disk.

`zipfile` fails in many ways on spoilt files, and believes the sizes that a file states: both are dealt with
here, once.
"""

import io
import lzma
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile

_DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError, NotImplementedError),
    *(RuntimeError, ValueError, LookupError, OverflowError, AttributeError),
)
"""What `zipfile` raises on files that are no good. UnreadableFile is none of these and passes."""


@contextmanager
def opened(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive in `data`. Raises UnreadableFile where it, or what is read from it inside, is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield archive
    except RecursionError:
        raise
    except _DAMAGE as error:
        raise UnreadableFile(Refusal.DAMAGED, detail=f"{type(error).__name__}: {error}") from error


def content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, most: int) -> bytes:
    """The bytes of a member, of which there may be `most`.

    Raises UnreadableFile for one that is encrypted, damaged, packed by a method that unpacks without bounds,
    or larger.
    """
    if info.flag_bits & 1:
        raise UnreadableFile(Refusal.ENCRYPTED)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # The library unpacks the others in one go, whatever comes out.
        raise UnreadableFile(Refusal.UNSAFE_ARCHIVE, detail=f"method {info.compress_type}")
    try:
        with archive.open(info) as file:
            found = file.read(most + 1)
    except _DAMAGE as error:
        raise UnreadableFile(Refusal.DAMAGED, detail=f"{type(error).__name__}: {error}") from error
    if len(found) > most:
        raise UnreadableFile(Refusal.UNSAFE_ARCHIVE, detail="larger than stated")
    return found


def is_link(info: zipfile.ZipInfo) -> bool:
    """Whether a member stands for a symbolic link."""
    return stat.S_ISLNK(info.external_attr >> 16)
