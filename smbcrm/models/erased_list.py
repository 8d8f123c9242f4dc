"""Who was erased, in a file beside the copies of the shop: numbers and moments, nobody's data."""

import contextlib
from collections.abc import Iterable
from pathlib import Path

from smbcrm.membership.privacy.types import ErasedOne
from smbcrm.models.backup_shelf import folder_fault

NAME = "erased.txt"


class ErasedFile:
    """The list of one shop, which may be damaged or gone: what can be read of it counts."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / NAME

    def all(self) -> tuple[ErasedOne, ...]:
        """Return everybody in the list."""
        try:
            lines = self._file.read_text("utf-8", errors="replace").splitlines()
        except FileNotFoundError:
            return ()
        except OSError as error:
            raise folder_fault(error, self._file.parent) from error
        return tuple(_ones(lines))

    def add(self, ones: Iterable[ErasedOne]) -> None:
        """Add those who are not in the list yet. Raises CopyFolderFull, CopyFolderUnusable."""
        new = [one for one in ones if one not in set(self.all())]
        if not new:
            return
        try:
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with self._file.open("a", encoding="utf-8", newline="\n") as stream:
                stream.write("".join(f"{one.customer} {one.made_at}\n" for one in new))
        except OSError as error:
            raise folder_fault(error, self._file.parent) from error


def _ones(lines: Iterable[str]) -> Iterable[ErasedOne]:
    for line in lines:
        customer, _, made_at = line.partition(" ")
        with contextlib.suppress(ValueError):
            yield ErasedOne(int(customer), made_at)
