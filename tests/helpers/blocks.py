"""Where the main blocks of the pages stand, beside where the design has them."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMainWindow, QWidget

from smbcrm.ui.open_shop import OpenShop
from tests.quality.repository import ROOT

FILE = ROOT / "tests" / "golden" / "blocks.toml"
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a page: the way to its widget, and where it should stand."""

    page: str
    name: str
    at: str
    box: Box


def known() -> tuple[int, tuple[Block, ...]]:
    """Return by how many pixels an edge may be off, and every block."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    pages = {name: page for name, page in table.items() if isinstance(page, dict)}
    blocks = tuple(
        Block(page, name, told["at"], _meant(told))
        for page, listed in pages.items()
        for name, told in listed.items()
        if isinstance(told, dict)
    )
    return int(table["within"]), blocks


def pictures() -> dict[str, str]:
    """Return the picture of the design for each page."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    return {name: page["picture"] for name, page in table.items() if isinstance(page, dict)}


def off(window: QMainWindow, page: str) -> Iterator[str]:
    """Yield each block of the page that is shown whose edges are elsewhere."""
    within, blocks = known()
    for block in blocks:
        if block.page == page:
            there = standing(window, block)
            apart = [abs(a - b) for a, b in zip(_edges(there), _edges(block.box), strict=True)]
            if max(apart) > within:
                yield f"{page} {block.name}: {there}, the picture has {block.box}"


def standing(window: QMainWindow, block: Block) -> Box:
    """Return where a block stands."""
    inside = window.centralWidget()
    widget = _found(inside.here if isinstance(inside, OpenShop) else inside, block.at)
    corner = widget.mapTo(window, QPoint(0, 0))
    return corner.x(), corner.y(), widget.width(), widget.height()


def _found(page: QWidget | None, way: str) -> QWidget:
    thing: object = page
    for step in way.split("."):
        if isinstance(thing, Mapping):
            thing = thing[step]
        elif step.isdigit() and isinstance(thing, (list, tuple)):
            thing = thing[int(step)]
        else:
            thing = getattr(thing, step)
    if not isinstance(thing, QWidget):
        raise TypeError(way)
    return thing


def _meant(told: Mapping[str, list[int]]) -> Box:
    moved = told.get("moved", [0, 0, 0, 0])
    left, top, width, height = (a + b for a, b in zip(told["box"], moved, strict=True))
    return left, top, width, height


def _edges(box: Box) -> Box:
    left, top, width, height = box
    return left, top, left + width, top + height
