"""A short fuzz run with a fixed seed; `./samstyring fuzz reading` makes it as long as wanted."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.fuzzing.child import outcome
from tests.fuzzing.mutations import mutant
from tests.fuzzing.promises import broken
from tests.fuzzing.run import Tally, alone, batch, save, table
from tests.fuzzing.seeds import seeds

from samstyring.commands import CommandFailed, fuzz
from samstyring.engines.text_analysis import Refusal, read
from samstyring.engines.text_analysis.model import Refused

SEED, FILES = 7, 60
# Wide, since the machine may be busy: what counts here is that no promise is broken.
SECONDS, MEGABYTES = 200.0, 1_024


def test_good_files_are_all_read() -> None:
    for seed in seeds():
        found = outcome(seed.name, seed.data)
        assert found["faults"] == []
        assert found["codes"] == []
        assert found["documents"] >= 1


def test_spoilt_files_break_no_promise(tmp_path: Path) -> None:
    tally = Tally()
    alone(tally, SEED, 0, seconds=SECONDS, megabytes=MEGABYTES)
    number = 1
    while number < FILES:
        number = batch(tally, SEED, number, FILES - number, seconds=SECONDS, megabytes=MEGABYTES)
    save(tally, SEED, tmp_path)
    assert tally.faults == []
    assert tally.files == FILES
    assert 0 < tally.accepted < FILES
    assert f"{FILES} in" in table(tally, SEED, 0.0)


def test_the_same_seed_gives_the_same_files_in_another_process() -> None:
    program = (
        "import hashlib; from tests.fuzzing.mutations import mutant; "
        "print(hashlib.sha256(repr([mutant(3, n) for n in range(20)]).encode()).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
    assert mutant(3, 1) != mutant(4, 1)


def test_a_broken_promise_is_found_and_kept(tmp_path: Path) -> None:
    document = read(seeds()[8].data, name="svar.txt")
    from dataclasses import replace

    wrong = replace(document, statements=(replace(document.statements[0], quote="Noe annet."),), title="\x00")
    assert len(broken(wrong)) == 2
    assert broken(Refused("a", Refusal.READER_STOPPED, "The reader stopped.")) != []
    assert broken(Refused("a", "new code", "oops")) != []
    tally = Tally(faults=[(5, "a quotation is not the source's own text")])
    save(tally, SEED, tmp_path)
    name, data = mutant(SEED, 5)
    assert (tmp_path / f"{SEED}-5-{name}").read_bytes() == data
    assert "quotation" in (tmp_path / f"{SEED}-5.log").read_text()


def test_the_command_wants_to_know_what_to_fuzz() -> None:
    with pytest.raises(CommandFailed, match="fuzz reading"):
        fuzz.main([])
