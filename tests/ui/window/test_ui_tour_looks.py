"""The guided tour in every language and both themes: nothing is cut, nothing lacks a name.

The blocks of each page stand where the pictures of the design have them.
"""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from smbcrm.core.i18n import LANGUAGES
from tests.helpers import blocks
from tests.helpers.toured import Toured, take_tour
from tests.ui.window.conftest import PutDemo

WAYS = [(language, theme) for language in LANGUAGES for theme in ("light", "dark")]


@pytest.fixture(scope="module")
def english(
    qapp: QApplication, put_demo: PutDemo, tmp_path_factory: pytest.TempPathFactory
) -> Toured:
    """Return what is seen with every change; the other ways are for `dev.py soak`."""
    del qapp
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMBCRM_HOME", str(tmp_path_factory.mktemp("home")))
        return take_tour(put_demo, tmp_path_factory.mktemp("tour"), *WAYS[0])


def test_every_stop_can_be_read_in_english(english: Toured) -> None:
    assert english.faults == {}
    _are_pictures_of_it(english, "light")


@pytest.mark.parametrize("page", blocks.pictures())
def test_blocks_stand_where_the_design_has_them(english: Toured, page: str) -> None:
    assert english.moved[page] == []


def test_every_block_that_is_moved_says_why() -> None:
    told = blocks.FILE.read_text("utf-8").splitlines()
    assert [line for line in told if "moved =" in line and "why =" not in line] == []


@pytest.mark.soak
@pytest.mark.parametrize(("language", "theme"), WAYS[1:])
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
