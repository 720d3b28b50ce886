"""What happens to what a case says."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from samstyring.apps.ledger.events import Code, Event


@dataclass(frozen=True, kw_only=True)
class CaseOpened(Event):
    """A case was opened."""

    verb = "decisions.case.opened"
    year: int
    number: int

    def sentence(self) -> str:
        return _("The case “%(name)s” was opened.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class CaseChanged(Event):
    """What is written of a case was changed."""

    verb = "decisions.case.changed"
    fields: list[Code]

    def sentence(self) -> str:
        return _("The case “%(name)s” was changed.") % {"name": self.object_name}


@dataclass(frozen=True, kw_only=True)
class CasePartSet(Event):
    """A part of a case was written, changed or taken out.

    `part` is proposal, alternative, consequence or consultation, `detail` which kind and whose.
    """

    verb = "decisions.case.part_set"
    part: Code
    detail: Code
    removed: bool

    def sentence(self) -> str:
        words = {
            "proposal": _("a proposed decision"),
            "alternative": _("an alternative"),
            "consequence": _("an assessment of consequences"),
            "consultation": _("a consultation"),
        }
        given = {"name": self.object_name, "part": words[self.part]}
        if self.removed:
            return _("Taken out of the case “%(name)s”: %(part)s.") % given
        return _("Written in the case “%(name)s”: %(part)s.") % given


@dataclass(frozen=True, kw_only=True)
class CaseSubjectAdded(Event):
    """A point, a need or a measure was taken up in a case; it is the related object."""

    verb = "decisions.case.subject_added"
    kind: Code

    def sentence(self) -> str:
        given = {"name": self.object_name, "kind": subject_words(self.kind)}
        return _("Taken up in the case “%(name)s”: %(kind)s.") % given


@dataclass(frozen=True, kw_only=True)
class CaseSubjectRemoved(Event):
    """A point, a need or a measure was taken out of a case."""

    verb = "decisions.case.subject_removed"
    kind: Code

    def sentence(self) -> str:
        given = {"name": self.object_name, "kind": subject_words(self.kind)}
        return _("No longer treated in the case “%(name)s”: %(kind)s.") % given


def subject_words(kind: str) -> str:
    """What a case treats, in words."""
    words = {
        "point": _("a point"),
        "need": _("a need"),
        "measure": _("a measure"),
        "round": _("a round of priorities"),
    }
    return words[kind]
