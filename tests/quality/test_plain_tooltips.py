"""Tooltips are plain text: Qt takes what looks like HTML for HTML, and people type names."""

import ast

from tests.quality.repository import ROOT, python_files

SCREENS = ROOT / "smbcrm" / "ui"
WIDGETS = SCREENS / "widgets"
"""Widgets make their own tips plain, wherever the text comes from; their tests hold them to it."""


def bare_tips(source: str) -> list[int]:
    """Return the lines that set a tooltip to something else than a `plain_tip`."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "setToolTip"
        and not _is_plain(node.args)
    ]


def _is_plain(given: list[ast.expr]) -> bool:
    match given:
        case [ast.Call(func=ast.Name(id="plain_tip"))]:
            return True
        case _:
            return False


def test_a_bare_tip_is_found() -> None:
    assert bare_tips("a.setToolTip(name)\nb.setToolTip(plain_tip(name))\nc.setToolTip('x')") == [
        1,
        3,
    ]


def test_every_screen_sets_plain_tips() -> None:
    found = [
        f"{path.relative_to(ROOT)}:{line}"
        for path in python_files()
        if path.is_relative_to(SCREENS) and not path.is_relative_to(WIDGETS)
        for line in bare_tips(path.read_text("utf-8"))
    ]
    assert found == []
