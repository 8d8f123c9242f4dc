"""The packaged window is measured where it was built, and nowhere else."""

from pathlib import Path

import pytest

from bench import frozen


def test_without_a_build_nothing_is_measured_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(frozen, "BUILT", tmp_path / "dist" / "shopbell")
    assert frozen.measure(tmp_path / "bench") == []
    assert "python3 dev.py build" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
