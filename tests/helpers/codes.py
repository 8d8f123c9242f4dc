"""Codes on paper and on the screen, read as a telephone reads them."""

import atexit
import gc

from PIL import Image
from PySide6.QtGui import QImage
from zxingcpp import read_barcodes

from smbcrm.membership.bills.types import PageImage

# The tests of screens freeze what is there, and zxing tells of everything that is left at the end.
atexit.register(gc.unfreeze)


def codes_on(image: QImage) -> list[str]:
    """Return what the codes on a picture say."""
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    seen = Image.frombytes(
        "RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine()
    )
    return [code.text for code in read_barcodes(seen)]


def codes_in(page: PageImage) -> list[str]:
    """Return what the codes on a page say."""
    seen = Image.frombytes("RGB", (page.width, page.height), page.pixels)
    return [code.text for code in read_barcodes(seen)]
