"""What the API answers with, as its description in OpenAPI says."""

from datetime import date, datetime
from uuid import UUID

from ninja import Schema


class ConsultationOut(Schema):
    """A consultation."""

    id: UUID
    title: str
    owner: str | None
    deadline: date | None
    visibility: str
    is_example: bool
    created: datetime
    submissions: int
    submissions_read: int


class ConsultationList(Schema):
    """A part of the consultations, and how many there are in all."""

    count: int
    items: list[ConsultationOut]


class CellOut(Schema):
    """How many statements of one theme and type."""

    theme: str
    type: str
    count: int
    reviewed: int


class OverviewOut(Schema):
    """Counts of statements; `stances` counts replies."""

    statements: int
    reviewed: int
    cells: list[CellOut]
    stances: dict[str, int]


class SenderOut(Schema):
    """A sender of a reply. `inhabitants` is of the newest year in the register, for municipalities."""

    name: str
    kind: str
    organisation: UUID | None
    municipality_number: str | None
    organisation_number: str | None
    county: str | None
    inhabitants: int | None


class SubmissionOut(Schema):
    """A reply. `counts` is false where a newer version replaces it or it is set aside."""

    id: UUID
    document: str
    status: str
    counts: bool
    received: datetime
    language: str
    stance: str
    no_remarks: bool
    statements: int
    reviewed: int
    senders: list[SenderOut]
    address: str


class SubmissionList(Schema):
    """A part of the replies, and how many there are in all."""

    count: int
    items: list[SubmissionOut]


class StatementOut(Schema):
    """A statement. `quote` is the source's characters `[start, end)`, with `█` for what is held back."""

    id: str
    submission: UUID
    document: str
    senders: list[str]
    sender_kinds: list[str]
    counties: list[str]
    stance: str
    type: str
    theme: str
    quote: str
    question: str
    start: int
    end: int
    language: str
    certainty: float | None
    reviewed: bool
    cited: bool
    proposed_type: str
    proposed_theme: str
    address: str


class StatementList(Schema):
    """A part of the statements. `count` is given with the first part only."""

    count: int | None
    next: str | None
    items: list[StatementOut]


class PointOut(Schema):
    """A point, and how many replies say it and say the opposite."""

    id: UUID
    name: str
    theme: str
    confirmed: bool
    says: int
    opposes: int


class PointList(Schema):
    """A part of the points."""

    count: int
    items: list[PointOut]


class PointStatementOut(Schema):
    """A statement in a point. `side` is `for` or `against`."""

    side: str
    confirmed: bool
    submission: UUID
    document: str
    senders: list[str]
    sender_kinds: list[str]
    stance: str
    quote: str
    start: int
    end: int
    address: str


class PointStatements(Schema):
    """A point with a part of its statements."""

    id: UUID
    name: str
    theme: str
    count: int
    items: list[PointStatementOut]
