"""Sections on the replies as wholes: figures, method, senders, where they stand, questions, appendix."""

from collections import Counter
from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from ..models import SENDER_KINDS, Stance
from .blocks import Block, Paragraph, Subheading, Table
from .material import Material, Reply
from .said import joined, number_of, without_words
from .sentences import kinds_of, said_by, sender_label


def in_brief(material: Material) -> list[Block]:
    """The figures of the whole in a few sentences."""
    replies = list(material.replies.values())
    if not replies:
        return [Paragraph(_("No replies have been read yet."))]
    sentences = [
        ngettext(
            "%(count)d reply has been read, from %(kinds)s.",
            "%(count)d replies have been read, from %(kinds)s.",
            len(replies),
        )
        % {"count": len(replies), "kinds": kinds_of(replies)}
    ]
    counted = Counter(reply.stance for reply in replies if reply.stance)
    sentences += [stance_count(value, counted[value]) for value in Stance.values if counted[value]]
    silent = len(replies) - counted.total()
    if silent and counted:
        sentences.append(
            ngettext(
                "%(count)d reply says nothing that shows where it stands.",
                "%(count)d replies say nothing that shows where they stand.",
                silent,
            )
            % {"count": silent}
        )
    return [Paragraph(" ".join(sentences))]


def stance_count(stance: str, count: int) -> str:
    """How many replies have a stance, as a sentence."""
    n = count
    sentences: dict[str, Callable[[], str]] = {
        Stance.SUPPORT: lambda: ngettext(
            "%(count)d supports the proposal.", "%(count)d support the proposal.", n
        ),
        Stance.SUPPORT_WITH_RESERVATIONS: lambda: ngettext(
            "%(count)d supports the proposal with reservations.",
            "%(count)d support the proposal with reservations.",
            n,
        ),
        Stance.OPPOSITION: lambda: ngettext(
            "%(count)d opposes the proposal.", "%(count)d oppose the proposal.", n
        ),
        Stance.NEUTRAL: lambda: ngettext("%(count)d takes no side.", "%(count)d take no side.", n),
    }
    return sentences[stance]() % {"count": count}


def method(material: Material) -> list[Block]:
    """How the draft was made, how far it has been looked at, and what is uncertain."""
    total = material.total
    blocks: list[Block] = [
        Paragraph(
            _(
                "This is a draft. The program (%(engine)s) has found the statements in the replies and "
                "proposed a type and a theme for each. Sentences with counts and names are put together "
                "from those; everything quoted stands word for word in the reply, at the place in the note."
            )
            % {"engine": material.engine or "–"}
        ),
        Paragraph(
            ngettext(
                "A person has reviewed %(reviewed)d of %(total)d statement. What has not been reviewed is "
                "marked so.",
                "A person has reviewed %(reviewed)d of %(total)d statements. What has not been reviewed is "
                "marked so.",
                total,
            )
            % {"reviewed": material.reviewed, "total": total},
            mark=material.reviewed < total,
        ),
        Paragraph(
            _(
                "Types and themes that nobody has reviewed can be wrong, and so can the counts that rest on "
                "them. That a sender is not named under a theme does not prove that nothing is said on it "
                "in the reply. How often the program is right has been measured: see docs/methods in the "
                "program's "
                "source code."
            )
        ),
    ]
    parts = []
    if material.background:
        parts.append(
            ngettext(
                "%(count)d statement is background and is not counted under the themes.",
                "%(count)d statements are background and are not counted under the themes.",
                material.background,
            )
            % {"count": material.background}
        )
    if material.refused:
        parts.append(
            ngettext(
                "%(count)d document could not be read and is not part of the summary.",
                "%(count)d documents could not be read and are not part of the summary.",
                material.refused,
            )
            % {"count": material.refused}
        )
    if material.waiting:
        parts.append(
            ngettext(
                "%(count)d document is still to be read.",
                "%(count)d documents are still to be read.",
                material.waiting,
            )
            % {"count": material.waiting}
        )
    if material.older:
        parts.append(
            ngettext(
                "%(count)d document is not counted: it is set aside, or a newer version replaces it.",
                "%(count)d documents are not counted: they are set aside, or newer versions replace them.",
                material.older,
            )
            % {"count": material.older}
        )
    parts.append(_("Private persons are not named, and what is held back is not quoted."))
    blocks.append(Paragraph(" ".join(parts)))
    return blocks


def senders(material: Material) -> list[Block]:
    """Who has replied, by kind; who has no remarks; who joins whom."""
    seen = {sender.key: sender.kind for reply in material.replies.values() for sender in reply.senders}
    counted = Counter(seen.values())
    unknown = sum(not reply.senders for reply in material.replies.values()) + counted[""]
    rows = [(str(label), str(counted[kind])) for kind, label in SENDER_KINDS if counted[kind]]
    if unknown:
        rows.append((_("not recognised"), str(unknown)))
    if not rows:
        return []
    rows.append((_("In all"), str(sum(int(count) for _label, count in rows))))
    blocks: list[Block] = [
        Table(
            _("Senders by kind"),
            (_("Kind of sender"), pgettext("column", "Senders")),
            tuple(rows),
        )
    ]
    joint = [reply for reply in material.replies.values() if len(reply.senders) > 1]
    if joint:
        blocks.append(
            Paragraph(
                ngettext(
                    "%(count)d reply is from several senders together.",
                    "%(count)d replies are from several senders together.",
                    len(joint),
                )
                % {"count": len(joint)}
            )
        )
    blocks += without_words([reply for reply in material.with_ids(material.replies) if reply.no_remarks])
    blocks += joined(material)
    return blocks


def stances(material: Material) -> list[Block]:
    """Who supports the proposal, with and without reservations, who opposes it, who takes no side."""
    by_stance: dict[str, list[Reply]] = {}
    for reply in material.with_ids(material.replies):
        by_stance.setdefault(reply.stance, []).append(reply)
    blocks: list[Block] = []
    for value in Stance.values:
        found = by_stance.get(value)
        if found:
            blocks.append(Paragraph(stance_sentence(value, number_of(found), said_by(found))))
    return blocks


def stance_sentence(stance: str, count: int, names: str) -> str:
    """Who has a stance, as a sentence."""
    sentences: dict[str, Callable[[], str]] = {
        Stance.SUPPORT: lambda: ngettext(
            "%(names)s supports the proposal.", "%(names)s support the proposal.", count
        ),
        Stance.SUPPORT_WITH_RESERVATIONS: lambda: ngettext(
            "%(names)s supports the proposal with reservations.",
            "%(names)s support the proposal with reservations.",
            count,
        ),
        Stance.OPPOSITION: lambda: ngettext(
            "%(names)s opposes the proposal.", "%(names)s oppose the proposal.", count
        ),
        Stance.NEUTRAL: lambda: ngettext("%(names)s takes no side.", "%(names)s take no side.", count),
    }
    return sentences[stance]() % {"names": names}


def questions(material: Material) -> list[Block]:
    """Each question that was asked in a form: how many answered it, and what they ticked."""
    blocks: list[Block] = []
    for words, answers in material.answers.items():
        blocks.append(Subheading(words))
        blocks.append(
            Paragraph(
                ngettext(
                    "%(count)d reply has this question.",
                    "%(count)d replies have this question.",
                    len(answers),
                )
                % {"count": len(answers)}
            )
        )
        ticked: dict[str, set[int]] = {}
        for submission, ticks in answers:
            for tick in ticks:
                ticked.setdefault(tick, set()).add(submission)
        if ticked:
            blocks.append(
                Table(
                    _("What was ticked"),
                    (_("Option"), _("Replies"), _("Who")),
                    tuple(
                        (option, str(len(ids)), said_by(material.with_ids(ids)))
                        for option, ids in sorted(ticked.items(), key=lambda item: -len(item[1]))
                    ),
                )
            )
    return blocks


def appendix(material: Material) -> list[Block]:
    """A table of every reply: sender, kind, stance, how many statements, how many reviewed."""
    kinds = {value: str(label) for value, label in SENDER_KINDS}
    labels = {value: str(label) for value, label in Stance.choices}
    unknown = _("not known")
    rows = tuple(
        (
            sender_label(reply),
            kinds.get(reply.senders[0].kind, unknown) if reply.senders else unknown,
            _("No remarks") if reply.no_remarks else labels.get(reply.stance, unknown),
            *(str(count) for count in material.counted.get(reply.id, (0, 0))),
        )
        for reply in material.with_ids(material.replies)
    )
    if not rows:
        return []
    heads = (_("Sender"), _("Kind of sender"), _("Stance"), _("Statements"), _("Reviewed"))
    return [Table(_("All replies"), heads, rows)]
