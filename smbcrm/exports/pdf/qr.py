"""QR codes (ISO/IEC 18004) as rows of dark and light squares; reportlab encodes them."""

from typing import Any

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET = 4
"""The light squares that a code needs on every side."""

_MASK = 2


def qr_rows(text: str) -> list[list[bool]]:
    """Return the squares of a code, True for dark, without its quiet zone.

    Capitals, digits, blanks and : / . - make a smaller code than other signs. The mask is always
    the same: a reader takes any, and to try all eight costs more than the rest of a bill.
    """
    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.version = code.calculate_version()
    code.makeImpl(False, _MASK)  # noqa: FBT003 - reportlab's
    return [[bool(dark) for dark in row] for row in code.modules]
