"""Printers for tests: their paper is a PDF, and they refuse when they are told to."""

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from smbcrm.exports.pdf.rendering import PdfiumRenderer
from smbcrm.membership.bills.types import PageImage
from smbcrm.ui.printing import PrinterRefused, Printers, PrintJob


class PdfPrinters(Printers):
    """Prints into a folder: a file for each job, `1.pdf`, `2.pdf`."""

    def __init__(self, folder: Path, *names: str) -> None:
        self._folder = folder
        self._names = names
        self.jobs: list[PrintJob] = []
        self.refuses = False

    def installed(self) -> tuple[str, ...]:
        return self._names

    def device(self, printer: str) -> QPrinter | None:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(self.paper(len(self.jobs))))
        return made if printer in self._names else None

    def send(self, job: PrintJob, pages: Iterable[PageImage]) -> None:
        if self.refuses:
            raise PrinterRefused(printer=job.printer)
        self.jobs.append(job)
        super().send(job, pages)

    def paper(self, number: int) -> Path:
        """Return the file of a job, counted from 1."""
        return self._folder / f"{number}.pdf"


def printed(file: Path) -> list[PageImage]:
    """Return the pages of a PDF as pictures of 150 dots per inch."""
    renderer, pdf = PdfiumRenderer(), file.read_bytes()
    return [renderer.page(pdf, number, 150) for number in range(renderer.count(pdf))]
