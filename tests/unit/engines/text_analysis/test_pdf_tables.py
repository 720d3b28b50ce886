"""Tables in PDF: a cell's words stay together; columns of running text and frames are no tables."""

import io

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

from samstyring.engines.text_analysis import extract, read

LEFT = "Felles journal for hele kommunehelsetjenesten, slik den er foreslått i planen fra departementet"
RIGHT = "Kommunene må få dekket kostnadene til innføringen. Det er krevende for små kommuner å delta."
GRID = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def paragraph(words: str) -> Paragraph:
    return Paragraph(words, getSampleStyleSheet()["BodyText"])


def built(*parts: Flowable) -> bytes:
    stream = io.BytesIO()
    SimpleDocTemplate(stream, pagesize=A4, invariant=1).build(list(parts))
    return stream.getvalue()


def table(style: TableStyle = GRID) -> Table:
    rows = [["Tiltak", "Vår vurdering"], [LEFT, RIGHT]]
    return Table([[paragraph(words) for words in row] for row in rows], colWidths=[150, 300], style=style)


def cells(data: bytes) -> list[str]:
    source = extract(data, name="svar.pdf")
    return [
        " ".join(source.text[hint.start : hint.end].split()) for hint in source.hints if hint.kind == "cell"
    ]


def test_the_words_of_a_cell_stay_together() -> None:
    data = built(paragraph("Kommunen svarer her."), Spacer(1, 12), table(), paragraph("Vi takker for oss."))
    assert cells(data) == ["Tiltak", "Vår vurdering", LEFT, RIGHT]
    quotes = [" ".join(statement.quote.split()) for statement in read(data, name="svar.pdf").statements]
    assert "Det er krevende for små kommuner å delta." in quotes
    assert "Vi takker for oss." in quotes


def test_rows_that_are_drawn_line_by_line_are_put_into_their_cells() -> None:
    """Some programs draw across the whole row, one line of every cell after another."""
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.grid([50, 250, 500], [600, 650, 700])
    for y, left, right in ((685, "Staten bør", "Kommunene"), (670, "betale.", "mangler folk.")):
        canvas.drawString(60, y, left)
        canvas.drawString(260, y, right)
    canvas.drawString(60, 630, "Nederst")
    canvas.save()
    assert cells(stream.getvalue()) == ["Staten bør betale.", "Kommunene mangler folk.", "Nederst"]


def test_a_cell_over_two_columns_is_one() -> None:
    style = TableStyle([*GRID.getCommands(), ("SPAN", (0, 0), (1, 0))])
    assert cells(built(table(style)))[1:] == [LEFT, RIGHT]


def test_columns_without_lines_and_a_frame_are_no_tables() -> None:
    assert cells(built(table(TableStyle([])))) == []
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1)
    canvas.rect(40, 400, 500, 300)
    canvas.rect(50, 500, 9, 9)
    canvas.drawString(60, 500, "Ja, vi støtter forslaget.")
    canvas.save()
    assert cells(stream.getvalue()) == []
