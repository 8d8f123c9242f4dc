"""After an import that broke off, the next command says how to go on and how to take it back."""

from pathlib import Path

import pytest

from smbcrm.__main__ import main
from smbcrm.cli.context import Context
from tests.e2e.cli.program import Smbcrm


def test_an_import_that_broke_off_is_named_until_it_is_done(
    shop: Smbcrm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"Customer {number},+1207555{number:04}\n" for number in range(1, 1101))
    path.write_text(f"Name,Phone\n{rows}", "utf-8")

    def power_cut(_context: Context, done: int, _total: int) -> None:
        if done >= 500:
            raise RuntimeError

    with monkeypatch.context() as patch:
        patch.setattr(Context, "progress", power_cut)
        assert main(["import", "customers", str(path)]) == 3
    told = shop.ends("sale", "-", "5").err
    assert "list.csv" in told
    assert "smbcrm import undo" in told
    shop.text("import", "customers", str(path))
    assert shop.ends("sale", "-", "5").err == ""
