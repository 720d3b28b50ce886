"""The published JSON form of an analysis (docs/methods/analysis-schema.json)."""

from collections.abc import Sequence
from typing import Any

from samstyring.engines.text_analysis.identity import ENGINE
from samstyring.engines.text_analysis.model import Document, Refused, Sender, Stance


def analysis(documents: Sequence[Document], refused: Sequence[Refused] = ()) -> dict[str, Any]:
    """The analysis of several documents as plain data. What is not computed is null."""
    return {
        "engine": ENGINE,
        "documents": [document(item, number) for number, item in enumerate(documents, 1)],
        "refused": [{"path": item.name, "code": item.code, "sentence": item.sentence} for item in refused],
        "points": None,
    }


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
