"""The launcher finds a Python and makes the environment, whatever stands in the way, with real programs."""

import os
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

HOME = Path(__file__).resolve().parents[2]
# In place of the real one: says how it was called, and makes what the launcher goes on with.
BOOTSTRAP = """
import pathlib, sys
home, wanted, key = sys.argv[1:]
python = pathlib.Path(home, ".venv", "bin", "python")
python.parent.mkdir(parents=True, exist_ok=True)
python.write_text("#!/bin/sh\\necho environment: \\"$@\\"\\n")
python.chmod(0o755)
pathlib.Path(home, ".venv", f".made-for-{wanted}").write_text(key)
print("bootstrap:", wanted, sys.version_info >= (3, 11))
"""
PYTHON = Path(sys.executable).resolve()


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone with the launcher and a bootstrap that installs nothing, with a space in its path."""
    folder = tmp_path / "a folder" / "samstyring"
    (folder / "src" / "samstyring").mkdir(parents=True)
    shutil.copy(HOME / "samstyring", folder)
    (folder / "src" / "samstyring" / "bootstrap.py").write_text(BOOTSTRAP)
    (folder / "uv.lock").write_text("one\n")
    return folder


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    """A folder for the PATH with what the launcher itself needs, and no Python."""
    folder = tmp_path / "programs"
    folder.mkdir()
    for name in ("bash", "sh", "cat", "dirname", "readlink", "sha256sum"):
        (folder / name).symlink_to(shutil.which(name) or name)
    return folder


def script(folder: Path, name: str, text: str) -> None:
    """A program in a folder."""
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def real(folder: Path, name: str) -> None:
    """A Python that works, under this name."""
    script(folder, name, f'exec "{PYTHON}" "$@"')


def launch(clone: Path, programs: Path, *arguments: str, **options: str) -> subprocess.CompletedProcess[str]:
    """Run the launcher with only these programs."""
    program = options.pop("program", str(clone / "samstyring"))
    return subprocess.run(
        [str(programs / "bash"), program, *arguments],
        env={"PATH": str(programs), **options},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_makes_the_environment_once_and_hands_over(clone: Path, programs: Path):
    real(programs, "python3")
    first = launch(clone, programs, "run", "--port", "8001")
    assert first.stdout == "bootstrap: run True\nenvironment: -P -m samstyring.cli run --port 8001\n"
    (programs / "python3").unlink()
    second = launch(clone, programs, "run")
    assert second.stdout == "environment: -P -m samstyring.cli run\n"


def test_it_is_made_again_when_the_lock_file_changes_or_the_folder_moves(clone: Path, programs: Path):
    real(programs, "python3")
    launch(clone, programs, "run")
    (clone / "uv.lock").write_text("two\n")
    assert "bootstrap: run" in launch(clone, programs, "run").stdout
    moved = clone.rename(clone.with_name("elsewhere"))
    assert "bootstrap: run" in launch(moved, programs, "run").stdout


def test_tests_and_checks_need_more_than_running(clone: Path, programs: Path):
    real(programs, "python3")
    assert "bootstrap: run" in launch(clone, programs, "run").stdout
    assert "bootstrap: dev" in launch(clone, programs, "check").stdout
    # What serves for testing serves for running.
    assert "bootstrap" not in launch(clone, programs, "run").stdout
    (clone / "uv.lock").write_text("two\n")
    assert "bootstrap: dev" in launch(clone, programs, "run").stdout


def test_it_works_from_another_folder_through_a_link(clone: Path, programs: Path, tmp_path: Path):
    real(programs, "python3")
    link = tmp_path / "link"
    link.symlink_to(clone / "samstyring")
    assert "environment: -P -m samstyring.cli run" in launch(clone, programs, "run", program=str(link)).stdout


def test_a_stand_in_that_cannot_run_its_version_is_passed_over(clone: Path, programs: Path):
    """As version managers leave them: the name is on the PATH, and calling it fails."""
    script(programs, "python3.13", "echo 'python3.13: command not found' >&2; exit 127")
    script(programs, "python3.12", "echo")
    real(programs, "python3.11")
    assert launch(clone, programs, "run").stdout.startswith("bootstrap: run True\n")


def test_an_old_python_is_one_sentence(clone: Path, programs: Path):
    script(programs, "python3", "echo")
    done = launch(clone, programs, "run")
    assert done.returncode == 1
    assert done.stderr == (
        "samstyring: Python 3.11 or newer was not found. Install it and start again: "
        "apt-get install python3 python3-venv\n"
    )


def test_a_python_without_venv_names_the_package_that_has_it(clone: Path, programs: Path):
    script(
        programs,
        "python3",
        f'case "$3" in *ensurepip*) exit 1;; *_base_executable*) echo "$0";; *) exec "{PYTHON}" "$@";; esac',
    )
    done = launch(clone, programs, "run")
    assert done.returncode == 1
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    assert done.stderr.endswith(f"apt-get install python{version}-venv\n")
    assert done.stderr.count("\n") == 1


def test_one_can_say_which_python(clone: Path, programs: Path):
    real(programs, "mine")
    assert "bootstrap: run" in launch(clone, programs, "run", SAMSTYRING_PYTHON="mine").stdout


# The real bootstrap, as far as it comes without a network. --------------------------------------------------


@pytest.fixture
def real_clone() -> Iterator[Path]:
    """A clone with the real bootstrap and lock file, in a folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "samstyring"
        (folder / "src" / "samstyring").mkdir(parents=True)
        for path in ("samstyring", "uv.lock", "pyproject.toml", "src/samstyring/bootstrap.py"):
            shutil.copy(HOME / path, folder / path)
        Path(name).chmod(0o755)
        yield folder


def test_a_network_that_is_down_is_a_sentence_and_the_next_start_tries_again(real_clone: Path):
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(real_clone),
        "SAMSTYRING_PYTHON": str(PYTHON),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
    }
    for _ in range(2):
        done = subprocess.run(
            [real_clone / "samstyring", "run"], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 1
        assert done.stderr.splitlines()[-1] == (
            "samstyring: The installer uv could not be fetched. Check the network connection and the free "
            "disk space, and start again: the installation goes on where it stopped."
        )


def test_a_folder_that_cannot_be_written_is_one_sentence(real_clone: Path):
    """Root may write everywhere, so as root this runs as nobody."""
    for path in (real_clone, *real_clone.rglob("*")):
        path.chmod(0o555 if path.is_dir() or path.name == "samstyring" else 0o444)
    done = subprocess.run(
        [real_clone / "samstyring", "run"],
        env={"PATH": "/usr/bin:/bin"},
        user=pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None,
        cwd="/",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr == (
        f"samstyring: “{real_clone / '.cache'}” cannot be written. "
        "Put the program in a folder of your own, or run it as its owner.\n"
    )
