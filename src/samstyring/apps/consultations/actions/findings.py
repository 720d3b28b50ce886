"""What a reading found beside its statements: answers, stances by question, endorsements, personal data.

A person's decisions stand when the program reads again; if the text itself came out another, they are moved
to where the same words stand in the new one.
"""

from collections.abc import Iterable, Iterator

from samstyring.apps.actors.models import Organisation
from samstyring.engines.text_analysis import Document

from ..models import Answer, Endorsement, PersonalMark, QuestionStance, Reading, SourceText, Submission


def store_findings(reading: Reading, document: Document, known: dict[str, Organisation]) -> None:
    """Store all that the reading found beside statements. `known` are organisations by their public id."""
    Answer.objects.bulk_create(answers_of(reading, document), batch_size=500)
    QuestionStance.objects.bulk_create(stances_of(reading, document), batch_size=500)
    store_endorsements(reading.submission, reading.source_text, document, known)
    mark_personal_data(reading.source_text, document)


def answers_of(reading: Reading, document: Document) -> Iterator[Answer]:
    """The answers to the questions of a form, as rows."""
    for position, answer in enumerate(document.answers):
        yield Answer(
            reading=reading,
            position=position,
            question=answer.question,
            words=answer.words,
            ticked=list(answer.ticked),
            unticked=list(answer.unticked),
            start=answer.start,
            end=answer.end,
        )


def stances_of(reading: Reading, document: Document) -> Iterator[QuestionStance]:
    """The stances on the questions of a form, as rows."""
    for position, stance in enumerate(document.stances):
        yield QuestionStance(
            reading=reading,
            position=position,
            question=stance.question or "",
            value=stance.value,
            confidence=stance.confidence,
        )


def store_endorsements(
    submission: Submission, source_text: SourceText, document: Document, known: dict[str, Organisation]
) -> None:
    """Let the endorsements that nobody has decided follow what was read."""
    submission.endorsements.filter(decided_by__isnull=True).delete()
    move_endorsements(submission, source_text)
    found = {
        (each.start, each.end, each.of[:300]): Endorsement(
            submission=submission,
            source_text=source_text,
            start=each.start,
            end=each.end,
            quote=each.quote,
            organisation=known.get(each.entry or ""),
            name=each.of[:300],
        )
        for each in document.endorsements
        if each.of
    }
    decided = set(source_text.endorsements.values_list("start", "end", "name"))
    Endorsement.objects.bulk_create(row for key, row in found.items() if key not in decided)


def move_endorsements(submission: Submission, source_text: SourceText) -> None:
    """Give the new text the decisions made on an older one, where the same words stand once in it."""
    decided = submission.endorsements.exclude(source_text=source_text).order_by("id")
    there = set(source_text.endorsements.values_list("start", "end", "name"))
    for row in decided:
        places = list(places_of(row.quote, source_text.text))
        if len(places) != 1 or (*places[0], row.name) in there:
            continue
        there.add((*places[0], row.name))
        row.pk, row.source_text = None, source_text
        row.start, row.end = places[0]
        row.save(force_insert=True)


def mark_personal_data(source_text: SourceText, document: Document) -> None:
    """Hold back what the program takes for personal data, unless a person has decided about the range."""
    carry_marks_over(source_text)
    there = {(mark.start, mark.end): mark for mark in source_text.personal_marks.all()}
    found = {(each.start, each.end): each.kind for each in document.personal_data}
    undecided = [mark.pk for span, mark in there.items() if mark.decided_by_id is None and span not in found]
    PersonalMark.objects.filter(pk__in=undecided).delete()
    PersonalMark.objects.bulk_create(
        (
            PersonalMark(source_text=source_text, start=start, end=end, kind=known_kind(kind))
            for (start, end), kind in found.items()
            if (start, end) not in there
        ),
        batch_size=500,
    )


def known_kind(kind: str) -> str:
    """The kind as we know it; a newer reader may have more."""
    return kind if kind in PersonalMark.Kind.values else PersonalMark.Kind.OTHER


def carry_marks_over(source_text: SourceText) -> None:
    """Give a new text what people decided of an older one: wherever the same words stand, held or cleared."""
    older = PersonalMark.objects.filter(source_text__submission=source_text.submission_id).exclude(
        source_text=source_text
    )
    there = set(source_text.personal_marks.values_list("start", "end"))
    held = set()
    rows = []
    # Held first: words that are held at one place are not shown because they were cleared at another.
    for mark in older.select_related("source_text").order_by("-state", "-id"):
        words = mark.source_text.text[mark.start : mark.end]
        if mark.state == PersonalMark.State.HELD:
            held.add(words)
        if mark.decided_by_id is None or (mark.state == PersonalMark.State.CLEARED and words in held):
            continue
        for span in places_of(words, source_text.text):
            if span in there:
                continue
            there.add(span)
            rows.append(
                PersonalMark(
                    source_text=source_text,
                    start=span[0],
                    end=span[1],
                    kind=mark.kind,
                    found_by_program=mark.found_by_program,
                    state=mark.state,
                    decided_by=mark.decided_by,
                )
            )
    PersonalMark.objects.bulk_create(rows, batch_size=500)


def places_of(words: str, text: str) -> Iterator[tuple[int, int]]:
    """Where `words` stand in `text`, without overlap."""
    at = text.find(words)
    while words and at >= 0:
        yield at, at + len(words)
        at = text.find(words, at + len(words))


def organisations_named(document: Document, more: Iterable[str] = ()) -> dict[str, Organisation]:
    """The organisations that a document names as senders or joins, by public id. One query."""
    keys = {sender.entry for sender in document.senders if sender.entry}
    keys |= {each.entry for each in document.endorsements if each.entry}
    found = Organisation.objects.in_bulk([*keys, *more], field_name="public_id")
    return {str(public_id): organisation for public_id, organisation in found.items()}
