"""The list as a page of HTML for programs that print such pages: `list_html.py LIST.json PAGE.html`."""

import html

import peer

STYLE = """
@page { size: A4 landscape; margin: 20mm 15mm 20mm 30mm;
  @bottom-left { content: "RUNNING"; font: italic 9pt Faces; white-space: nowrap; }
  @top-center { content: counter(page); font: 13pt Faces; } }
@page :first { @top-center { content: none; } @top-right { content: "FORM"; font: bold 11pt Faces; } }
@font-face { font-family: Faces; src: url("FACES/LiberationSerif-Regular.ttf"); }
@font-face { font-family: Faces; font-weight: bold; src: url("FACES/LiberationSerif-Bold.ttf"); }
@font-face { font-family: Faces; font-style: italic; src: url("FACES/LiberationSerif-Italic.ttf"); }
* { margin: 0; padding: 0; }
body { font: 13pt/17pt Faces; }
h1, h2, .head, .signature b { font-size: 13pt; font-weight: bold; text-align: center; }
.head { display: flex; margin-bottom: 12pt; }
.head div { width: 50%; }
.area { text-align: center; margin-bottom: 7pt; }
table { border-collapse: collapse; table-layout: fixed; width: 714pt; font-size: 10pt; line-height: 11.6pt; }
th, td { border: .4pt solid black; padding: 2.5pt 2.2pt; vertical-align: top; }
th { vertical-align: middle; }
tr { break-inside: avoid; }
.sums { font-size: 12pt; line-height: 15pt; margin-top: 8pt; }
.signature { margin-left: 414pt; text-align: center; break-inside: avoid; }
"""


def page(document):
    columns, text = document["columns"], html.escape
    style = STYLE.replace("RUNNING", document["running"]).replace("FORM", document["form"])
    yield f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{text(document["title"])}</title>'
    yield f"<style>{style.replace('FACES', peer.FACES.as_uri())}"
    for at, column in enumerate(columns, 1):
        yield f"td:nth-child({at}) {{ text-align: {column['align']}; }}"
    yield '</style><div class="head">'
    for lines in (document["committee"], document["nation"]):
        yield f"<div>{'<br>'.join(map(text, lines))}</div>"
    yield f"</div><h1>{text(document['name'])}</h1>"
    yield from (f"<h2>{text(line)}</h2>" for line in document["titles"])
    yield f'<p class="area">{text(document["area"])}</p><table>'
    yield from (f'<col style="width: {column["width"]}pt">' for column in columns)
    yield "<thead><tr>"
    for group, first, count in peer.groups(columns):
        if group:
            yield f'<th colspan="{count}">{text(group)}</th>'
        else:
            yield f'<th rowspan="2">{text(columns[first]["heading"])}</th>'
    yield "</tr><tr>"
    yield from (f"<th>{text(column['heading'])}</th>" for column in columns if column["group"])
    yield "</tr></thead><tbody>"
    for row in document["rows"]:
        yield f"<tr>{''.join(f'<td>{text(cell)}</td>' for cell in row)}</tr>"
    yield '</tbody></table><div class="sums">'
    yield from (f"<p>{text(line)}</p>" for line in document["sums"])
    signature = document["signature"]
    yield f'</div><div class="signature"><p><i>{text(signature["place_and_date"])}</i></p>'
    yield from (f"<p><b>{text(line)}</b></p>" for line in signature["lines"])
    yield "</div></html>"


if __name__ == "__main__":
    document, out = peer.arguments()
    with open(out, "w", encoding="utf-8") as file:
        file.write("\n".join(page(document)))
