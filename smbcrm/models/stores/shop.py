"""Settings, staff and tills. A sale passes here, so these reads are fixed SQL."""

from typing import TypeVar

from smbcrm.membership.change_log.types import Change
from smbcrm.membership.shop.settings import SETTINGS
from smbcrm.membership.shop.types import Shop
from smbcrm.membership.staff.types import Staff, Terminal
from smbcrm.models.session import Session
from smbcrm.models.tables.shop import (
    SettingRow,
    StaffRow,
    TerminalRow,
)

_One = TypeVar("_One", Staff, Terminal)
_DEFAULTS = {setting.key: setting.default for setting in SETTINGS}


class PeeweeSettingStore:
    """The shop-wide settings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def stored(self) -> dict[str, str]:
        """Return the settings that differ from their defaults."""
        return dict(self._session.rows("SELECT key, value FROM setting"))

    def shop(self) -> Shop:
        """Return the shop that the settings describe."""
        return Shop.of(self.stored())

    def put(self, key: str, value: str) -> None:
        """Store one setting."""
        before = self.stored().get(key, _DEFAULTS.get(key, ""))
        if before != value:
            self._session.unsigned.append(
                Change(None, "setting", key, before or None, value or None)
            )
        SettingRow.insert(key=key, value=value).on_conflict(
            conflict_target=[SettingRow.key], update={SettingRow.value: value}
        ).execute(self._session.db)


class PeeweeStaffStore:
    """Staff and terminals."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def staff(self) -> tuple[Staff, ...]:
        """Return those who work here now, in the order they came."""
        rows = self._session.rows("SELECT id, name FROM staff WHERE active ORDER BY id")
        return tuple(Staff(*row) for row in rows)

    def terminals(self) -> tuple[Terminal, ...]:
        """Return the tills, in the order they came."""
        rows = self._session.rows("SELECT id, name FROM terminal WHERE active ORDER BY id")
        return tuple(Terminal(*row) for row in rows)

    def all_staff(self, *, hold: bool = False) -> tuple[Staff, ...]:
        """Return everybody who ever worked here; `hold` them to the end of the step."""
        return tuple(Staff(*row) for row in self._all("staff", hold=hold))

    def all_terminals(self, *, hold: bool = False) -> tuple[Terminal, ...]:
        """Return every till there ever was; `hold` them to the end of the step."""
        return tuple(Terminal(*row) for row in self._all("terminal", hold=hold))

    def _all(self, table: str, *, hold: bool) -> list[tuple[int, str, bool]]:
        lock = "{lock}" if hold else ""
        rows = self._session.rows(f"SELECT id, name, active FROM {table} ORDER BY id {lock}")
        return [(row[0], row[1], bool(row[2])) for row in rows]

    def add_staff(self, name: str) -> Staff:
        """Add somebody."""
        made = Staff(StaffRow.insert(name=name, active=True).execute(self._session.db), name)
        self._note("staff", None, made)
        return made

    def add_terminal(self, name: str) -> Terminal:
        """Add a till."""
        made = Terminal(TerminalRow.insert(name=name, active=True).execute(self._session.db), name)
        self._note("till", None, made)
        return made

    def put_staff(self, one: Staff) -> None:
        """Write name and activity of somebody known."""
        self._note("staff", _called(self.all_staff(), one.id), one)
        StaffRow.update(name=one.name, active=one.active).where(StaffRow.id == one.id).execute(
            self._session.db
        )

    def put_terminal(self, one: Terminal) -> None:
        """Write name and activity of a known till."""
        self._note("till", _called(self.all_terminals(), one.id), one)
        TerminalRow.update(name=one.name, active=one.active).where(
            TerminalRow.id == one.id
        ).execute(self._session.db)

    def _note(self, what: str, before: Staff | Terminal | None, after: Staff | Terminal) -> None:
        """Note what somebody or a till is called from now on, and whether it is used."""
        number, was = str(after.id), None if before is None else before.name
        if was != after.name:
            self._session.unsigned.append(Change(None, f"{what}_name", number, was, after.name))
        if before is not None and before.active != after.active:
            switched = ("off", "on")[before.active], ("off", "on")[after.active]
            self._session.unsigned.append(Change(None, f"{what}_active", number, *switched))


def _called(known: tuple[_One, ...], number: int) -> _One:
    return next(one for one in known if one.id == number)
