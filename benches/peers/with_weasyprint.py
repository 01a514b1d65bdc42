"""The list with WeasyPrint, from HTML."""

import list_html
import peer
import weasyprint


def main():
    document, out = peer.arguments()
    page = "\n".join(list_html.page(document))
    peer.report(lambda: weasyprint.HTML(string=page).write_pdf(out, pdf_tags=peer.tagged()))


main()
