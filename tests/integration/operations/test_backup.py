"""Backup and restore: what was there is there again, on both databases, also while others write."""

import hashlib
import subprocess
import sys
from pathlib import Path

from .conftest import Installation

WRITE = """
import itertools, sys
from samstyring.apps.consultations.actions import submissions
from samstyring.apps.consultations.models import Consultation
from samstyring.apps.ledger.events import SYSTEM
consultation = Consultation.objects.get()
for number in itertools.count():
    text = f"Kommunen (eksempel {number}) ber om en felles løsning.".encode()
    submissions.receive(consultation=consultation, file_name=f"svar-{number}.txt", chunks=[text], by=SYSTEM)
    print(number, flush=True)
"""
ORIGINALS = """
import hashlib
from samstyring.apps.consultations import files
from samstyring.apps.consultations.models import Submission
hashes = list(Submission.objects.values_list("sha256", flat=True))
assert all(hashlib.sha256(files.read(one)).hexdigest() == one for one in hashes)
print(len(hashes))
"""


def kept_files(installation: Installation) -> dict[str, str]:
    """Hashes of uploaded files, keys and heads."""
    return {
        str(path.relative_to(installation.data)): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("files", "keys", "heads")
        for path in sorted((installation.data / folder).rglob("*"))
        if path.is_file()
    }


def test_what_is_restored_is_what_was_saved(filled: Installation, another: Installation, tmp_path: Path):
    archive = tmp_path / "backup.tar.gz"
    saved = filled.command("backup", str(archive))
    assert saved.returncode == 0, saved.stderr
    assert archive.stat().st_mode & 0o777 == 0o600

    restored = another.command("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert another.everything() == filled.everything()
    assert kept_files(another) == kept_files(filled)
    assert len(kept_files(another)) > 3
    for path in (another.data / "files").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0
    assert (another.data / "keys").stat().st_mode & 0o077 == 0
    verified = another.command("ledger", "verify")
    assert verified.returncode == 0, verified.stderr
    # It is a whole installation: the next start finds nothing to do, and new rows get new keys.
    assert another.command("prepare").returncode == 0
    assert another.python(WRITE.replace("itertools.count()", "range(2)")) == "0\n1\n"


def test_a_backup_is_consistent_while_others_write(
    filled: Installation, another: Installation, tmp_path: Path
):
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", f"import django; django.setup()\n{WRITE}"],
            env=filled.environment,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    try:
        for writer in writers:
            assert writer.stdout is not None
            writer.stdout.readline()
        archive = tmp_path / "backup.tar.gz"
        saved = filled.command("backup", str(archive))
        assert saved.returncode == 0, saved.stderr
        assert all(writer.poll() is None for writer in writers)
    finally:
        for writer in writers:
            writer.kill()
            writer.communicate()
    restored = another.command("restore", str(archive))
    assert restored.returncode == 0, restored.stderr
    assert int(another.python(ORIGINALS)) > 2
    verified = another.command("ledger", "verify")
    assert verified.returncode == 0, verified.stderr


def test_restoring_over_data_asks_for_the_flag_and_sets_the_data_aside(filled: Installation, tmp_path: Path):
    archive = tmp_path / "backup.tar.gz"
    assert filled.command("backup", str(archive)).returncode == 0
    before = filled.everything()
    filled.python(WRITE.replace("itertools.count()", "range(3)"))
    changed, files = filled.everything(), kept_files(filled)

    refused = filled.command("restore", str(archive))
    assert refused.returncode == 1
    assert refused.stderr == (
        "samstyring: There is data here already. Add --replace to put the archive in its place; "
        "what is there is set aside.\n"
    )
    assert filled.everything() == changed

    replaced = filled.command("restore", str(archive), "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert filled.everything() == before
    (aside,) = filled.data.glob("replaced-*")
    assert str(aside) in replaced.stdout
    for name, digest in files.items():
        assert hashlib.sha256((aside / name).read_bytes()).hexdigest() == digest
    assert (aside / ("database.sql" if filled.url else "samstyring.sqlite3")).stat().st_size > 10_000


def test_a_damaged_archive_changes_nothing(filled: Installation, tmp_path: Path):
    archive = tmp_path / "backup.tar.gz"
    assert filled.command("backup", str(archive)).returncode == 0
    whole = archive.read_bytes()
    before = filled.everything(), kept_files(filled)
    flipped = bytearray(whole)
    flipped[len(whole) // 2] ^= 0xFF
    for damaged in (whole[: len(whole) // 2], bytes(flipped)):
        archive.write_bytes(damaged)
        done = filled.command("restore", str(archive), "--replace")
        assert done.returncode == 1
        assert done.stderr.startswith(f"samstyring: “{archive}” is ")
        assert done.stderr.count("\n") == 1
    assert (filled.everything(), kept_files(filled)) == before
    assert not list(filled.data.glob("re*-*"))


def test_a_failure_while_exchanging_puts_everything_back(filled: Installation, tmp_path: Path):
    archive = tmp_path / "backup.tar.gz"
    assert filled.command("backup", str(archive)).returncode == 0
    before = filled.everything(), kept_files(filled)
    broken = """
from pathlib import Path
from samstyring.commands import databases, place, restore, CommandFailed
def put_back(self, saved):
    raise CommandFailed("the disk is full")
databases.SQLite.put_back = databases.PostgreSQL.put_back = put_back
try:
    restore.restore(Path(ARCHIVE), place.data_folder(), replace=True)
except CommandFailed as error:
    print(error)
"""
    assert filled.python(broken.replace("ARCHIVE", repr(str(archive)))) == "the disk is full\n"
    assert (filled.everything(), kept_files(filled)) == before
    assert not (filled.data / "half-restored").exists()
    assert filled.command("prepare").returncode == 0


def test_nothing_starts_on_data_that_is_half_restored(filled: Installation):
    (filled.data / "half-restored").touch()
    done = filled.command("prepare")
    assert done.returncode == 1
    assert done.stderr.startswith("samstyring: A restore was cut off here")


def test_nothing_is_restored_under_a_running_server(filled: Installation, tmp_path: Path):
    archive = tmp_path / "backup.tar.gz"
    filled.run()
    assert filled.command("backup", str(archive)).returncode == 0
    done = filled.command("restore", str(archive), "--replace")
    assert done.returncode == 1
    assert done.stderr.startswith("samstyring: Samstyring is running on this data folder.")


def test_a_backup_overwrites_nothing_and_stays_out_of_the_data_folder(filled: Installation, tmp_path: Path):
    there = tmp_path / "there.tar.gz"
    there.write_text("something else")
    for target, sentence in (
        (there, "exists already"),
        (filled.data / "inside.tar.gz", "in the data folder itself"),
        (tmp_path / "missing" / "backup.tar.gz", "could not be written"),
    ):
        done = filled.command("backup", str(target))
        assert done.returncode == 1
        assert sentence in done.stderr
        assert done.stderr.count("\n") == 1
    assert there.read_text() == "something else"


def test_a_password_with_odd_characters_reaches_postgresql(filled: Installation, tmp_path: Path):
    """On SQLite there is no password; there the name of the file is the odd one."""
    if filled.url:
        filled.url = filled.url.replace("samstyring@", "samstyring:p%40ss%2Fw%C3%B8rd@")
    else:
        filled.data = filled.data.rename(filled.data.with_name("da ta æøå 100%"))
    done = filled.command("backup", str(tmp_path / "sikkerhets kopi.tar.gz"))
    assert done.returncode == 0, done.stderr
