"""Paper through the printers of the system: which there are, and pages sent to one of them.

A page is printed as the picture that is shown of it, only finer, over the whole sheet: the margins
are those of the PDF, and nothing is scaled a second time. Everything here is done away from the
screen (`Lane.PAPER`): a printer somewhere on the net may take its time to answer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter

from smbcrm.core.errors import EnvironmentFault
from smbcrm.core.i18n import N_
from smbcrm.membership.bills.types import PageImage, PaperSize

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

# ruff: noqa: PLC0415 - Qt's printing is loaded with the first bill that is looked at

DOTS_PER_INCH = 300
"""What every office printer can do, and fine enough for the smallest letters and the code."""

_SIZES = {PaperSize.A5: QPageSize.PageSizeId.A5, PaperSize.A4: QPageSize.PageSizeId.A4}


class PrinterRefused(EnvironmentFault):
    """The printer is gone, is off, or took only a part."""

    msgid = N_(
        "{printer} did not take it. See that it is on and has paper, choose another printer, or "
        "save the PDF."
    )


@dataclass(frozen=True, slots=True)
class PrintJob:
    """What is printed where: the printer by its name, the sheet, and what the queue calls it."""

    printer: str
    size: PaperSize
    title: str


class Printers:
    """The printers that are installed on this PC."""

    def installed(self) -> tuple[str, ...]:
        """Return their names, that of the system's own choice first."""
        from PySide6.QtPrintSupport import QPrinterInfo

        return in_order(QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName())

    def device(self, printer: str) -> "QPrinter | None":
        """Return a printer to paint on; None where there is none of that name."""
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        info = QPrinterInfo.printerInfo(printer)
        # Without a printer Qt would write a PDF somewhere instead.
        return None if info.isNull() else QPrinter(info, QPrinter.PrinterMode.HighResolution)

    def send(self, job: PrintJob, pages: Iterable[PageImage]) -> None:
        """Print pages, once. Raises PrinterRefused; then nothing, or only a part, was printed."""
        device = self.device(job.printer)
        if device is None:
            raise PrinterRefused(printer=job.printer)
        _set_up(device, job)
        painter = QPainter()
        if not painter.begin(device):
            raise PrinterRefused(printer=job.printer)
        try:
            complete = _paint(painter, device, pages)
        except BaseException:
            device.abort()
            raise
        finally:
            painter.end()
        if not complete or _failed(device):
            raise PrinterRefused(printer=job.printer)


def in_order(names: Sequence[str], default: str) -> tuple[str, ...]:
    """Return the names of printers, that of the system's own choice first."""
    return tuple(sorted(names, key=lambda name: name != default))


def picture(page: PageImage) -> QImage:
    """Return a page as Qt's picture, which owns its pixels and may go to any thread."""
    line = page.width * 3
    seen = QImage(page.pixels, page.width, page.height, line, QImage.Format.Format_RGB888)
    return seen.convertToFormat(QImage.Format.Format_RGB32)


def millimetres(size: PaperSize) -> tuple[float, float]:
    """Return width and height of a sheet as a bill lies on it, upright (ISO 216)."""
    sheet = QPageSize(_SIZES[size]).size(QPageSize.Unit.Millimeter)
    return sheet.width(), sheet.height()


def _set_up(device: "QPrinter", job: PrintJob) -> None:
    device.setDocName(job.title)
    device.setCreator("Shopbell")
    device.setPageSize(QPageSize(_SIZES[job.size]))
    device.setPageOrientation(QPageLayout.Orientation.Portrait)
    device.setFullPage(True)
    device.setPageMargins(QMarginsF(0, 0, 0, 0))
    device.setResolution(DOTS_PER_INCH)
    device.setCopyCount(1)


def _paint(painter: QPainter, device: "QPrinter", pages: Iterable[PageImage]) -> bool:
    """Paint the pages; tell whether the printer took all of them."""
    # Else it would go through JPEG, and letters get a grey fringe.
    painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering)
    for number, page in enumerate(pages):
        if number and not device.newPage():
            return False
        painter.drawImage(QRectF(0, 0, device.width(), device.height()), picture(page))
    return True


def _failed(device: "QPrinter") -> bool:
    state = device.PrinterState
    return device.printerState() in {state.Error, state.Aborted}
