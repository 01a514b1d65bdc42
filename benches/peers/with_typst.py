"""The list with Typst as a library. It remembers what it laid out, so only the first list tells anything."""

import shutil
import tempfile
from pathlib import Path

import peer
import typst

SOURCE = Path(__file__).with_name("list.typ")


def main():
    data, out = peer.paths()
    # Typst reads files of one folder only.
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(SOURCE, folder)
        shutil.copy(data, Path(folder, "list.json"))
        peer.report(
            lambda: typst.compile(
                str(Path(folder, "list.typ")),
                output=out,
                font_paths=[str(peer.FACES)],
                ignore_system_fonts=True,
                pdf_tags=peer.tagged(),
            ),
            again=False,
        )


main()
