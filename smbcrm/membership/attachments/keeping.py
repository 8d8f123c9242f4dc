"""How bytes come into the vault, and out of it again."""

import contextlib
import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

from smbcrm.core.errors import EnvironmentFault, UserError
from smbcrm.core.work import UnitOfWork
from smbcrm.membership.attachments.ports import AttachmentWork, Vault
from smbcrm.membership.attachments.types import LARGEST, FileUnreadable


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


def stored_name() -> str:
    """Return a name for bytes that nobody else has: so nobody else needs them, or can drop them."""
    return secrets.token_hex(16)


@contextlib.contextmanager
def held(uow: UnitOfWork[AttachmentWork], vault: Vault, new: Mapping[str, bytes]) -> Iterator[None]:
    """Keep bytes for a step, and drop those again that no file has after it.

    A step that is refused gives none of them a file, and neither does a request that was carried
    out before. Where the database failed nobody knows what it did: a later tidy tells.
    """
    tidy(uow, vault)
    try:
        for stored, content in new.items():
            vault.keep(stored, content)
        yield
    except UserError:
        vault.drop(new)
        raise
    with contextlib.suppress(EnvironmentFault):  # what was done is done
        vault.drop(uow.read(stray, tuple(new)))


def tidy(uow: UnitOfWork[AttachmentWork], vault: Vault) -> int:
    """Drop bytes of earlier days that no file has, as a crash leaves them; return how many."""
    left = uow.read(stray, vault.old())
    vault.drop(left)
    return len(left)


def stray(work: AttachmentWork, stored: tuple[str, ...]) -> tuple[str, ...]:
    """Return those names of bytes that no file has."""
    return work.attachments.stray(stored)
