"""What this PC remembers for one user: the shop opened last, in a TOML file of the data folder."""

import json
import os
import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_

_POSTGRES = re.compile(r"postgres(ql)?://", re.IGNORECASE)
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)


class UnknownAddress(UserError):
    """An address of the net that is no PostgreSQL database."""

    msgid = N_(
        "A shop is a file or a PostgreSQL database, and {scheme}:// is neither. Name a file, or an "
        "address that begins with postgresql://"
    )


def full_address(shop: str) -> str:
    """Return a shop's address as it can be used from any folder; raise UnknownAddress."""
    if _POSTGRES.match(shop):
        return shop
    if address := _ADDRESS.match(shop):
        raise UnknownAddress(scheme=address[1])
    return str(Path(shop).absolute())


@dataclass(frozen=True, slots=True)
class Machine:
    """What is remembered in one folder. What cannot be read or written counts as not known."""

    folder: Path

    @property
    def _file(self) -> Path:
        return self.folder / "machine.toml"

    def last_shop(self) -> str | None:
        """Return the address of the shop opened last."""
        try:
            shop = tomllib.loads(self._file.read_text("utf-8")).get("shop")
        except (OSError, ValueError):
            return None
        return shop if isinstance(shop, str) and shop else None

    def remember_shop(self, address: str) -> None:
        """Note the shop opened last; for the user's eyes only, as a URL may hold a password."""
        if address == self.last_shop():
            return
        with suppress(OSError, UnicodeEncodeError):
            line = f"shop = {_toml_text(address)}\n".encode()
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            fresh = self._file.with_suffix(f".{os.getpid()}")
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(line)
            fresh.replace(self._file)


def _toml_text(text: str) -> str:
    """Return a basic string of TOML 1.0: JSON's escapes, and DEL, which TOML does not take raw."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
