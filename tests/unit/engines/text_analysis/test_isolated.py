"""Reading in a process of its own: the same result, and an end to every file that will not end."""

import threading

import pytest

from samstyring.engines.text_analysis import Refusal, Register, RegisterEntry, UnreadableFile, read
from samstyring.engines.text_analysis.isolated import read_in_worker, read_many_in_worker

from . import samples

DATA = samples.LETTER.encode()


def test_same_result_as_in_the_same_process() -> None:
    register = Register((RegisterEntry("m1", "Fjellvik", "municipality", "9901"),))
    assert read_in_worker(DATA, name="a.txt", register=register) == read(
        DATA, name="a.txt", register=register
    )


def test_refusals_come_back_with_code_and_sentence() -> None:
    with pytest.raises(UnreadableFile, match="password") as caught:
        read_in_worker(samples.pdf([samples.lines(["x"])], password="p"), name="a.pdf")
    assert caught.value.code is Refusal.ENCRYPTED


def test_works_from_several_threads() -> None:
    found: list[int] = []
    threads = [
        threading.Thread(target=lambda: found.append(len(read_in_worker(DATA, name="a.txt").statements)))
        for _ in range(3)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [len(read(DATA, name="a.txt").statements)] * 3


def test_time_limit_ends_the_child() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_in_worker(DATA, name="a.txt", seconds=0.01)
    assert caught.value.code is Refusal.TOO_SLOW


def test_memory_limit_ends_the_child() -> None:
    huge = ("Kommunen bør få mer. " * 100 + "\n\n").encode() * 2500
    with pytest.raises(UnreadableFile) as caught:
        read_in_worker(huge, name="a.txt", megabytes=120)
    assert caught.value.code in {Refusal.TOO_MUCH_MEMORY, Refusal.READER_STOPPED}


def test_several_documents() -> None:
    found = read_many_in_worker(samples.archive({"a.txt": DATA, "b.pdf": b"tekst"}), name="alt.zip")
    assert [item.name for item in found] == ["alt.zip/a.txt", "alt.zip/b.pdf"]
