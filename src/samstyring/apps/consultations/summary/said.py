"""Sections on what is said: a theme with who supports, who opposes and what they want; the points."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import Stance, StatementType
from .blocks import Block, Paragraph, Quotation
from .choosing import chosen, overlaps
from .material import Material, Reply, Said, title_of, words_of
from .sentences import enumerated, kinds_of, names_of, said_by, sender_label

# Quotations under each sentence. Two show that more than one says it; a third seldom adds anything.
QUOTATIONS = 2
MOST_POINTS = 25

__all__ = ["Said", "points", "theme"]

Sentence = Callable[[int, str], str]


def supports(count: int, names: str) -> str:
    """Who expresses support on a theme."""
    return ngettext("%(names)s expresses support.", "%(names)s express support.", count) % {"names": names}


def opposes(count: int, names: str) -> str:
    """Who objects on a theme."""
    return ngettext("%(names)s objects.", "%(names)s object.", count) % {"names": names}


def has_reservations(count: int, names: str) -> str:
    """Who supports the proposal with reservations and points to something difficult here."""
    return ngettext(
        "%(names)s supports the proposal with reservations, and points to challenges here.",
        "%(names)s support the proposal with reservations, and point to challenges here.",
        count,
    ) % {"names": names}


def points_to(count: int, names: str) -> str:
    """Who points to challenges."""
    return ngettext("%(names)s points to challenges.", "%(names)s point to challenges.", count) % {
        "names": names
    }


def proposes(count: int, names: str) -> str:
    """Who proposes or asks for something."""
    return ngettext(
        "%(names)s proposes something or asks for it.", "%(names)s propose something or ask for it.", count
    ) % {"names": names}


def wants_knowledge(count: int, names: str) -> str:
    """Who asks for knowledge."""
    return ngettext("%(names)s asks for more knowledge.", "%(names)s ask for more knowledge.", count) % {
        "names": names
    }


def tells(count: int, names: str) -> str:
    """Who tells of experience."""
    return ngettext(
        "%(names)s tells of experience or gives examples.",
        "%(names)s tell of experience or give examples.",
        count,
    ) % {"names": names}


def theme(material: Material, rows: Sequence[Said]) -> list[Block]:
    """The draft of a theme's section, from the statements on it. One query, for the words of quotations."""
    if not rows:
        return []
    on_theme = material.with_ids({row.reply for row in rows})
    blocks: list[Block] = [
        Paragraph(
            ngettext(
                "%(count)d of %(total)d replies takes up this: %(kinds)s.",
                "%(count)d of %(total)d replies take up this: %(kinds)s.",
                len(on_theme),
            )
            % {"count": len(on_theme), "total": len(material.replies), "kinds": kinds_of(on_theme)}
        ),
        how_far_reviewed(rows),
    ]
    parts = [(sentence, part) for sentence, part in divided(material, rows) if part]
    picked = [chosen(part, material.replies, material.held, most=QUOTATIONS) for _sentence, part in parts]
    words = words_of([row.id for some in picked for row in some])
    for (sentence, part), some in zip(parts, picked, strict=True):
        senders = material.with_ids({row.reply for row in part})
        blocks.append(Paragraph(sentence(number_of(senders), said_by(senders))))
        blocks += [
            quoted(material, row.reply, row.start, row.end, *words[row.id], reviewed=row.reviewed)
            for row in some
        ]
    return blocks


def divided(material: Material, rows: Sequence[Said]) -> list[tuple[Sentence, list[Said]]]:
    """The statements on a theme by what they do there, with the sentence that says so.

    Challenges are told apart by whether the reply as a whole supports the proposal with reservations.
    """
    of_type = {value: [row for row in rows if row.type == value] for value in StatementType.values}
    with_reservations = {
        pk for pk, reply in material.replies.items() if reply.stance == Stance.SUPPORT_WITH_RESERVATIONS
    }
    challenges = of_type[StatementType.CHALLENGE]
    return [
        (supports, of_type[StatementType.SUPPORT]),
        (has_reservations, [row for row in challenges if row.reply in with_reservations]),
        (opposes, of_type[StatementType.OPPOSITION]),
        (points_to, [row for row in challenges if row.reply not in with_reservations]),
        (proposes, of_type[StatementType.PROPOSAL]),
        (wants_knowledge, of_type[StatementType.KNOWLEDGE_NEED]),
        (tells, of_type[StatementType.EXAMPLE]),
    ]


def number_of(replies: Sequence[Reply]) -> int:
    """How many the subject of a sentence is: several senders, or one name that stands for several."""
    names = names_of(replies)
    return len(names) if len(names) != 1 or not names[0][:1].isdigit() else int(names[0].split()[0])


def how_far_reviewed(rows: Sequence[Said]) -> Paragraph:
    """A note on how many of the statements a person has looked at; no mark where all have been."""
    reviewed, total = sum(row.reviewed for row in rows), len(rows)
    if reviewed == total:
        text = ngettext(
            "The statement on this has been reviewed.",
            "All %(total)d statements on this have been reviewed.",
            total,
        )
    elif reviewed:
        text = _("Partly reviewed: %(reviewed)d of %(total)d statements on this have been reviewed.")
    else:
        text = ngettext(
            "Not reviewed: no person has looked at the statement on this yet.",
            "Not reviewed: no person has looked at any of the %(total)d statements on this yet.",
            total,
        )
    return Paragraph(text % {"reviewed": reviewed, "total": total}, mark=reviewed < total)


def quoted(
    material: Material, pk: int, start: int, end: int, words: str, language: str, *, reviewed: bool
) -> Quotation:
    """Words of a reply with their source."""
    reply = material.replies[pk]
    return Quotation(
        words=" ".join(words.split()),
        language=language or reply.language,
        sender=sender_label(reply),
        document=title_of(material, reply),
        page=reply.page_of(start),
        submission=reply.public_id,
        start=start,
        end=end,
        reviewed=reviewed,
    )


def points(material: Material) -> list[Block]:
    """The points that most replies raise: who raises each, who says the opposite, and one quotation."""
    blocks: list[Block] = []
    for point in material.points[:MOST_POINTS]:
        raised = material.with_ids(point.replies)
        blocks.append(
            Paragraph(
                _("%(point)s – raised by %(count)d replies: %(names)s.")
                % {"point": point.name, "count": len(raised), "names": said_by(raised)}
            )
        )
        if not point.confirmed:
            blocks.append(Paragraph(_("Not reviewed: the program has grouped these statements."), mark=True))
        if point.against:
            against = material.with_ids(point.against)
            blocks.append(
                Paragraph(
                    ngettext(
                        "%(names)s says the opposite.", "%(names)s say the opposite.", number_of(against)
                    )
                    % {"names": said_by(against)}
                )
            )
        if point.quote is not None:
            pk, start, end, words = point.quote
            source_text = material.replies[pk].source_text
            if not overlaps(start, end, material.held.get(source_text, ())):
                blocks.append(quoted(material, pk, start, end, words, "", reviewed=point.confirmed))
    left = len(material.points) - MOST_POINTS
    if left > 0:
        blocks.append(
            Paragraph(
                ngettext(
                    "%(count)d more point is in the workbook.",
                    "%(count)d more points are in the workbook.",
                    left,
                )
                % {"count": left}
            )
        )
    return blocks


def joined(material: Material) -> list[Block]:
    """Which senders join whose reply, one sentence for each that is joined."""
    by_name: dict[str, set[int]] = {}
    for submission, name in material.endorsements:
        if submission in material.replies:
            by_name.setdefault(name, set()).add(submission)
    blocks: list[Block] = []
    for name, ids in sorted(by_name.items(), key=lambda item: (-len(item[1]), item[0])):
        senders = material.with_ids(ids)
        blocks.append(
            Paragraph(
                ngettext(
                    "%(names)s joins the reply of %(other)s.",
                    "%(names)s join the reply of %(other)s.",
                    number_of(senders),
                )
                % {"names": said_by(senders), "other": name}
            )
        )
    return blocks


def without_words(replies: Sequence[Reply]) -> list[Block]:
    """Who has replied without remarks."""
    if not replies:
        return []
    return [
        Paragraph(
            ngettext(
                "%(names)s has no remarks to the proposal.",
                "%(names)s have no remarks to the proposal.",
                number_of(replies),
            )
            % {"names": enumerated(names_of(replies))}
        )
    ]
