"""Make packaging/icons: the program's mark in the forms that Windows, macOS and Linux ask for.

Drawn from resources/icons/shopbell.svg by Qt, without a screen; a test draws it again:

    python -m tools.build_app_icons
"""

import os
import struct
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).parents[1]
MARK = ROOT / "resources" / "icons" / "shopbell.svg"
ICONS = ROOT / "packaging" / "icons"

LINUX = (48, 128, 256)
_WINDOWS = (16, 24, 32, 48, 64, 256)
# Apple's names of its sizes, as iconutil(1) writes them.
_MACOS = {b"ic11": 32, b"ic12": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512, b"ic10": 1024}


def png(side: int) -> bytes:
    """Return the mark as a PNG of so many pixels a side."""
    image = QImage(side, side, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(MARK)).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def ico(pictures: Mapping[int, bytes]) -> bytes:
    """Return PNGs, by their side, as an icon of Windows (ICONDIR; 256 is written as 0)."""
    head = struct.pack("<HHH", 0, 1, len(pictures))
    place = len(head) + 16 * len(pictures)
    entries = b""
    for side, picture in pictures.items():
        entries += struct.pack(
            "<BBBBHHII", side % 256, side % 256, 0, 0, 1, 32, len(picture), place
        )
        place += len(picture)
    return head + entries + b"".join(pictures.values())


def icns(pictures: Mapping[bytes, bytes]) -> bytes:
    """Return PNGs, by Apple's name of their size, as an icon of macOS."""
    body = b"".join(
        name + struct.pack(">I", 8 + len(picture)) + picture for name, picture in pictures.items()
    )
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


def files() -> dict[str, bytes]:
    """Return the name and content of every icon."""
    return {
        "shopbell.ico": ico({side: png(side) for side in _WINDOWS}),
        "shopbell.icns": icns({name: png(side) for name, side in _MACOS.items()}),
        **{f"shopbell-{side}.png": png(side) for side in LINUX},
    }


def main() -> None:
    """Draw them anew."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = QGuiApplication.instance() or QGuiApplication([])
    ICONS.mkdir(parents=True, exist_ok=True)
    for name, content in files().items():
        (ICONS / name).write_bytes(content)
    del app


if __name__ == "__main__":
    main()
