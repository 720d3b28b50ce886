"""Which engine this is: name, version and parameters, recorded with every result."""

from typing import Any

ENGINE: dict[str, Any] = {
    "name": "samstyring.text_analysis",
    "version": "0.1.0",
    "parameters": {"types": "cues", "themes": "words", "guide": "1"},
}
"""Change the version whenever the same bytes may give another result."""
