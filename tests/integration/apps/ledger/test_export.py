"""An export can be verified with a short script and Python's standard library alone."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from samstyring.apps.ledger import exporting, heads
from samstyring.apps.ledger.canonical import canonical
from samstyring.apps.ledger.chain import digest
from samstyring.apps.ledger.models import Entry

SCRIPT = Path(__file__).parents[4] / "docs" / "methods" / "verify_ledger.py"

pytestmark = pytest.mark.django_db


@pytest.fixture
def export(paint, monkeypatch, tmp_path) -> Path:
    """Seven entries, exported in blocks of three."""
    monkeypatch.setattr(exporting, "BLOCK", 3)
    paint(7, object_name="Høyt «gjerde»\n\u2028")
    path = tmp_path / "ledger.jsonl"
    call_command("ledger", "export", str(path))
    return path


def verified(*arguments: object) -> tuple[int, str]:
    # -I: no environment, no packages beside the script; -S: no installed packages either.
    command = [sys.executable, "-I", "-S", "-W", "error", str(SCRIPT), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_an_export_has_each_entry_with_its_hash(export):
    lines = export.read_text(encoding="utf-8").removesuffix("\n").split("\n")
    assert len(lines) == 7
    for line, entry in zip(lines, Entry.objects.order_by("sequence"), strict=True):
        assert json.loads(line) == {"entry": json.loads(entry.content), "hash": entry.hash}
        assert entry.content in line


def test_an_export_goes_to_standard_output_and_never_over_a_file(export, capsys):
    capsys.readouterr()
    call_command("ledger", "export")
    assert capsys.readouterr().out == export.read_text(encoding="utf-8")
    with pytest.raises(CommandError, match="is there already"):
        call_command("ledger", "export", str(export))


def test_the_script_agrees_with_a_true_export(export):
    last = Entry.objects.get(sequence=7)
    assert verified(export) == (0, f"The ledger holds: 7 entries, the last has the hash {last.hash}.\n")


def changed(lines: list[str]) -> None:
    lines[3] = lines[3].replace("red", "rad")


def changed_with_a_new_hash(lines: list[str]) -> None:
    entry = json.loads(lines[3])["entry"] | {"role": "administrator"}
    lines[3] = canonical({"entry": entry, "hash": digest(canonical(entry))}) + "\n"


def removed(lines: list[str]) -> None:
    del lines[3]


def put_in(lines: list[str]) -> None:
    lines.insert(3, lines[3])


def exchanged(lines: list[str]) -> None:
    lines[2], lines[4] = lines[4], lines[2]


def said_twice(lines: list[str]) -> None:
    lines[3] = lines[3].replace('"role":"system"', '"role":"reader","role":"system"')


def spoilt(lines: list[str]) -> None:
    lines[3] = "{}\n"


@pytest.mark.parametrize(
    ("tamper", "place"),
    [
        (changed, "entry 4"),
        (changed_with_a_new_hash, "entry 5"),
        (removed, "line 4"),
        (put_in, "line 5"),
        (exchanged, "line 3"),
        (said_twice, "line 4"),
        (spoilt, "line 4"),
    ],
)
def test_the_script_catches_tampering(export, tamper, place):
    with export.open(encoding="utf-8", newline="\n") as file:
        lines = list(file)
    tamper(lines)
    export.write_text("".join(lines), encoding="utf-8")
    code, said = verified(export)
    assert code == 1
    assert said.startswith("The ledger does not hold: ")
    assert place in said


def test_the_script_catches_a_cut_tail_with_a_head(export, tmp_path, settings, paint):
    settings.KEYS = tmp_path / "keys"
    head = tmp_path / "head.json"
    head.write_text(heads.sign((7, Entry.objects.get(sequence=7).hash)).as_json())
    assert verified(export, "--head", head)[0] == 0
    lines = export.read_text(encoding="utf-8").split("\n")
    export.write_text("\n".join(lines[:5]) + "\n", encoding="utf-8")
    assert verified(export)[0] == 0
    code, said = verified(export, "--head", head)
    assert (code, "cut off" in said) == (1, True)
    other = tmp_path / "other.json"
    other.write_text(heads.sign((5, "0" * 64)).as_json())
    code, said = verified(export, "--head", other)
    assert (code, "rewritten" in said) == (1, True)
