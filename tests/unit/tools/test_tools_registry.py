"""Locks are read, and one file of a package is fetched by its hash, without running any of it."""

import hashlib
from pathlib import Path

import pytest

from tools.packaging import registry
from tools.packaging.program import Unfinished
from tools.packaging.registry import Locked, fetch, locked

DIGEST = hashlib.sha256(b"python").hexdigest()
OTHER = "0" * 64
LOCK = f"""\
# Made by a tool.
thing==1.0 ; sys_platform == 'win32' \\
    --hash=sha256:{DIGEST} \\
    --hash=sha256:{OTHER}
    # via other
other==2.0.1 \\
    --hash=sha256:{OTHER}
"""
PAGES = {
    "html": '<a href="../../files/ab/thing-1.0.tar.gz#sha256=0">thing-1.0.tar.gz</a>',
    "json": '{"url": "https://a.example/files/ab/thing-1.0.tar.gz", "yanked": false}',
}


def test_a_lock_is_read() -> None:
    first, second = locked(LOCK)
    assert first == Locked("thing", "1.0", "sys_platform == 'win32'", (DIGEST, OTHER))
    assert first.wanted({"sys_platform": "win32"})
    assert not first.wanted({"sys_platform": "linux"})
    assert second.wanted({"sys_platform": "linux"})
    assert list(locked(str(second))) == [second]


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Be the registry; return what lies at its addresses."""
    pages = {"https://a.example/files/ab/thing-1.0.tar.gz": b"python"}
    monkeypatch.setattr(registry, "_registry", lambda: "https://a.example/simple/")
    monkeypatch.setattr(registry, "_read", pages.__getitem__)
    return pages


@pytest.mark.parametrize("form", PAGES)
def test_the_locked_file_is_fetched(served: dict[str, bytes], tmp_path: Path, form: str) -> None:
    served["https://a.example/simple/thing/"] = PAGES[form].encode()
    (one, _) = locked(LOCK)
    assert fetch(one, "thing-{version}.tar.gz", tmp_path).read_bytes() == b"python"


def test_another_file_is_not_kept(served: dict[str, bytes], tmp_path: Path) -> None:
    served["https://a.example/simple/thing/"] = PAGES["html"].encode()
    with pytest.raises(Unfinished, match="SHA-256"):
        fetch(Locked("thing", "1.0", "", (OTHER,)), "thing-{version}.tar.gz", tmp_path)
    with pytest.raises(Unfinished, match="not in the registry"):
        fetch(Locked("thing", "1.1", "", (DIGEST,)), "thing-{version}.tar.gz", tmp_path)
    assert not list(tmp_path.iterdir())


def test_pip_tells_where_it_takes_packages_from(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://b.example/simple")
    monkeypatch.setattr(registry, "_read", lambda page: page.encode())
    with pytest.raises(Unfinished, match="not in the registry"):
        fetch(Locked("thing", "1.1", "", (DIGEST,)), "thing", Path())
