"""Trains the reader's model on labelled documents: `train [--table FILE] [--output FOLDER]`."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from samstyring.commands import CommandFailed

FOLDER = Path(__file__).resolve().parents[3] / "training" / "reading"


def main(arguments: list[str]) -> int:
    """Run training/reading/train.py, which needs torch: heavy, and of no use to who only runs the program."""
    if find_spec("torch") is None:
        raise CommandFailed(
            "Training needs torch, which running does not. Install it beside the program and start again: "
            "uv pip install --python .venv/bin/python -r training/reading/requirements.txt"
        )
    sys.stdout.flush()
    return subprocess.run([sys.executable, str(FOLDER / "train.py"), *arguments], check=False).returncode
