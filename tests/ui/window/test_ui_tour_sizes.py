"""The guided tour in the smaller windows that a larger scale of the screen leaves."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.helpers import toured
from tests.ui.window.conftest import PutDemo

pytestmark = pytest.mark.soak
"""Many minutes in all: not with every change."""

SMALLER = [(1093, 543), (911, 452)]


@pytest.mark.parametrize("size", SMALLER, ids=["125 %", "150 %"])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_stop_can_be_read(
    qapp: QApplication, put_demo: PutDemo, tmp_path: Path, language: str, size: tuple[int, int]
) -> None:
    del qapp
    assert toured.take_tour(put_demo, tmp_path, language, "light", size).faults == {}


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_stop_can_be_read_where_the_screen_scales(tmp_path: Path, language: str) -> None:
    """A process of its own: Qt reads the scale once, when it starts."""
    run = subprocess.run(
        [sys.executable, "-m", toured.__name__, str(tmp_path), language, "911", "452"],
        check=False,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", "QT_SCALE_FACTOR": "1.5"},
        cwd=Path(__file__).parents[3],
    )
    assert run.returncode == 0, run.stderr
    told = json.loads(run.stdout)
    assert told["ratio"] == 1.5
    assert told["faults"] == {}
