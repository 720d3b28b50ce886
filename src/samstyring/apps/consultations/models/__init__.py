"""What is stored of a consultation, a module a subject.

What the program read (`Reading`, `Passage`, `Statement`) and what a person decided (`Review`) are apart: a
reading is never edited and a review never overwritten. Positions are half-open ranges `[start, end)` in
Unicode code points into `SourceText.text`, the canonical text of a document, stored once.
"""

from .consultations import Consultation, Sender, Submission
from .publications import Publication, PublishedDocument
from .readings import Passage, Reading, SourceText, Statement
from .reviews import Review
from .summaries import SummaryText
from .vocabulary import PRIVATE_PERSON, SENDER_KINDS, Stance, StatementType

__all__ = [
    "PRIVATE_PERSON",
    "SENDER_KINDS",
    "Consultation",
    "Passage",
    "Publication",
    "PublishedDocument",
    "Reading",
    "Review",
    "Sender",
    "SourceText",
    "Stance",
    "Statement",
    "StatementType",
    "Submission",
    "SummaryText",
]
