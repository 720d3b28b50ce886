"""Replies put together line by line, stored as the reader's findings are, without the time reading takes."""

import hashlib
from collections.abc import Sequence

from samstyring.apps.consultations.actions import readings, submissions
from samstyring.apps.consultations.models import Consultation, Submission
from samstyring.apps.ledger.events import SYSTEM
from samstyring.engines.text_analysis import model

# (type, theme, words); a type that is empty makes a heading.
Line = tuple[str, str, str]


def reply(
    consultation: Consultation,
    sender: str,
    lines: Sequence[Line],
    *,
    kind: str = "municipality",
    file_name: str = "",
    stance: str = "",
    no_remarks: bool = False,
    held: Sequence[str] = (),
) -> Submission:
    """A reply that has been read; each line is a passage and, with a type, a statement."""
    text = "\n".join(words for _type, _theme, words in lines) + "\n"
    name = file_name or f"{sender}.txt"
    submission = submissions.receive(
        consultation=consultation, file_name=name, chunks=[f"{sender}\n{text}".encode()], by=SYSTEM
    ).submission
    passages, statements, at = [], [], 0
    for type_, theme, words in lines:
        end = at + len(words)
        what = model.PassageKind.PARAGRAPH if type_ else model.PassageKind.HEADING
        passages.append(model.Passage(at, end, what, at, level=0 if type_ else 1))
        if type_:
            statements.append(
                model.Statement(
                    at, end, words, model.StatementType(type_), theme, 0.8, "no cue", language="nb"
                )
            )
        at = end + 1
    document = model.Document(
        name=name,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title="Høringssvar",
        language="nb",
        source=model.SourceText(text, ((0, len(text)),), "text"),
        passages=tuple(passages),
        statements=tuple(statements),
        senders=(model.Sender(sender, kind),) if sender else (),
        stance=model.Stance(model.StanceValue(stance), 0.9) if stance else None,
        no_remarks=no_remarks,
        personal_data=tuple(
            model.PersonalData(text.index(words), text.index(words) + len(words), "phone") for words in held
        ),
    )
    readings.store_reading(submission=submission, document=document)
    submission.refresh_from_db()
    return submission


SECRET = "99 88 77 66"


def three(consultation: Consultation) -> list[Submission]:
    """A municipality in favour with reservations, one against, and a private person with a phone number."""
    return [
        reply(
            consultation,
            "Eksempelvik kommune (eksempel)",
            [
                ("", "", "Høringssvar om eksempelforslaget"),
                ("support", "interoperability", "Vi støtter målet om en felles løsning for helsetjenesten."),
                ("challenge", "staffing", "Det er krevende for små kommuner å rekruttere sykepleiere hit."),
                ("proposal", "funding", "Staten bør betale for opplæringen av de ansatte før innføringen."),
            ],
            stance="support_with_reservations",
        ),
        reply(
            consultation,
            "Eksempeldal kommune (eksempel)",
            [
                ("opposition", "interoperability", "Kommunen går imot forslaget slik det er utformet i dag."),
                ("challenge", "staffing", "Det er mangel på sykepleiere i regionen, og ingen kan avse tid."),
                ("background", "none", "Kommunen har fire tusen innbyggere og deler legevakt med to andre."),
            ],
            stance="opposition",
        ),
        reply(
            consultation,
            "Kari Eksempelsen",
            [
                ("", "", "Innspill fra Kari Eksempelsen"),
                ("proposal", "information-sharing", "Pårørende må få bedre innsyn i meldinger om sine."),
                ("proposal", "staffing", f"Ring meg på {SECRET} om hvordan flere sykepleiere kan ansettes."),
            ],
            kind="private_person",
            file_name="kari-eksempelsen.txt",
            held=[SECRET],
        ),
    ]
