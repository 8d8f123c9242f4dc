"""The blocks of each page stand where the pictures of the design have them."""

import pytest
from PySide6.QtWidgets import QMainWindow

from smbcrm.bootstrap import premises
from smbcrm.ui.tour import tour
from tests.helpers import blocks


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Return for each page of the tour the blocks that stand elsewhere."""
    found: dict[str, list[str]] = {}

    def look(window: QMainWindow, page: str) -> None:
        found[page] = list(blocks.off(window, page))

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SMBCRM_HOME", str(tmp_path_factory.mktemp("home")))
        folder = tmp_path_factory.mktemp("tour")
        tour.run(premises, folder, "en", "light", 1366, 696, seen=look)
    return found


@pytest.mark.parametrize("page", blocks.pictures())
def test_blocks_stand_where_the_design_has_them(seen: dict[str, list[str]], page: str) -> None:
    assert seen[page] == []


def test_every_block_that_is_moved_says_why() -> None:
    told = blocks.FILE.read_text("utf-8").splitlines()
    assert [line for line in told if "moved =" in line and "why =" not in line] == []
