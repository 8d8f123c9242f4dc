"""Make resources/icons and the pictures of the style sheet in resources/theme.

The icons are Lucide's (https://lucide.dev, ISC, parts MIT from Feather), exactly those that
tokens.json lists and the few that screens need beyond. They come from the npm package
lucide-static, pinned below by version and sha256. Needs npm:

    python -m tools.build_icons [folder with the packed archive]

A style sheet of Qt cannot tint a picture, so the ticks and arrows it shows are written once for
each theme: resources/theme/light/*.svg and dark/*.svg. After a change of tokens.json run this
again; a test compares them with the tokens.
"""

import json
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools.npm_package import Package, unpack

LUCIDE = Package(
    "lucide-static",
    "1.62.0",
    "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44",
)
RESOURCES = Path(__file__).parents[1] / "resources"
ICONS = RESOURCES / "icons"
THEME = RESOURCES / "theme"

MORE = (
    "circle",
    "circle-alert",
    "cloud",
    "cloud-off",
    "coins",
    "database-backup",
    "ellipsis",
    "external-link",
    "file-text",
    "folder-open",
    "funnel",
    "history",
    "key-round",
    "landmark",
    "languages",
    "list-checks",
    "log-out",
    "package",
    "percent",
    "qr-code",
    "usb",
    "volume-2",
)
"""Icons that screens use and tokens.json does not list."""

# Picture of the sheet: the icon, the colour of the design, the stroke on the 24 x 24 grid.
PICTURES = {
    "check": ("check", "onPrimary", 3.0),
    "check-off": ("check", "inkDisabled", 3.0),
    "dash": ("minus", "onPrimary", 3.0),
    "dash-off": ("minus", "inkDisabled", 3.0),
    "down": ("chevron-down", "ink2", 2.0),
    "down-off": ("chevron-down", "inkDisabled", 2.0),
    "up": ("chevron-up", "ink2", 2.0),
    "up-off": ("chevron-up", "inkDisabled", 2.0),
    "left": ("chevron-left", "ink2", 2.0),
    "right": ("chevron-right", "ink2", 2.0),
    "sort-down": ("arrow-down", "ink2", 2.5),
    "sort-up": ("arrow-up", "ink2", 2.5),
    "menu-check": ("check", "primaryText", 2.5),
    "close": ("x", "ink2", 2.0),
    "clear": ("x", "ink3", 2.0),
}
_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">'
    '<circle cx="8" cy="8" r="3" fill="{color}"/></svg>\n'
)
_DOTS = {"dot": "onPrimary", "dot-off": "inkDisabled"}


def wanted_icons() -> tuple[str, ...]:
    """Return the names of the icons to ship."""
    design = json.loads((THEME / "tokens.json").read_text("utf-8"))
    return tuple(sorted({*design["icons"]["used"], *MORE}))


def sheet_pictures(theme: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of each picture of the style sheet in one theme."""
    colors = json.loads((THEME / "tokens.json").read_text("utf-8"))["color"][theme]
    for name, (icon, token, stroke) in PICTURES.items():
        drawing = (ICONS / f"{icon}.svg").read_text("utf-8").replace("currentColor", colors[token])
        yield name, re.sub(r'stroke-width="[\d.]+"', f'stroke-width="{stroke:g}"', drawing)
    for name, token in _DOTS.items():
        yield name, _DOT.format(color=colors[token])


def _copy_icons(package: Path) -> None:
    for name in wanted_icons():
        shutil.copyfile(package / "icons" / f"{name}.svg", ICONS / f"{name}.svg")
    shutil.copyfile(package / "LICENSE", ICONS / "LICENSE")


def _write_pictures() -> None:
    for theme in ("light", "dark"):
        (THEME / theme).mkdir(exist_ok=True)
        for name, content in sheet_pictures(theme):
            (THEME / theme / f"{name}.svg").write_text(content, encoding="utf-8")


def main() -> None:
    """Copy the icons out of the package and write the sheet's pictures."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[1] if len(sys.argv) > 1 else scratch)
        _copy_icons(unpack(LUCIDE, folder))
    _write_pictures()


if __name__ == "__main__":
    main()
