"""An e-bill from its operation to the file, beside reportlab's bare page.

The product looks the bill up, sets it, notes that it is handed over, and writes the file so that it
appears whole. The baseline knows every string of the same bills with font, size and place, puts
them on a page of the same size, and writes that: no boxes, no code, no database. The fonts are
registered on both sides before. Bills of a shop in Chinese: the fonts that are dearest.
"""

from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from reportlab.pdfgen.canvas import Canvas

from bench.data import NOW
from bench.measure import Figure, cpu, in_turns, must_equal
from bench.shops import copy_of
from smbcrm.bootstrap import open_shop
from smbcrm.core.clock import SetClock
from smbcrm.core.ids import job_id
from smbcrm.exports.pdf.sheet import Sheet
from smbcrm.exports.pdf.typesetting import Line
from smbcrm.membership.bills.types import Paper
from smbcrm.membership.requests.types import Act
from smbcrm.membership.services import Services

LIMIT = 2.0
ROUND = 40
"""Bills of one side before it is the other's turn."""
_A5 = 419.53, 595.28
_MILLIMETRE = 72 / 25.4


class _String(NamedTuple):
    """What the baseline puts on its page: in points, from the lower left corner."""

    font: str
    size: float
    x: float
    y: float
    text: str


def measure(shop: Path, folder: Path) -> Figure:
    """Measure on a copy of a shop of `shops.ledger_shop`; the files go into the folder."""
    folder.mkdir(exist_ok=True)
    services = open_shop(str(copy_of(shop, "ebill.db")), clock=SetClock(NOW))
    bills = [str(number) for number in range(1, ROUND + 1)]
    strings = [_strings(services, bill) for bill in bills]
    rounds = iter(range(1_000_000))
    acts = (Act(job_id("bench", "bill", number)) for number in rounds)

    def product() -> float:
        """Hand over each bill once."""
        asked = list(islice(acts, ROUND))

        def work() -> None:
            for act, bill in zip(asked, bills, strict=True):
                services.bills.save(act, bill, Paper(), folder / f"{bill}.pdf", replace=True)

        return cpu(work) / ROUND

    def baseline() -> float:
        """Write each page once."""

        def work() -> None:
            for bill, page in zip(bills, strings, strict=True):
                (folder / f"bare-{bill}.pdf").write_bytes(_bare(page))

        return cpu(work) / ROUND

    product(), baseline()
    must_equal("files", len(list(folder.glob("bare-*.pdf"))), ROUND)
    figure = in_turns("E-bill from operation to file", "bill", product, baseline, limit=LIMIT)
    services.close()
    return figure


def _strings(services: Services, bill: str) -> list[_String]:
    """Return everything that is written on a bill."""
    found: list[_String] = []

    def note(_sheet: Sheet, line: Line, x: float, y: float, size: float, _ink: str) -> None:
        at = x
        for run in line.runs:
            place = at * _MILLIMETRE, _A5[1] + y * _MILLIMETRE
            found.append(_String(run.face.name, size * _MILLIMETRE, *place, run.text))
            at += size * sum(run.face.advance(sign) for sign in run.text)

    with patch.object(Sheet, "_text", note):
        services.bills.draft(bill, Paper())
    return found


def _bare(page: list[_String]) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=_A5, pageCompression=1, invariant=1)
    for one in page:
        canvas.setFont(one.font, one.size)
        canvas.drawString(one.x, one.y, one.text)
    canvas.save()
    return out.getvalue()
