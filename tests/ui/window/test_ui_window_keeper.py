"""What is done for the shop while its window is open."""

import pytest
from PySide6.QtCore import QObject

from smbcrm.membership.backups.service import BackupService
from smbcrm.membership.merging.service import MergeService
from smbcrm.ui.desk import Desk
from smbcrm.ui.keeper import Keeper


def test_old_merges_are_forgotten_before_the_copy(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    done, told, owner = list[str](), list[bool](), QObject()
    monkeypatch.setattr(MergeService, "forget_old", lambda _: done.append("forget"))
    monkeypatch.setattr(BackupService, "if_due", lambda _: done.append("copy"))
    Keeper(desk, lambda _text, *, good: told.append(good), owner).look()
    assert done == ["forget", "copy"]
    assert told == [False], "there is no copy"
