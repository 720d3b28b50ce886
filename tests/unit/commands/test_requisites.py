"""What the tests need from Debian is installed by root, and named exactly for everybody else."""

import os
import shutil

import pytest

from samstyring.commands import CommandFailed, postgres_programs, requisites


@pytest.fixture
def _bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine with neither, as a person without rights sees it."""
    monkeypatch.setattr(shutil, "which", lambda name: "/usr/bin/apt-get" if name == "apt-get" else None)
    monkeypatch.setattr(postgres_programs, "find", lambda name: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


@pytest.mark.usefixtures("_bare")
def test_without_rights_the_exact_command_is_named():
    with pytest.raises(CommandFailed) as failed:
        requisites.require(chromium=True, postgresql=True)
    assert str(failed.value) == (
        "The tests need chromium and postgresql. Install and start again: sudo apt-get update && "
        "sudo apt-get install -y --no-install-recommends chromium postgresql"
    )


@pytest.mark.usefixtures("_bare")
def test_only_what_the_run_needs_is_asked_for():
    requisites.require(chromium=False, postgresql=False)
    assert requisites.missing(chromium=False, postgresql=True) == ["postgresql"]
