"""A shop's file opened with the sqlite program, and what verify says of it afterwards."""

import subprocess
from pathlib import Path

from smbcrm.bootstrap import open_shop
from smbcrm.core.i18n import Text
from smbcrm.membership.audit.service import AuditService
from smbcrm.membership.audit.types import KnownHead
from smbcrm.models.vaults import FolderVault, files_folder
from tests.helpers.twin import database

NAMES = ("name", "seq", "lot", "account", "number", "customer")


def sqlite(file: Path, statements: str) -> subprocess.CompletedProcess[str]:
    """Let the sqlite program do it, up to the first error."""
    return subprocess.run(
        ["sqlite3", "-bail", "-batch", file],
        input=statements,
        text=True,
        capture_output=True,
        check=False,
    )


def without_guards(file: Path, statements: str) -> None:
    """Drop the triggers, do it, and make the triggers anew as they were."""
    names = sqlite(file, "SELECT name FROM sqlite_master WHERE type = 'trigger';").stdout.split()
    made_by = sqlite(file, "SELECT sql || ';' FROM sqlite_master WHERE type = 'trigger';").stdout
    dropped = "".join(f"DROP TRIGGER {name};" for name in names)
    done = sqlite(file, f"BEGIN; {dropped} {statements}\n{made_by} COMMIT;")
    assert (done.returncode, done.stderr) == (0, "")


def found(file: Path, *heads: KnownHead) -> set[tuple[str, object]]:
    """Return what verify finds: message ids, each with what it names."""
    shop = open_shop(str(file))
    nowhere = FolderVault(files_folder(str(file)), shop.clock)
    try:
        verdict = AuditService(database(shop), nowhere, lambda: heads).verify()
    finally:
        shop.close()
    return {(finding.msgid, _named(finding)) for finding in verdict.findings}


def _named(finding: Text) -> object:
    return next((finding.params[name] for name in NAMES if name in finding.params), None)
