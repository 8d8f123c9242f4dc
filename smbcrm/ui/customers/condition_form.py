"""Adding a condition to the filter: the form follows from the kind, and knows none of them."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.i18n import N_
from smbcrm.membership.segments.kind import Shape
from smbcrm.membership.segments.types import KindForm, Where
from smbcrm.ui.customers.condition_values import Way, ahead, bounds, days
from smbcrm.ui.desk import Desk
from smbcrm.ui.widgets.buttons import Button
from smbcrm.ui.widgets.fields import Chooser, Field, TextField

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SPACING, _NARROW, _WIDE = 8, 150, 260
_WAYS = {
    Way.WITHIN: N_("in the last … days"),
    Way.BEFORE: N_("at least … days ago"),
    Way.BETWEEN: N_("from … to …"),
}
_TODO = {
    Shape.BOUNDS: N_("Write a number, as 50."),
    Shape.DAYS: N_("Write a number of days, or a date as 2026-03-05."),
    Shape.AHEAD: N_("Write a number of days from today on, as 14; 0 is today, 366 the most."),
}
_COUNTED = frozenset((Shape.DAYS, Shape.AHEAD))


class ConditionForm(QWidget):
    """A kind, and what its shape asks for; Enter adds it."""

    wanted = Signal(object)
    """A condition that shall be added: a `Where`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._forms: dict[str, KindForm] = {}
        say = desk.say
        self.kind = Chooser(say(N_("Filter by")))
        self.choice = Chooser(say(N_("Value")))
        self.way = Chooser(say(N_("When")))
        self.low = TextField(say(N_("From")))
        self.high = TextField(say(N_("To")))
        self.value = TextField(say(N_("Value")))
        self.add = Button(say(N_("Add filter")), icon="plus", kind="soft")
        self.add.setObjectName("customers_condition_add")
        self.cancel = Button(say(N_("Cancel")), kind="quiet", key="Esc")
        self._lay_out()
        self.kind.changed.connect(lambda _: self._fit())
        self.way.changed.connect(lambda _: self._show())
        self.add.clicked.connect(self._want)

    def offer(self, forms: Sequence[KindForm]) -> None:
        """Offer these kinds; what was begun goes on."""
        translator = self._desk.words.translator
        self._forms = {one.name: one for one in forms}
        self.kind.set_options([(one.name, translator.render(one.title), "") for one in forms])
        if self.kind.value() is None and forms:
            self.kind.choose(forms[0].name)
        self._fit()

    def refuse(self, typed: str) -> None:
        """Say what cannot be read, and what is read."""
        form = self._form()
        if form is None:
            return
        what = self._desk.say(N_("“{value}” cannot be read here."), value=typed)
        todo = _TODO.get(form.shape)
        words = self._desk.say(N_("It takes {form}."), form=form.hint)
        field = self._fields()[0]
        field.show_error(what, self._desk.say(todo) if todo else words)
        field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter in a field adds the condition."""
        if event.key() in _ENTER and not event.isAutoRepeat():
            self._want()
        else:
            super().keyPressEvent(event)

    def _form(self) -> KindForm | None:
        return self._forms.get(str(self.kind.value()))

    def _want(self) -> None:
        form, value = self._form(), self._typed()
        if form is not None and value:
            where: Where = ((form.name, (value,)),)
            self.wanted.emit(where)
        else:
            self._fields()[0].setFocus()

    def _typed(self) -> str:
        form = self._form()
        if form is None:
            return ""
        if form.shape is Shape.CHOICE:
            return str(self.choice.value() or "")
        if form.shape is Shape.TEXT:
            return self.value.text()
        if not (self.low.text() or self.high.text()) and not self._is_option():
            return ""
        return self._bounded(form.shape)

    def _bounded(self, shape: Shape) -> str:
        low, high, way = self.low.text(), self.high.text(), self.way.value()
        if shape is Shape.BOUNDS:
            return bounds(low, high)
        if shape is Shape.AHEAD:
            return ahead(low)
        return days(way, low, high) if isinstance(way, Way) else str(way)

    def _is_option(self) -> bool:
        form = self._form()
        days_asked = form is not None and form.shape is Shape.DAYS
        return days_asked and not isinstance(self.way.value(), Way)

    def _fields(self) -> list[Field]:
        """Return the fields that are asked for now."""
        form = self._form()
        shape = Shape.TEXT if form is None else form.shape
        asked: dict[Shape, list[Field]] = {
            Shape.CHOICE: [self.choice],
            Shape.TEXT: [self.value],
            Shape.BOUNDS: [self.low, self.high],
            Shape.AHEAD: [self.low],
        }
        if shape in asked:
            return asked[shape]
        if self._is_option():
            return [self.way]
        if self.way.value() is Way.BETWEEN:
            return [self.way, self.low, self.high]
        return [self.low, self.way]

    def _fit(self) -> None:
        """Ask for what the chosen kind needs."""
        form = self._form()
        if form is None:
            return
        said = self._desk.words.translator.value
        offered = [(one.value, said(one.said), "") for one in form.options]
        if form.shape is Shape.DAYS:
            ways: list[tuple[object, str, str]] = [
                (way, self._desk.say(words), "") for way, words in _WAYS.items()
            ]
            self.way.set_options([*ways, *offered])
            if self.way.value() is None:
                self.way.choose(Way.WITHIN)
        else:
            self.choice.set_options(offered)
            if self.choice.value() is None and offered:
                self.choice.choose(offered[0][0])
        self._show()

    def _show(self) -> None:
        shown = self._fields()
        form = self._form()
        counted = self.high not in shown and form is not None and form.shape in _COUNTED
        self.low.set_title(self._desk.say(N_("Days") if counted else N_("From")))
        for field in (self.choice, self.way, self.low, self.high, self.value):
            field.show_fine()
            field.setVisible(field in shown)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(_SPACING)
        top = Qt.AlignmentFlag.AlignTop
        for field, least, most in (
            *((self.kind, 210, 210), (self.choice, _NARROW, _WIDE), (self.way, _NARROW, 190)),
            *((self.low, 130, 130), (self.high, 130, 130), (self.value, _NARROW, _WIDE)),
        ):
            field.setMinimumWidth(least)
            field.setMaximumWidth(most)
            row.addWidget(field, 1, top)
        row.addStretch(1)
        bottom = Qt.AlignmentFlag.AlignBottom
        row.addWidget(self.add, 0, bottom)
        row.addWidget(self.cancel, 0, bottom)
