"""The guided tour in every language and both themes: nothing is cut, nothing lacks a name."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import LANGUAGES
from tests.helpers.toured import Toured, take_tour
from tests.ui.window.conftest import PutDemo

LOOKS = [(language, theme) for language in LANGUAGES for theme in ("light", "dark")]
AT_ONCE = {("en", "light")}
"""What is looked at with every change; the others are for `dev.py soak`."""


@pytest.mark.parametrize(
    ("language", "theme"),
    [
        pytest.param(*one, marks=() if one in AT_ONCE else pytest.mark.soak, id="-".join(one))
        for one in LOOKS
    ],
)
def test_every_stop_can_be_read(
    qapp: QApplication, put_demo: PutDemo, tmp_path: Path, language: str, theme: str
) -> None:
    del qapp
    toured = take_tour(put_demo, tmp_path, language, theme)
    assert toured.faults == {}
    _are_pictures_of_it(toured, theme)


def _are_pictures_of_it(toured: Toured, theme: str) -> None:
    names = [path.name for path in toured.pictures]
    assert [re.sub(r"^\d\d-(.*)\.png$", r"\1", name) for name in names] == toured.stops
    assert len(set(names)) == len(names) > 20
    for path in toured.pictures:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1366, 696)
        assert (image.pixelColor(1360, 4).lightness() < 128) == (theme == "dark")
