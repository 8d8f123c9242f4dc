"""Who served: one of the staff, or two with their shares, chosen in one list.

One press takes somebody alone. Below them somebody can be added; then both have equal parts, and
the list offers other shares. More than two are recorded on the command line.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal

from smbcrm.core.i18n import N_
from smbcrm.membership.sales.serving import WHOLE, Serves, shared
from smbcrm.membership.staff.types import Staff
from smbcrm.ui.counter.served_by import SERVED_BY, WIDTH
from smbcrm.ui.desk import Desk
from smbcrm.ui.quiet import keep_quiet
from smbcrm.ui.theme.props import dress
from smbcrm.ui.widgets.fields import Chooser
from smbcrm.ui.widgets.own_words import plain_tip

_DOT = " · "
_AROUND, _WIDEST = 84, 320
_STEPS = (70, 60, 50, 40, 30)
"""The shares that the list offers to the first of two."""


class Servers(Chooser):
    """Who served. Until the staff are known it is whoever acts at the till.

    `listed` tells that the list is another one, and as wide as it needs to be.
    """

    listed = Signal()

    def __init__(self, desk: Desk, title: str, *, low: bool = False) -> None:
        super().__init__(title)
        self._desk = desk
        self._staff: dict[str, int] = {}
        self._wanted: tuple[Serves, ...] = ()
        dress(self.combo, big=True if low else "money")
        self._list((Serves(desk.staff, WHOLE),))
        self.changed.connect(self._take)
        desk.ask(self, desk.services.staff.staff, self._know, keep_quiet)

    @property
    def chosen(self) -> tuple[Serves, ...]:
        """Who served, with shares."""
        return self._chosen

    @property
    def asked(self) -> tuple[Serves, ...]:
        """Who served, to be asked for: nobody where it is whoever acts."""
        alone = self._chosen == (Serves(self._desk.staff, WHOLE),)
        return () if alone else self._chosen

    def recall(self, served: Sequence[Serves]) -> None:
        """Go on with who served before."""
        self._wanted = tuple(served)
        if served:
            self._list(self._wanted)

    def _know(self, staff: Sequence[Staff]) -> None:
        self._staff = {one.name: one.id for one in staff}
        last = self._desk.machine.get(SERVED_BY)
        if not self._wanted or any(one.name not in self._staff for one in self._wanted):
            names = {one.id: one.name for one in staff}
            name = names.get(last, self._desk.staff)
            known = name if name in self._staff else next(iter(self._staff), name)
            self._wanted = (Serves(known, WHOLE),)
        self._list(self._wanted)

    def _take(self, value: object) -> None:
        """Take up what was chosen in the list."""
        if isinstance(value, tuple):
            self._wanted = value
            self._list(value)
        if len(self._chosen) == 1 and self._chosen[0].name in self._staff:
            self._desk.machine.put(SERVED_BY, str(self._staff[self._chosen[0].name]))

    def _list(self, chosen: tuple[Serves, ...]) -> None:
        self._chosen = chosen
        options = dict(self._options())
        self.set_options([(value, words, _icon(value, chosen)) for value, words in options.items()])
        self.choose(chosen)
        self.combo.setToolTip(plain_tip(self.combo.currentText()))
        self.combo.ensurePolished()
        words = self.combo.fontMetrics().horizontalAdvance(self.combo.currentText())
        wide = max(WIDTH, min(words + _AROUND, _WIDEST))
        self.setFixedWidth(wide if len(chosen) > 1 else WIDTH)
        self.listed.emit()

    def _options(self) -> Iterator[tuple[tuple[Serves, ...], str]]:
        """Yield what the list offers: everybody alone, what is shared, who can be added."""
        chosen, say = self._chosen, self._desk.say
        names = [one.name for one in chosen]
        for name in self._staff or names[:1]:
            yield (Serves(name, WHOLE),), name
        if len(chosen) == 2:  # noqa: PLR2004 - two share
            one, other = sorted(chosen)
            for first in sorted({*_STEPS, one.share or 0}, reverse=True):
                pair = shared([Serves(one.name, first), Serves(other.name, WHOLE - first)])
                yield pair, _words(pair)
            return
        for name in self._staff:
            if name not in names:
                both = shared([Serves(one) for one in (*names, name)])
                yield both, say(N_("and {name}"), name=name)


def _words(served: Sequence[Serves]) -> str:
    return _DOT.join(f"{one.name} {one.share}" for one in served)


def _icon(value: tuple[Serves, ...], chosen: tuple[Serves, ...]) -> str:
    if len(value) == 1:
        return "user-round"
    return "users" if len(value) == len(chosen) else "user-plus"
