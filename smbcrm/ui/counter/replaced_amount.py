"""An amount that was typed before items took its place: kept, said, and given back."""

from collections.abc import Callable
from dataclasses import dataclass

from smbcrm.core.i18n import N_
from smbcrm.ui.counter.in_place import InPlace
from smbcrm.ui.counter.money_frame import MoneyFrame
from smbcrm.ui.counter.notice import Answer, Notice
from smbcrm.ui.counter.titled_amount import TitledAmount
from smbcrm.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed, how it is called, and what it comes to, if it can be read."""

    text: str = ""
    shown: str = ""
    minor: int | None = None


class ReplacedAmount:
    """Locks the amount of a sale to the sum of its items; `drop` takes the items away again."""

    def __init__(
        self, desk: Desk, amount: TitledAmount, frame: MoneyFrame, drop: Callable[[], None]
    ) -> None:
        self._desk = desk
        self._amount = amount
        self._frame = frame
        self._in_place = InPlace(desk, frame)
        self._drop = drop
        self._before = _Typed()
        self._said: Notice | None = None

    @property
    def typed(self) -> str:
        """What somebody typed as the amount, also while items stand in its place."""
        return self._before.text if self._locked else self._amount.field.text()

    def lock(self, locked: bool) -> None:  # noqa: FBT001 - one thing to say
        """Lock the amount to the items, or give it free, with what was typed before them."""
        was_locked = self._locked
        if locked and not was_locked:
            self._before = self._now()
        self._amount.lock(locked, self._desk.say(N_("sum of the items")))
        if was_locked and not locked:
            self._amount.type(self._before.text)
            self._before = _Typed()

    def say(self) -> None:
        """Say that the items took the place of what was typed, if so, and offer the way back."""
        if not self._before.text:
            return
        say, amount = self._desk.say, self._before.shown
        back = Answer(say(N_("Back to {amount}"), amount=amount), self._drop, icon="undo-2")
        words = say(N_("{amount} was typed before."), amount=amount)
        rest = say(N_("The sum is that of the items now."))
        self._said = Notice("warn", "triangle-alert", words, rest, answers=(back,))
        self._in_place.say(self._said)

    def show_sum(self, gross: int) -> None:
        """Show the sum of the items, in minor units.

        That an amount was replaced stays in sight, unless it was the same.
        """
        self._amount.field.set_amount(gross)
        self._amount.field.edit.deselect()
        notices = self._frame.notices
        if self._said is None or notices.notice is not self._said:
            return
        if gross == self._before.minor:
            notices.clear()
        else:
            self._frame.show_place(notices)

    @property
    def _locked(self) -> bool:
        return self._amount.field.edit.isReadOnly()

    def _now(self) -> _Typed:
        text, amount = self._amount.field.text().strip(), self._amount.field.amount()
        return _Typed(text, self._desk.words.sum(amount) if amount else text, amount)
