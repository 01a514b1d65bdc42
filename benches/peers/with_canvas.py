"""The list with ReportLab's canvas alone: every text and line placed by this file, no layout engine."""

import peer
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

for face in ("Regular", "Bold", "Italic"):
    pdfmetrics.registerFont(TTFont(face, str(peer.FACES / f"LiberationSerif-{face}.ttf")))

WIDTH, HEIGHT = landscape(A4)
RIGHT, TOP = WIDTH - peer.RIGHT, HEIGHT - peer.TOP
SIZE, LEADING, PADDING = 10, 11.6, 3


class Book:
    def __init__(self, document, out):
        self.document = document
        self.columns = document["columns"]
        self.lefts = [peer.LEFT]
        for column in self.columns:
            self.lefts.append(self.lefts[-1] + column["width"])
        self.canvas = Canvas(out, pagesize=(WIDTH, HEIGHT))
        self.canvas.setTitle(document["title"])
        self.canvas.setLineWidth(0.4)
        self.y = TOP

    def print(self):
        self.head()
        self.header()
        for row in self.document["rows"]:
            self.row(row)
        self.foot()
        self.end_page()
        self.canvas.save()

    def text(self, face, size, align, left, right, y, text):
        self.canvas.setFont(face, size)
        if align == "center":
            self.canvas.drawCentredString((left + right) / 2, y, text)
        elif align == "right":
            self.canvas.drawRightString(right, y, text)
        else:
            self.canvas.drawString(left, y, text)

    def head(self):
        self.text("Bold", 11, "right", peer.LEFT, RIGHT, TOP + 14, self.document["form"])
        for at, line in enumerate(self.document["committee"]):
            self.text("Bold", 13, "center", peer.LEFT, peer.LEFT + 290, TOP - 12 - 17 * at, line)
        for at, line in enumerate(self.document["nation"]):
            self.text("Bold", 13, "center", RIGHT - 300, RIGHT, TOP - 12 - 17 * at, line)
        self.y = TOP - 62
        for line in [self.document["name"], *self.document["titles"]]:
            self.text("Bold", 13, "center", 0, WIDTH, self.y, line)
            self.y -= 17
        self.text("Regular", 13, "center", 0, WIDTH, self.y, self.document["area"])
        self.y -= 17

    def header(self):
        top, middle, bottom = self.y, self.y - 29, self.y - 58
        for group, first, count in peer.groups(self.columns):
            left, right = self.lefts[first], self.lefts[first + count]
            self.canvas.rect(left, bottom, right - left, top - bottom)
            if group:
                self.heading(group, left, right, top)
                self.canvas.line(left, middle, right, middle)
        for at, column in enumerate(self.columns):
            left, right = self.lefts[at], self.lefts[at + 1]
            if column["group"]:
                self.canvas.line(left, bottom, left, middle)
            self.heading(column["heading"], left, right, middle if column["group"] else top)
        self.y = bottom

    def heading(self, heading, left, right, top):
        for line in simpleSplit(heading, "Bold", SIZE, right - left - 2 * PADDING):
            self.text("Bold", SIZE, "center", left, right, top - 12, line)
            top -= LEADING

    def row(self, row):
        cells = [
            simpleSplit(cell, "Regular", SIZE, column["width"] - 2 * PADDING) if cell else []
            for cell, column in zip(row, self.columns)
        ]
        height = 5.4 + LEADING * max(map(len, cells))
        if self.y - height < peer.BOTTOM:
            self.end_page()
            self.header()
        for at, (lines, column) in enumerate(zip(cells, self.columns)):
            y = self.y - 12
            for line in lines:
                left, right = self.lefts[at] + PADDING, self.lefts[at + 1] - PADDING
                self.text("Regular", SIZE, column["align"], left, right, y, line)
                y -= LEADING
        bottom = self.y - height
        for left in self.lefts:
            self.canvas.line(left, bottom, left, self.y)
        self.canvas.line(self.lefts[0], bottom, self.lefts[-1], bottom)
        self.y = bottom

    def foot(self):
        if self.y - 220 < peer.BOTTOM:
            self.end_page()
        self.y -= 20
        for line in self.document["sums"]:
            self.text("Regular", 12, "left", peer.LEFT, RIGHT, self.y, line)
            self.y -= 15
        signature = self.document["signature"]
        self.text("Italic", 13, "center", RIGHT - 300, RIGHT, self.y, signature["place_and_date"])
        for line in signature["lines"]:
            self.y -= 16
            self.text("Bold", 13, "center", RIGHT - 300, RIGHT, self.y, line)

    def end_page(self):
        running = f"{self.document['running']} – trang {self.canvas.getPageNumber()}"
        self.text("Italic", 9, "left", peer.LEFT, RIGHT, 37, running)
        self.canvas.showPage()
        self.canvas.setLineWidth(0.4)
        self.y = TOP


def main():
    document, out = peer.arguments()
    peer.report(lambda: Book(document, out).print())


main()
