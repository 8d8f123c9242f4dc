"""The coverage bars fail when they should."""

import json
from collections.abc import Mapping
from pathlib import Path

from tools import coverage_bar


def _entry(reached: int, possible: int) -> dict[str, object]:
    return {
        "summary": {
            "covered_lines": reached,
            "num_statements": possible,
            "covered_branches": 0,
            "num_branches": 2,
        },
        "missing_lines": [7],
        "missing_branches": [[3, 5]],
    }


def _faults(tmp_path: Path, files: Mapping[str, object]) -> list[str]:
    report = tmp_path / "coverage.json"
    report.write_text(json.dumps({"files": files}), "utf-8")
    return coverage_bar.faults(coverage_bar.read(report))


def test_a_branch_not_taken_in_the_kernel_or_in_rules_is_named(tmp_path: Path) -> None:
    lines = _faults(
        tmp_path,
        {
            "smbcrm/core/money.py": _entry(98, 98),
            "smbcrm/membership/ledger/rules.py": _entry(98, 98),
            "smbcrm/membership/ledger/service.py": _entry(98, 98),
        },
    )
    assert [line.split()[1:] for line in lines[1:]] == [
        ["smbcrm/core/money.py", "7,", "3->5"],
        ["smbcrm/membership/ledger/rules.py", "7,", "3->5"],
    ]


def test_all_other_files_share_one_bar(tmp_path: Path) -> None:
    held = {"smbcrm/cli.py": _entry(100, 98), "smbcrm/models/uow.py": _entry(80, 98)}
    missed = {**held, "smbcrm/cli.py": _entry(99, 98)}
    assert _faults(tmp_path, held) == []
    assert [line.split()[1] for line in _faults(tmp_path, missed)[1:]] == ["smbcrm/models/uow.py"]
