"""Statements as HTML, put together here where a page has many of them: a template takes ten times as long.

Everything that is not written here goes through `escape`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from uuid import UUID

from django.contrib.humanize.templatetags.humanize import intcomma
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .models import StatementType
from .queries.documents import MarkedPassage, MarkedStatement, Piece
from .queries.listing import Listed
from .queries.tables import Cell, Row, Table
from .searched import Run

SHORT = 60  # characters of a statement that tell buttons of a list apart for those who hear them


# What stands after the address of a place for these pages of it; a test holds it to the addresses.
POINT, ALIKE = "poeng/", "lignende/"
NOBODY = UUID(int=0)


def place_address(document: UUID, start: int, end: int) -> str:
    """The address of a place in a document, without looking it up among all addresses each time."""
    return f"{documents_address()}{document}/{start}-{end}/"


@cache
def documents_address() -> str:
    """What the addresses of all documents begin with."""
    return reverse("consultations:document", args=[NOBODY]).removesuffix(f"{NOBODY}/")


def joined(parts: Iterable[str]) -> SafeString:
    """Parts that are HTML already, as one."""
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped where it is made


def list_items(rows: Sequence[Listed], *, may_make_points: bool, csrf_token: str) -> SafeString:
    """The items of a list of statements."""
    labels = {str(value): escape(label) for value, label in StatementType.choices}
    words = {
        "nobody": escape(_("sender not recognised")),
        "cited": escape(_("cited from others")),
        "reviewed": escape(_("looked at by a person")),
        "differs": escape(_("differs from the program's proposal")),
        "point": escape(_("Make a point of this")),
        "alike": escape(_("Means about the same as this")),
        "token": escape(csrf_token),
    }
    return joined(list_item(row, labels, words, may_make_points=may_make_points) for row in rows)


def list_item(
    row: Listed, labels: Mapping[str, str], words: Mapping[str, str], *, may_make_points: bool
) -> str:
    """One item: the statement, what it is and who says it, and what can be done with it."""
    place = place_address(row.reply, row.start, row.end)
    notes = [
        words[name]
        for name, there in (("cited", row.cited), ("reviewed", row.reviewed), ("differs", row.differs))
        if there
    ]
    said_by = ", ".join(map(escape, row.senders)) or words["nobody"]
    about = " · ".join([f"{escape(row.theme_label)} · {said_by} · {escape(row.document)}", *notes])
    short = for_hearing(row.quote)
    form = ""
    if may_make_points:
        form = (
            f'<form method="post" action="{place}{POINT}"><input type="hidden" name="csrfmiddlewaretoken"'
            f' value="{words["token"]}"><button class="ds-button" data-variant="tertiary" data-size="sm"'
            f' type="submit">{words["point"]}{short}</button></form>'
        )
    return (
        f'<li class="statements__item"><blockquote class="statements__quote" data-type="{row.type}"'
        f' lang="{escape(row.language or "nb")}"><a href="{place}">{runs(row.runs)}</a></blockquote>'
        f'<p class="statements__by"><span class="statement-type" data-type="{row.type}">'
        f"{labels[row.type]}</span> {about}</p>"
        f'<div class="point-act">{form}<a class="ds-link" href="{place}{ALIKE}">{words["alike"]}{short}</a>'
        "</div></li>\n"
    )


def runs(parts: Iterable[Run]) -> str:
    """Text with what was searched for marked."""
    return "".join(
        f'<mark class="hit">{escape(part.text)}</mark>' if part.is_hit else escape(part.text)
        for part in parts
    )


def marked_passages(
    passages: Iterable[MarkedPassage], path: str, *, selected: str, unmarked: bool
) -> SafeString:
    """The passages of a document with its statements marked. `path` is the document's address, `selected` the
    anchor of the chosen place; with `unmarked` the text between can be chosen too."""
    labels = {str(value): escape(label) for value, label in StatementType.choices}
    return joined(
        passage_html(passage, "".join(pieces_html(passage, path, labels, selected, unmarked=unmarked)))
        for passage in passages
    )


def passage_html(passage: MarkedPassage, inside: str) -> str:
    """A heading or a paragraph around HTML."""
    if passage.kind == "heading":
        return (
            f'<h2 class="passage" id="p{passage.position}" data-kind="heading" data-level="{passage.level}">'
            f"{inside}</h2>\n"
        )
    return f'<p class="passage" id="p{passage.position}" data-kind="{escape(passage.kind)}">{inside}</p>\n'


def pieces_html(
    passage: MarkedPassage, path: str, labels: Mapping[str, str], selected: str, *, unmarked: bool
) -> Iterator[str]:
    """The pieces of a passage: those of a statement lead to its place, its label before the first."""
    for piece in passage.pieces:
        words = escape(piece.text)
        if piece.marked is not None:
            yield mark_html(piece, piece.marked, words, path, labels, selected)
        elif unmarked and piece.text.strip():
            place = f"{path}{piece.start}-{piece.end}/"
            yield f'<a class="unmarked" data-at="{piece.start}" href="{place}">{words}</a>'
        else:
            yield f'<span data-at="{piece.start}">{words}</span>'


def mark_html(
    piece: Piece, mark: MarkedStatement, words: str, path: str, labels: Mapping[str, str], selected: str
) -> str:
    """A piece of a statement."""
    type_, anchor = mark.type, mark.anchor
    attributes = f'data-at="{piece.start}" data-type="{type_}" data-statement="{anchor}"'
    if mark.reviewed:
        attributes += " data-reviewed"
    if anchor == selected:
        attributes += " data-selected"
    if not piece.first:
        return (
            f'<mark class="statement" {attributes}><a class="statement__link" href="{path}{anchor}/"'
            f' tabindex="-1">{words}</a></mark>'
        )
    return (
        f'<mark class="statement" {attributes} id="{anchor}">'
        f'<a class="statement__link" href="{path}{anchor}/">'
        f'<span class="statement-type" data-type="{type_}">{labels[type_]}</span> {words}</a></mark>'
    )


def cross_rows(table: Table, address: str) -> SafeString:
    """The rows of a table of themes; each cell leads to its statements, at `address` with its query."""
    return joined(cross_row(row, address) for row in table.rows)


def cross_row(row: Row, address: str) -> str:
    """A theme with its cells and their sum."""
    cells = "".join(
        f'<td class="number" data-shade="{cell.shade}">'
        + (linked(cell, address) if cell.count else '<span class="quiet">0</span>')
        + "</td>"
        for cell in row.cells
    )
    total = f'<td class="number">{linked(row.total, address)}</td>'
    return f'<tr><th scope="row">{escape(row.label)}</th>{cells}{total}</tr>\n'


def linked(cell: Cell, address: str) -> str:
    """The number of a cell as a link to what it counts."""
    return f'<a href="{address}?{escape(cell.query)}">{intcomma(cell.count)}</a>'


def member_act(
    point: UUID,
    fields: Mapping[str, str],
    words: str,
    *,
    of: str,
    key: str,
    primary: bool,
    csrf_token: str,
) -> SafeString:
    """A form with one button that decides on a statement of a point: `words` are the button's, `of` those of
    the statement, for whoever hears a list of buttons, `key` the key that presses it."""
    address = points_address().replace(str(NOBODY), str(point))
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in {"csrfmiddlewaretoken": csrf_token, **fields}.items()
    )
    label = f"{f'<kbd>{key}</kbd> ' if key else ''}{escape(words)}{for_hearing(of) if of else ''}"
    keys = f' data-key="{key}" aria-keyshortcuts="{key}"' if key else ""
    variant = "secondary" if primary else "tertiary"
    return joined(
        (
            f'<form method="post" action="{address}" hx-post="{address}" hx-target="#suggestions"',
            f' hx-swap="outerHTML">{hidden}<button class="ds-button" data-size="sm" data-variant="{variant}"',
            f' type="submit"{keys}>{label}</button></form>',
        )
    )


@cache
def points_address() -> str:
    """The address at which the statements of a point are decided on, of the point `NOBODY`."""
    return reverse("consultations:point_decide", args=[NOBODY])


def for_hearing(words: str) -> str:
    """The words of a statement after a button's own, for those who do not see where it stands."""
    told = words if len(words) <= SHORT else words[: SHORT - 1] + "…"
    return f'<span class="ds-sr-only"> – {escape(told)}</span>'
