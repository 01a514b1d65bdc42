"""Workbooks of texts, as small as programs that read them allow: `.xlsx`, `.ods` and `.xls`."""

import struct
import zipfile
from xml.sax.saxutils import escape


def column(at):
    """The letters of a column."""
    return chr(65 + at) if at < 26 else column(at // 26 - 1) + chr(65 + at % 26)


def xlsx_row(number, cells):
    texts = ((column(at), escape(text)) for at, text in enumerate(cells) if text)
    cells = "".join(f'<c r="{at}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for at, text in texts)
    return f'<row r="{number}">{cells}</row>'


def xlsx(path, sheets):
    """Writes sheets, each a name and its rows, as a workbook of Excel."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    names = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" r:id="rId{at}"/>' for at, (name, _) in enumerate(sheets, 1)
    )
    related = "".join(
        f'<Relationship Id="rId{at}" Type="{office}/worksheet" Target="worksheets/sheet{at}.xml"/>'
        for at in range(1, len(sheets) + 1)
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{package}/content-types"/>')
        root = f'<Relationship Id="rId1" Type="{office}/officeDocument" Target="xl/workbook.xml"/>'
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}/relationships">{root}</Relationships>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}/relationships">{related}</Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{spreadsheet}" xmlns:r="{office}"><sheets>{names}</sheets></workbook>')
        for at, (_, rows) in enumerate(sheets, 1):
            cells = "".join(xlsx_row(number, row) for number, row in enumerate(rows, 1))
            sheet = f'<worksheet xmlns="{spreadsheet}"><sheetData>{cells}</sheetData></worksheet>'
            book.writestr(f"xl/worksheets/sheet{at}.xml", sheet)


def ods(path, sheets):
    """Writes sheets as an OpenDocument workbook."""
    of = "urn:oasis:names:tc:opendocument:xmlns"

    def cell(text):
        if not text:
            return "<table:table-cell/>"
        return f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'

    def table(name, rows):
        rows = "".join(f"<table:table-row>{''.join(map(cell, row))}</table:table-row>" for row in rows)
        return f'<table:table table:name="{escape(name)}">{rows}</table:table>'

    tables = "".join(table(name, rows) for name, rows in sheets)
    content = (
        f'<office:document-content xmlns:office="{of}:office:1.0" xmlns:table="{of}:table:1.0" xmlns:text="{of}:text:1.0">'
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=4) as book:
        book.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", "<manifest:manifest/>")
        book.writestr("content.xml", content)


SECTOR, FREE, END, TABLE, LIST = 512, 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFC


def record(kind, body):
    return struct.pack("<HH", kind, len(body)) + body


def label(row, at, text):
    return record(0x0204, struct.pack("<HHHHB", row, at, 0, len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le"))


def xls(path, sheets):
    """Writes sheets as a workbook of Excel 97: records (BIFF8) in a compound file."""

    def begin(kind):
        return record(0x0809, struct.pack("<8H", 0x0600, kind, 0x0DBB, 0x07CC, 0, 0, 6, 0))

    def listed(name, at):
        return record(0x0085, struct.pack("<IHBB", at, 0, len(name), 1) + name.encode("utf-16-le"))

    bodies = []
    for _, rows in sheets:
        cells = (label(row, at, text) for row, cells in enumerate(rows) for at, text in enumerate(cells) if text)
        bodies.append(begin(0x0010) + b"".join(cells) + record(0x000A, b""))
    head, at = begin(0x0005) + record(0x0042, struct.pack("<H", 1200)), 0
    at = len(head) + sum(len(listed(name, 0)) for name, _ in sheets) + 4
    for (name, _), body in zip(sheets, bodies):
        head += listed(name, at)
        at += len(body)
    stream = head + record(0x000A, b"") + b"".join(bodies)
    path.write_bytes(compound(stream.ljust(4096, b"\0")))


def compound(stream):
    """A compound file of the one stream `Workbook`."""
    sectors, tables, lists = -(-len(stream) // SECTOR), 1, 0
    while tables * 128 < tables + lists + 1 + sectors:
        tables += 1
        lists = -(-max(0, tables - 109) // 127)
    first = tables + lists + 1
    following = [TABLE] * tables + [LIST] * lists + [END] + list(range(first + 1, first + sectors)) + [END]
    following += [FREE] * (tables * 128 - len(following))
    header = bytes.fromhex("D0CF11E0A1B11AE1").ljust(24, b"\0") + struct.pack("<8H", 0x3E, 3, 0xFFFE, 9, 6, 0, 0, 0)
    header += struct.pack("<9I", 0, tables, tables + lists, 0, 4096, END, 0, tables if lists else END, lists)
    places = list(range(tables)) + [FREE] * (109 + 127 * lists - tables)
    header += struct.pack("<109I", *places[:109])
    chain = b""
    for at in range(lists):
        begin = 109 + 127 * at
        more = tables + at + 1 if at + 1 < lists else END
        chain += struct.pack("<128I", *places[begin : begin + 127], more)

    def entry(name, kind, child, begin, length):
        wide = name.encode("utf-16-le")
        fixed = struct.pack("<HBB3I", len(wide) + 2, kind, 1, FREE, FREE, child).ljust(52, b"\0")
        return wide.ljust(64, b"\0") + fixed + struct.pack("<IQ", begin, length)

    directory = entry("Root Entry", 5, 1, END, 0) + entry("Workbook", 2, FREE, first, len(stream))
    whole = header + struct.pack(f"<{len(following)}I", *following) + chain + directory.ljust(SECTOR, b"\0") + stream
    return whole.ljust(-(-len(whole) // SECTOR) * SECTOR, b"\0")


def fill(template, path, filled):
    """Writes a template with rows more: of each sheet that is named, below all that stand there."""
    with zipfile.ZipFile(template) as book, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        names = book.read("xl/workbook.xml").decode().split('<sheet name="')[1:]
        parts = {f"xl/worksheets/sheet{at}.xml": name.partition('"')[0] for at, name in enumerate(names, 1)}
        for part in book.namelist():
            text = book.read(part)
            rows = filled.get(parts.get(part))
            if rows:
                text = text.decode()
                last = int(text.rpartition('<row r="')[2].partition('"')[0])
                more = "".join(xlsx_row(last + at, row) for at, row in enumerate(rows, 1))
                text = text.replace("</sheetData>", more + "</sheetData>").encode()
            out.writestr(part, text)
