"""What the tests need beyond Python packages: Chromium and PostgreSQL, from Debian.

As root they are installed; for everybody else the exact command is named.
"""

import os
import shutil
import subprocess

from samstyring.commands import CommandFailed, postgres_programs


def missing(*, chromium: bool, postgresql: bool) -> list[str]:
    """The Debian packages to install for what is asked for."""
    packages = []
    if chromium and shutil.which("chromium") is None:
        packages.append("chromium")
    if postgresql and postgres_programs.find("initdb") is None:
        packages.append("postgresql")
    return packages


def require(*, chromium: bool, postgresql: bool) -> None:
    """Install what is missing. Raises CommandFailed with the command to run where it cannot be done here."""
    packages = missing(chromium=chromium, postgresql=postgresql)
    if not packages:
        return
    names = " ".join(packages)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise CommandFailed(
            f"The tests need {' and '.join(packages)}. Install and start again: "
            f"sudo apt-get update && sudo apt-get install -y --no-install-recommends {names}"
        )
    print(f"Installing {names} …", flush=True)
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update"],
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            print((done.stderr or done.stdout).strip())
            raise CommandFailed(f"“{' '.join(command)}” failed: run it yourself, then start again.")
    still = missing(chromium=chromium, postgresql=postgresql)
    if still:
        raise CommandFailed(f"Debian's {' and '.join(still)} was installed but cannot be found.")
