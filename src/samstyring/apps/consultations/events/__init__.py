"""The events of this room, and each in words. Importing the package registers them all."""

from .consultations import ConsultationCreated, ConsultationDescribed, ConsultationRenamed, ThemesChanged
from .decisions import (
    DecisionUndone,
    EndorsementDecided,
    NoRemarksDecided,
    PersonalDataDecided,
    SendersDecided,
    StanceDecided,
    SubmissionSetAside,
    VersionDecided,
    VersionFound,
)
from .points import (
    NearIdenticalGrouped,
    PointMade,
    PointMemberDecided,
    PointMerged,
    PointRenamed,
    PointSplit,
    PointStateSet,
    PointUnmerged,
)
from .publications import ConsultationPublished, PublicationWithdrawn
from .statements import (
    CutWithdrawn,
    ReviewWithdrawn,
    StatementCited,
    StatementReviewed,
    StatementThemed,
    TextCut,
)
from .submissions import (
    ArchiveReceived,
    ArchiveRefused,
    ArchiveUnpacked,
    SubmissionRead,
    SubmissionReceived,
    SubmissionRefused,
)
from .summaries import SummaryTextSaved
from .work import DocumentsAssigned, SampleDrawn, SampleLabelled

__all__ = [
    "ArchiveReceived",
    "ArchiveRefused",
    "ArchiveUnpacked",
    "ConsultationCreated",
    "ConsultationDescribed",
    "ConsultationPublished",
    "ConsultationRenamed",
    "CutWithdrawn",
    "DecisionUndone",
    "DocumentsAssigned",
    "EndorsementDecided",
    "NearIdenticalGrouped",
    "NoRemarksDecided",
    "PersonalDataDecided",
    "PointMade",
    "PointMemberDecided",
    "PointMerged",
    "PointRenamed",
    "PointSplit",
    "PointStateSet",
    "PointUnmerged",
    "PublicationWithdrawn",
    "ReviewWithdrawn",
    "SampleDrawn",
    "SampleLabelled",
    "SendersDecided",
    "StanceDecided",
    "StatementCited",
    "StatementReviewed",
    "StatementThemed",
    "SubmissionRead",
    "SubmissionReceived",
    "SubmissionRefused",
    "SubmissionSetAside",
    "SummaryTextSaved",
    "TextCut",
    "ThemesChanged",
    "VersionDecided",
    "VersionFound",
]
