"""Which engine this is: name, version and parameters, recorded with every result."""

import json
from importlib import resources
from typing import Any

MODEL_FILES = resources.files(__package__).joinpath("model_files")
"""Where the learned model and its card lie (training/reading makes them)."""


def _card() -> dict[str, Any]:
    try:
        made: dict[str, Any] = json.loads(MODEL_FILES.joinpath("reader.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return made


CARD = _card()
"""What is known of the shipped model (name, sha256 of its file, how it was made); empty where there is
none."""

ENGINE: dict[str, Any] = {
    "name": "samstyring.text_analysis",
    "version": "0.3.0",
    "parameters": {
        "types": "learned and cues" if CARD else "cues",
        "themes": "learned and words" if CARD else "words",
        "model": CARD.get("sha256"),
        "guide": "1",
    },
}
"""Change the version whenever the same bytes may give another result."""
