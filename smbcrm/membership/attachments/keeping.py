"""How bytes come into the vault, and out of it again."""

from pathlib import Path

from smbcrm.core.ids import job_id
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments.ports import AttachmentWork, Vault
from smbcrm.membership.attachments.rules import fingerprint
from smbcrm.membership.attachments.types import LARGEST, FileUnreadable
from smbcrm.membership.requests.types import Act


def read_file(path: Path) -> bytes:
    """Return what is in a file, and no more than shows that it is too large.

    Raises FileUnreadable.
    """
    try:
        if not path.is_file():
            raise FileUnreadable(file=str(path))
        with path.open("rb") as stream:
            return stream.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        raise FileUnreadable(file=str(path)) from error


def stored_name(act: Act, customer: int, content: bytes) -> str:
    """Return the name under which bytes are kept: the same request keeps them once."""
    return job_id("file", act.request_id, customer, fingerprint(content)).replace("-", "")


def tidy(uow: UnitOfWork[AttachmentWork], vault: Vault) -> int:
    """Drop bytes of earlier days that no file has, as a crash leaves them; return how many."""
    old = vault.old()
    stray = uow.read(lambda work: work.attachments.stray(old))
    vault.drop(stray)
    return len(stray)
