"""The published JSON form of an analysis (docs/methods/analysis-schema.json)."""

from collections.abc import Sequence
from typing import Any

from samstyring.engines.text_analysis.analysing import Analysis
from samstyring.engines.text_analysis.grouping import Point, Unit
from samstyring.engines.text_analysis.identity import ENGINE
from samstyring.engines.text_analysis.model import Document, Sender, Stance
from samstyring.engines.text_analysis.points import Place
from samstyring.engines.text_analysis.vectors import MODEL

VERSION = 2
"""Raised when a reader of the older form would not understand the newer one."""


def analysis(result: Analysis) -> dict[str, Any]:
    """The analysis of several documents as plain data. What is not computed is null."""
    units = result.units
    return {
        "schema_version": VERSION,
        "engine": ENGINE,
        "vectors": MODEL if units is not None or result.frame else None,
        "themes": _themes(result),
        "documents": [document(item, number) for number, item in enumerate(result.documents, 1)],
        "refused": [
            {"path": item.name, "code": item.code, "sentence": item.sentence} for item in result.refused
        ],
        "points": [
            _point(point, number, result, units[number - 1] if units is not None else None)
            for number, point in enumerate(result.points, 1)
        ],
        "suggestions": None
        if units is None
        else [
            {"statement": _id(unit), "others": _others(unit, units)}
            for unit in units
            if unit.point is None and unit.others
        ],
    }


def _themes(result: Analysis) -> list[dict[str, Any]] | None:
    if result.frame is None:
        return None
    return [
        {"slug": t.slug, "name": t.name, "description": t.description, "examples": list(t.examples)}
        for t in result.frame.themes
    ]


def _point(point: Point, number: int, result: Analysis, unit: Unit | None) -> dict[str, Any]:
    return {
        "id": f"p{number}",
        "name": point.name,
        "theme": point.theme,
        "kind": point.kind,
        "members": [_member(place, result) for place in point.members],
        "suggestions": None if unit is None else _others(unit, result.units or ()),
    }


def _member(place: Place, result: Analysis) -> dict[str, Any]:
    statement = result.documents[place.document].statements[place.statement]
    return {
        "statement": _statement_id(place),
        "document": place.document + 1,
        "start": statement.start,
        "end": statement.end,
    }


def _others(unit: Unit, units: Sequence[Unit]) -> list[dict[str, Any]]:
    return [{"id": _id(units[number]), "likeness": likeness} for number, likeness in unit.others]


def _id(unit: Unit) -> str:
    """The id of a point or a statement."""
    return f"p{unit.point + 1}" if unit.point is not None else _statement_id(unit.members[0])


def _statement_id(place: Place) -> str:
    return f"d{place.document + 1}s{place.statement + 1}"


def document(item: Document, number: int = 1) -> dict[str, Any]:
    """One document. Statement ids are unique within the analysis: `d1s12`."""
    ids = [f"d{number}s{index}" for index in range(1, len(item.statements) + 1)]
    return {
        "path": item.name,
        "sha256": item.sha256,
        "title": item.title,
        "language": item.language,
        "format": item.source.format,
        "senders": [_sender(sender) for sender in item.senders],
        "stance": _stance(item.stance, ids),
        "stances": [_stance(stance, ids) for stance in item.stances],
        "no_remarks": item.no_remarks,
        "endorsements": [
            {"start": e.start, "end": e.end, "quote": e.quote, "of": e.of, "confidence": e.confidence}
            for e in item.endorsements
        ],
        "text": item.source.text,
        "statements": [
            {
                "id": key,
                "start": s.start,
                "end": s.end,
                "quote": s.quote,
                "type": s.type.value,
                "theme": s.theme,
                "confidence": s.confidence,
                "theme_confidence": s.theme_confidence,
                "reason": s.reason,
                "language": s.language,
                "cited": s.cited,
                "question": s.question,
                "heading": s.heading,
                "part": s.part.value,
            }
            for key, s in zip(ids, item.statements, strict=True)
        ],
        "mentions": [
            {"start": m.start, "end": m.end, "quote": m.quote, "kind": m.kind, "value": m.value}
            for m in item.mentions
        ],
        "personal_data": [{"start": p.start, "end": p.end, "kind": p.kind} for p in item.personal_data],
        "answers": [
            {
                "question": a.question,
                "words": a.words,
                "ticked": list(a.ticked),
                "unticked": list(a.unticked),
                "start": a.start,
                "end": a.end,
            }
            for a in item.answers
        ],
        "warnings": list(item.warnings),
    }


def _sender(sender: Sender) -> dict[str, Any]:
    return {
        "name": sender.name,
        "kind": sender.kind,
        "municipality_number": sender.municipality_number,
        "source": sender.source,
        "confidence": sender.confidence,
    }


def _stance(stance: Stance | None, ids: list[str]) -> dict[str, Any] | None:
    if stance is None:
        return None
    return {
        "value": stance.value.value,
        "confidence": stance.confidence,
        "evidence": [ids[index] for index in stance.evidence],
        "question": stance.question,
        "reason": stance.reason,
    }
