"""What this PC remembers for one user, in a TOML file of the data folder: the shop opened last,
language and look, the place of the window, and for each shop the till it is and who acts.
"""  # noqa: D205 - one thought

import datetime as dt
import json
import os
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import LANGUAGES, N_
from smbcrm.core.settings import Setting

T = TypeVar("T")
Table = dict[str, object]

_POSTGRES = re.compile(r"postgres(ql)?://", re.IGNORECASE)
_ADDRESS = re.compile(r"([a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SHOP = "shop"
_SHOPS = "shops"


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


def _one_of(*values: str) -> Callable[[str], str]:
    def read(value: str) -> str:
        if value not in values:
            raise ValueError(value)
        return value

    return read


def _on(value: str) -> bool:
    return {"on": True, "off": False}[value]


def _id(value: str) -> int:
    number = int(value)
    if not 0 <= number < 2**63:
        raise ValueError(value)
    return number


def _scale(value: str) -> float:
    scale = float(value)
    if not 0.5 <= scale <= 3:  # noqa: PLR2004 - from half to three times the size
        raise ValueError(value)
    return scale


def _prefix(value: str) -> str:
    if len(value) > 8 or not value.isprintable():  # noqa: PLR2004 - scanners send one or two
        raise ValueError(value)
    return value


def _names(value: str) -> tuple[str, ...]:
    names = tuple(part.strip() for part in value.split(",") if part.strip())
    if not all(_BARE.fullmatch(name) for name in names):
        raise ValueError(value)
    return names


def _order(value: str) -> str:
    if value and not _BARE.fullmatch(value):
        raise ValueError(value)
    return value


LANGUAGE = Setting("language", "", N_("Language"), "en, zh_CN, zh_TW", _one_of("", *LANGUAGES))
"""The language of the screens; empty: the system's."""
THEME = Setting(
    "theme",
    "system",
    N_("Light or dark"),
    "system, light, dark",
    _one_of("system", "light", "dark"),
)
TEXT_SCALE = Setting("text_scale", "1", N_("Size of text"), N_("a factor from 0.5 to 3"), _scale)
"""The size of all text, as a factor."""
GEOMETRY = Setting("window", "", N_("Place of the window"), N_("what the window wrote"), str)
"""Where the window stood, as Qt writes it, in base64."""
SOUNDS = Setting("sounds", "on", N_("Sounds"), "on, off", _on)
SCANNER_PREFIX = Setting(
    "scanner_prefix", "", N_("First sign of a scan"), N_("at most 8 signs, or nothing"), _prefix
)
CUSTOMER_COLUMNS = Setting(
    "customer_columns",
    "",
    N_("Columns of the customer list"),
    N_("names of columns, with commas between"),
    _names,
)
"""The columns of the list of customers, by their ids from the left; empty: as it begins."""
CUSTOMER_ORDER = Setting(
    "customer_order",
    "",
    N_("Order of the customer list"),
    N_("the name of a column, with - before it where the list falls"),
    _order,
)
"""By which column the list of customers is sorted, by its id; empty: by name."""
LIST_DENSITY = Setting(
    "customer_rows",
    "normal",
    N_("Rows of the customer list"),
    "compact, normal, roomy",
    _one_of("compact", "normal", "roomy"),
)
"""How high the rows of the list of customers are."""
BILL_PAPER = Setting("bill_paper", "A5", N_("Paper of bills"), "A5, A4", _one_of("A5", "A4"))
"""The sheet that bills are put on."""
PRINTER = Setting("printer", "", N_("Printer"), N_("the name of a printer"), str)
"""The printer that was used last; empty: the system's own choice."""
PDF_FOLDER = Setting("pdf_folder", "", N_("Folder of saved PDFs"), N_("a folder"), str)
"""Where a PDF was saved last; empty: the documents of whoever is signed in."""
LIST_FOLDER = Setting("list_folder", "", N_("Folder of lists"), N_("a folder of this PC"), str)
"""Where a list was saved last; empty: the documents of whoever is signed in."""
TERMINAL = Setting("terminal", "0", N_("Till of this PC"), N_("the number of a till"), _id)
"""The id of the till that this PC is, for each shop; 0: the first one."""
STAFF = Setting("staff", "0", N_("Who acts"), N_("the number of somebody of the staff"), _id)
"""The id of whoever acted last, for each shop; 0: the first one."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What is remembered in one folder. What cannot be read or written counts as not known.

    With a `shop` it is what is remembered for that shop alone: TERMINAL and STAFF.
    """

    folder: Path
    shop: str = ""
    _passing: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def of_shop(self, address: str) -> "Machine":
        """Return what is remembered for one shop."""
        return replace(self, shop=address)

    def get(self, setting: Setting[T]) -> T:
        """Return what is remembered; the default where nothing is, or nothing that can be read."""
        found = self._passing.get(setting.key) or self._mine(self._read()).get(setting.key)
        try:
            return setting.value({} if found is None else {setting.key: str(found)})
        except (ValueError, KeyError, ArithmeticError):
            return setting.value({})

    def put(self, setting: Setting[object], text: str) -> None:
        """Remember something; raise BadSetting for a text that the setting cannot take."""
        self._keep(setting.key, setting.check(text))
        self._passing.pop(setting.key, None)

    def hold(self, setting: Setting[object], text: str) -> None:
        """Take this for what is remembered until something is, or the program ends."""
        self._passing[setting.key] = setting.check(text)

    def last_shop(self) -> str | None:
        """Return the address of the shop opened last."""
        shop = self._read().get(_SHOP)
        return shop if isinstance(shop, str) and shop else None

    def remember_shop(self, address: str) -> None:
        """Note the shop opened last; for the user's eyes only, as a URL may hold a password."""
        replace(self, shop="")._keep(_SHOP, address)  # noqa: SLF001 - the same object, at large

    @property
    def _file(self) -> Path:
        return self.folder / "machine.toml"

    def _read(self) -> Table:
        try:
            return tomllib.loads(self._file.read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}

    def _mine(self, table: Table) -> Table:
        """Return the part of the file that is meant, as it is in it or empty."""
        if not self.shop:
            return table
        return _below(_below(table, _SHOPS), self.shop)

    def _keep(self, key: str, text: str) -> None:
        table = self._read()
        if self._mine(table).get(key) == text:
            return
        if self.shop:
            shops = table[_SHOPS] = _below(table, _SHOPS)
            mine = shops[self.shop] = _below(shops, self.shop)
            mine[key] = text
        else:
            table[key] = text
        with suppress(OSError, UnicodeEncodeError):
            self._write("".join(f"{line}\n" for line in _lines(table)).encode())

    def _write(self, content: bytes) -> None:
        """Put a whole new file in the place of the old one. Raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._file.with_suffix(f".{os.urandom(8).hex()}")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(content)
                stream.flush()
                os.fsync(stream.fileno())
            fresh.replace(self._file)
        except BaseException:
            fresh.unlink(missing_ok=True)
            raise


def _below(table: Table, key: str) -> Table:
    """Return a table inside another; an empty one where there is none."""
    found = table.get(key)
    return found if isinstance(found, dict) else {}


def _lines(table: Mapping[str, object], path: tuple[str, ...] = ()) -> Iterator[str]:
    """Give the lines of a table of TOML 1.0 (https://toml.io/en/v1.0.0), tables in it last."""
    if path:
        yield f"[{'.'.join(map(_toml_text, path))}]"
    for key, value in table.items():
        if not isinstance(value, dict):
            name = key if _BARE.fullmatch(key) else _toml_text(key)
            yield f"{name} = {_toml_value(value)}"
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _lines(value, (*path, key))


def _toml_value(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case str():
            return _toml_text(value)
        case dt.datetime() | dt.date() | dt.time():
            return value.isoformat()
        case list():
            return f"[{', '.join(map(_toml_value, value))}]"
        case dict():
            inside = (f"{_toml_text(key)} = {_toml_value(one)}" for key, one in value.items())
            return f"{{{', '.join(inside)}}}"
        case _:  # a number
            return str(value)


def _toml_text(text: str) -> str:
    """Return a basic string of TOML 1.0: JSON's escapes, and DEL, which TOML does not take raw."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
