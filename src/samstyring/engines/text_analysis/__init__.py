"""Documents in, statements out: plain values, no database, no network, no clock.

`read` does all of it. Each step is a module that can be used alone: extraction, passages, sentences, types,
themes. `isolated.read_in_worker` does the same in a process of its own with limits of time and memory.
"""

from samstyring.engines.text_analysis.errors import Refusal, UnreadableFile
from samstyring.engines.text_analysis.extraction import extract
from samstyring.engines.text_analysis.identity import ENGINE
from samstyring.engines.text_analysis.model import (
    Document,
    Passage,
    PassageKind,
    Refused,
    Register,
    RegisterEntry,
    Sender,
    SourceText,
    Statement,
    StatementType,
)
from samstyring.engines.text_analysis.reading import read, read_text

__all__ = [
    "ENGINE",
    "Document",
    "Passage",
    "PassageKind",
    "Refusal",
    "Refused",
    "Register",
    "RegisterEntry",
    "Sender",
    "SourceText",
    "Statement",
    "StatementType",
    "UnreadableFile",
    "extract",
    "read",
    "read_text",
]
