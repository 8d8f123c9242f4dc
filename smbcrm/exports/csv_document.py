"""Documents as CSV: one table after the other, with an empty line and its title between them."""

import codecs
import csv
from collections.abc import Mapping
from io import BytesIO

from smbcrm.core.i18n import Translator
from smbcrm.exports.csv_table import cell_text
from smbcrm.membership.imports.cells import quoted
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.ports import MadeFile
from smbcrm.membership.reports.tables import tables_of


class CsvDocumentWriter:
    """Writes the tables of a document; CSV has every character."""

    def make(self, document: Document, words: Translator, _instead: Mapping[str, str]) -> MadeFile:
        """Return the file: a table alone is headings and rows, of several each has its title."""
        stream = BytesIO()
        writer = csv.writer(codecs.getwriter("utf-8-sig")(stream, "replace"))
        tables = tables_of(document, words)
        for number, table in enumerate(tables):
            if number:
                writer.writerow(())
            if len(tables) > 1:
                writer.writerow([quoted(table.title)])
            writer.writerow(quoted(column.heading) for column in table.columns)
            writer.writerows(map(cell_text, row) for row in table.rows)
        return MadeFile(stream.getvalue())
