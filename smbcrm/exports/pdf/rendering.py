"""A PDF as pictures: pdfium shows the very file that will be printed."""

import threading

import pypdfium2

from smbcrm.membership.bills.types import PageImage

_POINTS_PER_INCH = 72
_CHANNELS = 3
_PDFIUM = threading.Lock()
"""pdfium may be called by one thread at a time, whatever the document."""


class PdfiumRenderer:
    """Draws pages with pdfium."""

    def count(self, pdf: bytes) -> int:
        """Return how many pages there are; raise PdfiumError for what is no PDF."""
        with _PDFIUM:
            document = pypdfium2.PdfDocument(pdf)
            try:
                return len(document)
            finally:
                document.close()

    def page(self, pdf: bytes, number: int, dots_per_inch: int) -> PageImage:
        """Return a page, counted from 0, as it is printed; raise PdfiumError, or IndexError."""
        with _PDFIUM:
            document = pypdfium2.PdfDocument(pdf)
            try:
                page = document[number]
                bitmap = page.render(scale=dots_per_inch / _POINTS_PER_INCH, rev_byteorder=True)
                image = _image(bitmap)
                bitmap.close()
                page.close()
                return image
            finally:
                document.close()


def _image(bitmap: pypdfium2.PdfBitmap) -> PageImage:
    """Return the pixels without the bytes by which pdfium fills up each row."""
    data = memoryview(bitmap.buffer).cast("B")
    row = bitmap.width * _CHANNELS
    pixels = b"".join(
        data[start : start + row]
        for start in range(0, bitmap.height * bitmap.stride, bitmap.stride)
    )
    return PageImage(bitmap.width, bitmap.height, pixels)
