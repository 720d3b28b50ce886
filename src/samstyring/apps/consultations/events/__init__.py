"""The events of this room, and each in words. Importing the package registers them all."""

from .consultations import ConsultationCreated, ConsultationRenamed
from .statements import ReviewWithdrawn, StatementReviewed
from .submissions import SubmissionRead, SubmissionReceived, SubmissionRefused

__all__ = [
    "ConsultationCreated",
    "ConsultationRenamed",
    "ReviewWithdrawn",
    "StatementReviewed",
    "SubmissionRead",
    "SubmissionReceived",
    "SubmissionRefused",
]
