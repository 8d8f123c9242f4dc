"""The page of a PC without a shop, over premises whose heavy work is played."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from smbcrm import bootstrap
from smbcrm.core.i18n import Translator
from smbcrm.core.paths import localedir
from smbcrm.membership.backups.types import Restored
from smbcrm.membership.premises import Premises
from smbcrm.membership.services import Services
from smbcrm.ui.first_run.page import FirstRun
from smbcrm.ui.jobs import Jobs
from smbcrm.ui.main_window import MainWindow
from smbcrm.ui.theme import look
from smbcrm.ui.theme.tokens import Theme
from tests.helpers.inline_jobs import InlineJobs


@dataclass
class Played:
    """Premises on which shops are made of nothing; every call is noted."""

    folder: Path
    shop: Services
    calls: list[tuple[object, ...]] = field(default_factory=list)
    there: set[str] = field(default_factory=set)
    refusals: list[Exception] = field(default_factory=list)
    """What is raised by the next calls."""

    def premises(self) -> Premises:
        return replace(
            bootstrap.premises(),
            folder=self.folder,
            open=lambda address: self.do("open", address),
            create=lambda address, new: self.do("create", address, new),
            demo=self.demo,
            default_address=lambda: "default.smbcrm",
            demo_address=lambda language: f"demo-{language}.smbcrm",
            exists=lambda address: address in self.there,
            restore=self.restore,
        )

    def do(self, *call: object) -> Services:
        self.calls.append(call)
        if self.refusals:
            raise self.refusals.pop(0)
        return self.shop

    def demo(
        self,
        address: str,
        language: str,
        progress: Callable[[int, int], None] = lambda _done, _total: None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Services:
        progress(30, 100)
        self.calls.append(("stop", stop()))
        return self.do("demo", address, language)

    def restore(self, address: str, copy: Path, *, accept_findings: bool = False) -> Restored:
        self.do("restore", address, copy, accept_findings)
        return cast("Restored", None)  # nobody looks at it


@pytest.fixture
def played(tmp_path: Path, services: Services) -> Played:
    return Played(tmp_path / "data", services)


PutUp = Callable[..., FirstRun]


@pytest.fixture
def put_up(qtbot: QtBot, qapp: QApplication, played: Played) -> PutUp:
    """Return a function that shows the page in a window."""
    windows: list[MainWindow] = []  # Python would let go of a window that nobody holds

    def put(
        language: str = "en", size: tuple[int, int] = (1366, 696), jobs: Jobs | None = None
    ) -> FirstRun:
        look.wear(qapp, Theme.LIGHT, language)
        premises = played.premises()
        page = FirstRun(premises, jobs or InlineJobs(), Translator(language, localedir()))
        window = MainWindow(premises.machine)
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(*size)
        window.hold(page, resized=page.narrow)
        window.show()
        window.activateWindow()
        QApplication.processEvents()
        return page

    return put


@pytest.fixture
def chooses(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Return a function that says which file the next choosers answer; "" for none."""

    def choose(file: str) -> None:
        for asks in ("first_run.page", "first_run.join_form", "list_question"):
            monkeypatch.setattr(f"smbcrm.ui.{asks}.ask_open", lambda *_: file)

    return choose
