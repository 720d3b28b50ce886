"""The archive's reader trusts nothing in it."""

import io
import tarfile
from pathlib import Path

import pytest

from samstyring.commands import CommandFailed, archive


def manifest() -> archive.Manifest:
    return archive.Manifest(
        program="0.1.0", made="2026-01-01T00:00:00+00:00", engine="sqlite", migrations=[], rows={}
    )


def written(path: Path, files: dict[str, bytes]) -> Path:
    """An archive with these members."""
    with path.open("wb") as stream:
        writer = archive.Writer(stream, manifest())
        for name, content in files.items():
            source = path.with_name("source")
            source.write_bytes(content)
            writer.add(name, source)
        writer.close()
    return path


def crafted(path: Path, *infos: tarfile.TarInfo) -> Path:
    """An archive with members that our writer never makes."""
    with tarfile.open(path, "w:gz") as tar:
        for info in infos:
            tar.addfile(info, io.BytesIO(b"x" * info.size))
    return path


def member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type = kind
    info.linkname = link
    return info


def test_what_is_unpacked_is_what_was_packed(tmp_path: Path):
    files = {
        "data/files/originals/ab/abc": b"\x00\xff" * 1000,
        "data/keys/secret_key": b"",
        "database.sqlite3": b"rows",
    }
    path = written(tmp_path / "archive", files)
    target = tmp_path / "target"
    read = archive.unpack(path, target)
    assert {one.path: one.size for one in read.members} == {
        name: len(content) for name, content in files.items()
    }
    for name, content in files.items():
        assert (target / name).read_bytes() == content
        assert (target / name).stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    "evil",
    [
        member("../outside"),
        member("/etc/outside"),
        member("data/../../outside"),
        member("data//outside"),
        member("elsewhere/outside"),
        member("data/link", tarfile.SYMTYPE, "/etc/passwd"),
        member("data/hard", tarfile.LNKTYPE, "database.sqlite3"),
        member("data/pipe", tarfile.FIFOTYPE),
        member("data/device", tarfile.CHRTYPE),
        member("data/folder", tarfile.DIRTYPE),
    ],
    ids=lambda info: info.name,
)
def test_members_that_are_no_plain_files_below_the_folder_are_refused(tmp_path: Path, evil: tarfile.TarInfo):
    path = crafted(tmp_path / "archive", evil)
    with pytest.raises(CommandFailed, match="which no backup of ours does"):
        archive.unpack(path, tmp_path / "a" / "b" / "target")
    assert not [found for found in tmp_path.rglob("*") if found.name == "outside"]


def test_an_archive_without_its_end_is_refused(tmp_path: Path):
    path = crafted(tmp_path / "archive", member("database.sqlite3"))
    with pytest.raises(CommandFailed, match="its end is missing"):
        archive.unpack(path, None)


def test_a_member_that_the_manifest_does_not_name_is_refused(tmp_path: Path):
    path = written(tmp_path / "archive", {"database.sqlite3": b"rows"})
    with tarfile.open(path) as tar:
        last = tar.extractfile("manifest.json")
        assert last is not None
        text = last.read()
    with tarfile.open(path, "w:gz") as tar:
        tar.addfile(member("data/smuggled"))
        info = member("manifest.json")
        info.size = len(text)
        tar.addfile(info, io.BytesIO(text))
    with pytest.raises(CommandFailed, match="data/smuggled"):
        archive.unpack(path, None)


def test_another_format_names_the_version_that_made_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = written(tmp_path / "archive", {})
    monkeypatch.setattr(archive, "FORMAT", 7)
    with pytest.raises(
        CommandFailed, match=r"format 1, made by Samstyring 0\.1\.0; this program reads format 7"
    ):
        archive.unpack(path, None)


def test_a_missing_archive_is_a_sentence(tmp_path: Path):
    with pytest.raises(CommandFailed, match="There is no file"):
        archive.unpack(tmp_path / "none", None)
