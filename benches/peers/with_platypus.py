"""The list with ReportLab's Platypus: a LongTable whose two header rows are repeated."""

import peer
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

for face in ("Regular", "Bold", "Italic"):
    pdfmetrics.registerFont(TTFont(face, str(peer.FACES / f"LiberationSerif-{face}.ttf")))

BODY = ParagraphStyle("body", fontName="Regular", fontSize=10, leading=11.6)
HEADING = ParagraphStyle("heading", fontName="Bold", fontSize=10, leading=11.6, alignment=TA_CENTER)
BOLD = ParagraphStyle("bold", fontName="Bold", fontSize=13, leading=17, alignment=TA_CENTER)
TITLE = ParagraphStyle("title", BOLD, fontName="Regular")
ITALIC = ParagraphStyle("italic", BOLD, fontName="Italic")
SUM = ParagraphStyle("sum", fontName="Regular", fontSize=12, leading=15)
RULES = [("GRID", (0, 0), (-1, -1), 0.4, "black"), ("FONT", (0, 0), (-1, -1), "Regular", 10, 11.6)]
PADDING = [
    ("LEFTPADDING", (0, 0), (-1, -1), 2.4),
    ("RIGHTPADDING", (0, 0), (-1, -1), 2.4),
    ("TOPPADDING", (0, 0), (-1, -1), 2.7),
    ("BOTTOMPADDING", (0, 0), (-1, -1), 2.7),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
]


def table(document):
    columns = document["columns"]
    upper = [Paragraph(column["group"] or column["heading"], HEADING) for column in columns]
    lower = [Paragraph(column["heading"], HEADING) if column["group"] else "" for column in columns]
    style = RULES + PADDING
    for group, first, count in peer.groups(columns):
        style.append(("SPAN", (first, 0), (first + count - 1, 0) if group else (first, 1)))
    for at, column in enumerate(columns):
        style.append(("ALIGN", (at, 2), (at, -1), column["align"].upper()))
    # Plain strings do not wrap; paragraphs do, and take longer.
    wraps = [column["align"] == "left" for column in columns]
    rows = [
        [Paragraph(cell, BODY) if cell and wrap else cell for cell, wrap in zip(row, wraps)]
        for row in document["rows"]
    ]
    widths = [column["width"] for column in columns]
    return LongTable([upper, lower, *rows], widths, repeatRows=2, style=TableStyle(style), hAlign="LEFT")


def story(document):
    lines = [[Paragraph(left, BOLD), Paragraph(right, BOLD)]
             for left, right in zip(document["committee"], document["nation"])]
    yield Table(lines, [290, 424])
    yield Spacer(1, 12)
    for line in [document["name"], *document["titles"]]:
        yield Paragraph(line, BOLD)
    yield Paragraph(document["area"], TITLE)
    yield Spacer(1, 7)
    yield table(document)
    yield Spacer(1, 8)
    for line in document["sums"]:
        yield Paragraph(line, SUM)
    signature = document["signature"]
    signed = [Paragraph(signature["place_and_date"], ITALIC)]
    signed += [Paragraph(line, BOLD) for line in signature["lines"]]
    yield Table([["", signed]], [414, 300])


def main():
    document, out = peer.arguments()

    def margins(canvas, _):
        canvas.setFont("Italic", 9)
        canvas.drawString(peer.LEFT, 37, f"{document['running']} – trang {canvas.getPageNumber()}")
        if canvas.getPageNumber() == 1:
            canvas.setFont("Bold", 11)
            canvas.drawRightString(landscape(A4)[0] - peer.RIGHT, 552, document["form"])

    def print_list():
        # Its frame adds 6 points on each side.
        SimpleDocTemplate(
            out,
            pagesize=landscape(A4),
            title=document["title"],
            leftMargin=peer.LEFT - 6,
            rightMargin=peer.RIGHT - 6,
            topMargin=peer.TOP - 6,
            bottomMargin=peer.BOTTOM - 6,
        ).build(list(story(document)), onFirstPage=margins, onLaterPages=margins)

    peer.report(print_list)


main()
