"""The house: arrows point inwards, and each layer takes from outside only what it may."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).parents[2]
OUTSIDE_OF = {
    "core": set[str](),
    "membership": {"phonenumbers", "pypinyin"},
}


def _imported(file: Path) -> set[str]:
    """Return the top-level names of what a file imports, inside functions too."""
    names = set[str]()
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names}


def _third_party(folder: Path) -> set[str]:
    found = set[str]().union(*map(_imported, folder.rglob("*.py")))
    return found - sys.stdlib_module_names - {"smbcrm"}


def _plain(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_the_contracts_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True, no_logo=True) == 0


@pytest.mark.parametrize("layer", OUTSIDE_OF)
def test_the_inner_layers_take_nothing_else_from_outside(layer: str) -> None:
    assert _third_party(ROOT / "smbcrm" / layer) <= OUTSIDE_OF[layer]


def test_dev_py_runs_before_anything_is_installed() -> None:
    assert _imported(ROOT / "dev.py") <= sys.stdlib_module_names


def test_what_the_program_imports_is_declared_and_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {_plain(re.split(r"[\[<>=]", line)[0]) for line in project["dependencies"]}
    locked = re.findall(
        r"^([\w.-]+)==", (ROOT / "requirements" / "runtime.txt").read_text("utf-8"), re.MULTILINE
    )
    distributions = packages_distributions()
    imported = {
        _plain(name)
        for module in _third_party(ROOT / "smbcrm")
        for name in distributions.get(module, [module])
    }
    assert imported <= declared
    assert declared <= {_plain(name) for name in locked}
