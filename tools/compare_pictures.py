"""Puts the pictures of the tour beside those of the design: docs/compare, one for each page.

    python -m tools.compare_pictures TOUR DESIGN

TOUR is what `python3 dev.py tour` left, DESIGN the folder with the pictures of the design. Left
stands the program, right the design without the title bar and the task bar that it draws.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter

from tests.helpers.blocks import pictures

TITLE_BAR, WIDTH, HEIGHT, GAP = 32, 1366, 696, 8
OUT = Path(__file__).parents[1] / "docs" / "compare"


def beside(ours: Path, theirs: Path, target: Path) -> None:
    """Save both pictures as one."""
    sheet = QImage(2 * WIDTH + GAP, HEIGHT, QImage.Format.Format_RGB32)
    sheet.fill(QColor("white"))
    painter = QPainter(sheet)
    painter.drawImage(0, 0, QImage(str(ours)))
    whole = QRect(0, TITLE_BAR, WIDTH, HEIGHT)
    painter.drawImage(WIDTH + GAP, 0, QImage(str(theirs)).copy(whole))
    painter.end()
    if not sheet.save(str(target)):
        raise OSError(target)


def main(tour: Path, design: Path) -> None:
    """Compare every page that has a picture of the design."""
    OUT.mkdir(parents=True, exist_ok=True)
    for page, picture in pictures().items():
        (ours,) = tour.glob(f"[0-9][0-9]-{page}.png")
        beside(ours, design / picture, OUT / f"{page}.png")
        print(f"{page}: {(OUT / f'{page}.png').stat().st_size // 1024} KB")


if __name__ == "__main__":
    app = QGuiApplication(sys.argv[:1])
    main(Path(sys.argv[1]), Path(sys.argv[2]))
