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
def clock() -> SetClock:
    return SetClock(dt.datetime(2026, 3, 10, tzinfo=dt.UTC))


@pytest.fixture
def vault(tmp_path: Path, clock: SetClock) -> FolderVault:
    (tmp_path / "victim.txt").write_text("mine")
    made = FolderVault(tmp_path / "v", clock)
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
    unfinished = f"{OURS}.0011aabb.making"
    for name in (unfinished, f"{OURS}.txt", f"{OURS}.making", "x"):
        (tmp_path / "v" / name).write_text("")
    assert vault.names() == (OURS, unfinished)


def test_what_is_a_day_old_is_old_unless_it_is_renewed(vault: FolderVault, clock: SetClock) -> None:
    other = OURS[::-1]
    vault.keep(other, b"y")
    clock.instant += dt.timedelta(days=1)
    assert vault.old() == ()
    clock.instant += dt.timedelta(seconds=1)
    assert vault.old() == (OURS, other)
    assert vault.renew(OURS)
    assert vault.old() == (other,)
    assert not vault.renew("f" * 32)


def test_no_more_is_read_than_is_kept_of_one(vault: FolderVault, tmp_path: Path) -> None:
    with (tmp_path / "v" / OURS).open("wb") as stream:
        stream.truncate(3 * LARGEST)
    found = vault.read(OURS)
    assert found is not None
    assert len(found) == LARGEST + 1
    (tmp_path / "v" / OURS).unlink()
    (tmp_path / "v" / OURS).mkdir()
    assert vault.read(OURS) is None
