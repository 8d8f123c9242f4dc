"""PySide's hook on `import` is taken off, and nobody else's is."""

import builtins
import subprocess
import sys
from collections.abc import Iterator, Mapping
from types import ModuleType

import pytest

from smbcrm.ui import import_hook


@pytest.fixture(autouse=True)
def set_back() -> Iterator[None]:
    """Put the hook of the test run back."""
    before = builtins.__import__
    yield
    builtins.__import__ = before


def __feature_import__(  # noqa: N807 - the name by which PySide's is known
    name: str,
    globals_: Mapping[str, object] | None = None,
    locals_: Mapping[str, object] | None = None,
    fromlist: tuple[str, ...] = (),
    level: int = 0,
) -> ModuleType:
    raise AssertionError(name, globals_, locals_, fromlist, level)


def test_pysides_own_hook_is_taken_off() -> None:
    plain = getattr(builtins, "__orig_import__")  # noqa: B009 - known to PySide alone
    setattr(builtins, "__import__", __feature_import__)  # noqa: B010 - the stubs are narrower
    import_hook.take_off()
    assert builtins.__import__ is plain
    import_hook.take_off()
    assert builtins.__import__ is plain


def test_the_hook_is_still_named_as_it_was_when_this_was_written() -> None:
    """A PySide that names it otherwise would start slower without a word."""
    program = (
        "import PySide6.QtWidgets, builtins; from smbcrm.ui import import_hook; "
        "before = builtins.__import__; import_hook.take_off(); "
        "print(builtins.__import__ is before)"
    )
    run = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True)
    assert run.stdout.split() == [b"False"]


def test_a_hook_of_somebody_else_stays() -> None:
    plain = builtins.__import__

    def traced(*given: object, **more: object) -> ModuleType:
        return plain(*given, **more)  # type: ignore[arg-type]

    builtins.__import__ = traced
    import_hook.take_off()
    assert builtins.__import__ is traced
