"""Long work and wizards say where somebody is."""

from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from smbcrm.ui.jobs import PATIENCE_MS
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.progress import ProgressLine
from smbcrm.ui.widgets.steps import Steps
from tests.ui.widgets.hands import Put


def test_steps_say_where_somebody_is(put: Put) -> None:
    steps = Steps(["File", "Columns", "Check", "Done"])
    put(steps)
    assert steps.accessibleName() == "Step 1 of 4: File"
    first = steps.grab().toImage()
    steps.show_step(2)
    assert steps.accessibleName() == "Step 3 of 4: Check"
    assert steps.grab().toImage() != first
    assert steps.minimumSizeHint().width() < steps.sizeHint().width()


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def texts_of(widget: QWidget) -> set[str]:
    return {one.text() for one in widget.findChildren(QLabel)}


def test_quick_work_shows_nothing(put: Put, qtbot: QtBot) -> None:
    line = ProgressLine("Writing 318 letters")
    put(line)
    line.begin()
    line.show_progress(300, 318)
    line.end()
    qtbot.wait(PATIENCE_MS + 50)
    assert not line.isVisible()


def test_long_work_says_how_far_and_how_long(put: Put, qtbot: QtBot) -> None:
    clock = Clock()
    line = ProgressLine("Writing 318 letters", clock=clock)
    put(line)
    line.begin()
    qtbot.waitUntil(line.isVisible)
    for now, done, words in (
        (1, 60, "60 of 318"),
        (20, 159, "159 of 318, about 20 s"),
        (400, 160, "160 of 318, about 7 min"),
        (500, 318, "318 of 318"),
    ):
        clock.now = now
        line.show_progress(done, 318)
        assert words in texts_of(line)
    line.end()


def test_work_of_unknown_length_only_counts(put: Put) -> None:
    line = ProgressLine("Reading")
    put(line)
    line.show_progress(0, 0)
    line.show_progress(1200, 0)
    assert "1,200" in texts_of(line)
    line.end()


def test_stop_is_told_once(put: Put, qtbot: QtBot) -> None:
    line = ProgressLine("Importing", key="Esc")
    put(line)
    told: list[str] = []
    line.stopped.connect(lambda: told.append("stop"))
    line.begin("Importing 1,283 rows")
    qtbot.waitUntil(line.isVisible)
    stop = line.findChildren(Button)[0]
    stop.click()
    stop.click()
    assert (told, stop.text(), stop.isEnabled()) == (["stop"], "Stopping…", False)
    line.end()
    line.begin()
    assert (stop.text(), stop.isEnabled()) == ("Stop", True)
    line.end()
