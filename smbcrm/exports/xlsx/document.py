"""Documents as workbooks: a sheet for each table."""

from collections.abc import Mapping
from io import BytesIO

from smbcrm.core.i18n import Translator
from smbcrm.exports.xlsx.book import workbook
from smbcrm.membership.reports.document import Document
from smbcrm.membership.reports.ports import MadeFile
from smbcrm.membership.reports.tables import tables_of

# ruff: noqa: PLC0415 - the library is loaded with the first workbook, not with the first report


class XlsxDocumentWriter:
    """Writes a document to a workbook, which has every character."""

    def make(self, document: Document, words: Translator, _instead: Mapping[str, str]) -> MadeFile:
        """Return the workbook. Raises TooManyRows."""
        from smbcrm.exports.xlsx.sheet import properties, write_sheet

        stream = BytesIO()
        with workbook(stream) as book:
            for table in tables_of(document, words):
                write_sheet(book, table)
            book.set_properties(properties(words.render(document.title), document.day))
        return MadeFile(stream.getvalue())
