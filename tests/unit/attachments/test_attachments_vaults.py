"""The folder of files: names of ours only, whatever a database names."""

import datetime as dt
import re
from pathlib import Path

import pytest

from smbcrm.core.clock import SetClock
from smbcrm.membership.attachments.types import LARGEST
from smbcrm.models.vaults import FolderVault

OURS = "0123456789abcdef" * 2
NOT_OURS = ("../victim.txt", "victim.txt", "", ".", OURS.upper(), OURS + "\n", f"../v/{OURS}")


@pytest.fixture
def vault(tmp_path: Path) -> FolderVault:
    (tmp_path / "victim.txt").write_text("mine")
    made = FolderVault(tmp_path / "v", SetClock(dt.datetime(2200, 1, 1, tzinfo=dt.UTC)))
    made.keep(OURS, b"x")
    (tmp_path / "v" / "victim.txt").write_text("mine")
    return made


@pytest.mark.parametrize("stored", NOT_OURS)
def test_under_a_name_that_is_not_ours_lies_nothing(
    vault: FolderVault, tmp_path: Path, stored: str
) -> None:
    with pytest.raises(ValueError, match=rf"\A{re.escape(stored)}\Z"):
        vault.keep(stored, b"theirs")
    assert (vault.has(stored), vault.read(stored)) == (False, None)
    vault.drop([stored, str(tmp_path / "victim.txt")])
    assert (tmp_path / "victim.txt").read_text() == "mine"
    assert (tmp_path / "v" / "victim.txt").read_text() == "mine"
    assert vault.names() == (OURS,)
    assert vault.read(OURS) == b"x"


def test_only_names_of_ours_are_seen(vault: FolderVault, tmp_path: Path) -> None:
    for name in (f"{OURS}.0011aabb.making", f"{OURS}.txt", f"{OURS}.making", "x"):
        (tmp_path / "v" / name).write_text("")
    assert vault.old() == vault.names() == (OURS, f"{OURS}.0011aabb.making")


def test_no_more_is_read_than_is_kept_of_one(vault: FolderVault, tmp_path: Path) -> None:
    with (tmp_path / "v" / OURS).open("wb") as stream:
        stream.truncate(3 * LARGEST)
    found = vault.read(OURS)
    assert found is not None
    assert len(found) == LARGEST + 1
    (tmp_path / "v" / OURS).unlink()
    (tmp_path / "v" / OURS).mkdir()
    assert vault.read(OURS) is None
