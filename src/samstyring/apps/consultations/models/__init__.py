"""What is stored of a consultation, a module a subject.

What the program read (`Reading`, `Passage`, `Statement`) and what a person decided (`Review`) are apart: a
reading is never edited and a review never overwritten. Positions are half-open ranges `[start, end)` in
Unicode code points into `SourceText.text`, the canonical text of a document, stored once.
"""

from .arrivals import Archive, Arrival
from .central import CentralStatement
from .consultations import Consultation, Sender, Submission
from .decisions import Decision
from .findings import Answer, Endorsement, QuestionStance
from .personal import PersonalMark
from .points import Point, PointMember
from .publications import Publication, PublishedDocument
from .readings import Passage, Reading, SourceText, Statement
from .reviews import Cut, Review
from .search import SearchText
from .stamps import ConsultationStamp, SubmissionStamp
from .summaries import SummaryText
from .vectors import Comparison, Preparation, Vector
from .vocabulary import PRIVATE_PERSON, SENDER_KINDS, Stance, StatementType
from .work import Assignment, Sample, SampledStatement, SampleLabel

__all__ = [
    "PRIVATE_PERSON",
    "SENDER_KINDS",
    "Answer",
    "Archive",
    "Arrival",
    "Assignment",
    "CentralStatement",
    "Comparison",
    "Consultation",
    "ConsultationStamp",
    "Cut",
    "Decision",
    "Endorsement",
    "Passage",
    "PersonalMark",
    "Point",
    "PointMember",
    "Preparation",
    "Publication",
    "PublishedDocument",
    "QuestionStance",
    "Reading",
    "Review",
    "Sample",
    "SampleLabel",
    "SampledStatement",
    "SearchText",
    "Sender",
    "SourceText",
    "Stance",
    "Statement",
    "StatementType",
    "Submission",
    "SubmissionStamp",
    "SummaryText",
    "Vector",
]
