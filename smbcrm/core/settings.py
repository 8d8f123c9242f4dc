"""A setting: declared once with its default, how it is read, how it is shown and its label."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from smbcrm.core.errors import UserError
from smbcrm.core.i18n import N_, Text
from smbcrm.core.text import clean

T_co = TypeVar("T_co", covariant=True)


class BadSetting(UserError):
    """A value that the setting cannot take."""

    msgid = N_("{value} does not fit {key}. It takes {form}.")


@dataclass(frozen=True, slots=True)
class Setting(Generic[T_co]):
    """One setting of the shop.

    `form` says in words what it takes, `fixed` that it is given when the shop is made and never
    changes afterwards. `read` raises ValueError for a text it cannot take. An amount is stored in
    minor units, from `amounts[0]` to `amounts[1]`; people see and type it as money.
    """

    key: str
    default: str
    label: str
    form: str
    read: Callable[[str], T_co]
    fixed: bool = False
    amounts: tuple[int, int] | None = None

    def value(self, stored: Mapping[str, str]) -> T_co:
        """Return the value in force: the stored one, else the default."""
        return self.read(stored.get(self.key, self.default))

    def check(self, text: str) -> str:
        """Return the text to store; raise BadSetting for one that cannot be read."""
        kept = clean(text).strip()
        try:
            self.read(kept)
        except (ValueError, KeyError, ArithmeticError) as error:
            raise BadSetting(value=text, key=self.key, form=self.takes(int)) from error
        return kept

    def takes(self, shown: Callable[[int], object]) -> Text:
        """Return in words what it takes; `shown` makes what people see of minor units."""
        least, most = self.amounts or (0, 0)
        return Text(self.form, {"least": shown(least), "most": shown(most)})
