"""Makes the environment in `.venv` exactly as uv.lock says.

Run by the launcher with the machine's own Python, before any package is installed: standard library only.

    python bootstrap.py HOME run|dev KEY

Two steps: uv, at the version and hashes of uv.lock, goes into an environment of its own under `.cache`; uv
then makes `.venv`. The file `.venv/.made-for-…` is written last and holds KEY, so an installation that was
interrupted is taken up again at the next start.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

# Where a network opens TLS on the way (many municipal ones do), only the machine's own certificates hold.
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


class Failed(Exception):
    """The environment cannot be made; the text says what to do."""


def main(home: Path, wanted: str, key: str) -> None:
    """Make or mend the environment of the program in `home`.

    `wanted` is `run` or `dev`, `key` what the stamp holds when done. Raises Failed with a sentence.
    """
    try:
        cache = home / ".cache"
        cache.mkdir(exist_ok=True)
        # Two starts at once: the second one waits, and finds the work done.
        with (cache / "bootstrap.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            stamp = home / ".venv" / f".made-for-{wanted}"
            if stamp.is_file() and stamp.read_text() == key:
                return
            what = "the program and its tests need" if wanted == "dev" else "the program needs"
            print(f"Installing what {what} (first start, or a new version) …", file=sys.stderr, flush=True)
            sync(home, uv(home, cache), wanted)
            stamp.write_text(key)
    except PermissionError as error:
        raise Failed(
            f"“{error.filename or home}” cannot be written. "
            "Put the program in a folder of your own, or run it as its owner."
        ) from error
    except OSError as error:
        raise Failed(f"The environment in {home} could not be made: {error.strerror or error}.") from error


def uv(home: Path, cache: Path) -> Path:
    """The uv program at the version in uv.lock, installed with its hashes checked if it is not there yet."""
    with (home / "uv.lock").open("rb") as file:
        packages = tomllib.load(file)["package"]
    package = next(each for each in packages if each["name"] == "uv")
    folder = cache / f"uv-{package['version']}"
    program = folder / "bin" / "uv"
    done = folder / ".done"
    if done.exists() and program.exists():
        return program
    shutil.rmtree(folder, ignore_errors=True)
    quietly([sys.executable, "-I", "-m", "venv", str(folder)], "Python could not make an environment")
    requirements = folder / "requirements.txt"
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in package["wheels"])
    requirements.write_text(f"uv=={package['version']} {hashes}\n")
    pip = [str(folder / "bin" / "python"), "-I", "-m", "pip"]
    options = [
        "--require-hashes",
        "--only-binary=:all:",
        "--no-deps",
        "--disable-pip-version-check",
        "--no-compile",
    ]
    quietly(
        [*pip, "install", *options, "-r", str(requirements)],
        "The installer uv could not be fetched",
        env=with_certificates({"REQUESTS_CA_BUNDLE": str(SYSTEM_CERTIFICATES)}),
    )
    done.touch()
    return program


def sync(home: Path, program: Path, wanted: str) -> None:
    """Make `.venv` hold what uv.lock says, and our own `src` through a path file instead of a build."""
    environment = home / ".venv"
    python = environment / "bin" / "python"
    if not works(python):
        shutil.rmtree(environment, ignore_errors=True)
        python = Path(sys.executable)
    groups = ["--group", "dev"] if wanted == "dev" else ["--no-dev"]
    options = [
        "--frozen",
        "--no-install-project",
        "--python",
        str(python),
        "--no-python-downloads",
        "--quiet",
    ]
    quietly(
        [str(program), "sync", *options, *groups],
        "The packages in uv.lock could not be installed",
        cwd=home,
        env=with_certificates({"UV_SYSTEM_CERTS": "true"})
        | {"UV_PROJECT_ENVIRONMENT": str(environment), "UV_CACHE_DIR": str(download_cache(home))},
    )
    packages = next(environment.glob("lib/python3*/site-packages"))
    (packages / "samstyring.pth").write_text(f"{home / 'src'}\n", encoding="utf-8")


def download_cache(home: Path) -> Path:
    """Where uv keeps what it has fetched: the user's own cache, so that a second clone fetches nothing.

    A system's user without a home gets it beside the program.
    """
    given = os.environ.get("UV_CACHE_DIR")
    if given:
        return Path(given)
    wanted = Path(os.environ.get("XDG_CACHE_HOME") or Path(os.path.expanduser("~"), ".cache")) / "uv"
    there = next(path for path in (wanted, *wanted.parents) if path.exists())
    return wanted if os.access(there, os.W_OK) else home / ".cache" / "uv"


def with_certificates(settings: dict[str, str]) -> dict[str, str]:
    """The process's environment, with `settings` for the machine's certificates where it has any."""
    return (settings if SYSTEM_CERTIFICATES.exists() else {}) | os.environ


def works(python: Path) -> bool:
    """Whether `python` starts and is new enough: an interruption or an upgrade may have broken it."""
    try:
        test = [str(python), "-I", "-c", "import sys; sys.exit(sys.version_info < (3, 11))"]
        return subprocess.run(test, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def quietly(command: list[str], sentence: str, **options: object) -> None:
    """Run `command`; when it fails, show what it said and raise Failed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        for line in said[-12:]:
            print(f"  {line}", file=sys.stderr)
        raise Failed(
            f"{sentence}. Check the network connection and the free disk space, and start again: "
            "the installation goes on where it stopped."
        )


if __name__ == "__main__":
    try:
        main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
    except Failed as error:
        sys.exit(f"samstyring: {error}")
    except KeyboardInterrupt:
        sys.exit("\nsamstyring: The installation was stopped. Start again: it goes on where it stopped.")
