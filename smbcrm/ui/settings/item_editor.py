"""The fields of one item: of a known one each is saved when left, a new one is added as a whole."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from smbcrm.core.amounts import parse_amount
from smbcrm.core.errors import ShopbellError, UserError
from smbcrm.core.i18n import N_, NN_, Text
from smbcrm.membership.changes.types import Changed
from smbcrm.membership.items.types import Item, ItemChanges, ItemCodeTaken, ItemKind, NewItem
from smbcrm.ui.saver import Save, Work
from smbcrm.ui.settings.part import Part
from smbcrm.ui.settings.saved_field import SavedField, refusal, refuse
from smbcrm.ui.settings.typed_numbers import read_hundredths, shown_hundredths
from smbcrm.ui.widgets.buttons import Button, Segmented, Switch
from smbcrm.ui.widgets.cards import Card, EmptyState, Note
from smbcrm.ui.widgets.fields import TextField
from smbcrm.ui.widgets.labels import label
from smbcrm.ui.widgets.own_words import announce

_USUAL = "1"

Read = Callable[[str], ItemChanges]


class ItemEditor(Card):
    """Shows an item, the fields of a new one, or why there is nothing to show."""

    closed = Signal()
    """A new item was given up."""
    added = Signal(str)
    """A new item was added: its code."""

    def __init__(self, part: Part) -> None:
        super().__init__(spacing=8)
        self.setObjectName("item_editor")
        self._part, self._desk = part, part.desk
        self._item: Item | None = None
        self._new = False
        self._draft: Mapping[str, str] = {}
        say = self._desk.say
        self._title = label("", "section", wrap=True)
        self.code = TextField(say(N_("Code")))
        self.code.edit.setObjectName("item_code")
        self.name, self._name = self._field("item_name", N_("Name"), _name)
        self.price, self._price = self._field("item_price", N_("Price"), self._read_price)
        self.barcode, self._barcode = self._field(
            "item_barcode", N_("Barcode"), _barcode, "scan-barcode", say(N_("scan it"))
        )
        self.factor, self._factor = self._field("item_factor", N_("Points factor"), _factor)
        kinds = ((ItemKind.SERVICE, N_("Service")), (ItemKind.PRODUCT, N_("Product")))
        self.kind = Segmented([(kind.value, say(words), "") for kind, words in kinds])
        self.kind.setObjectName("item_kind")
        self.kind.setAccessibleName(say(N_("Kind")))
        self.kind.changed.connect(self._choose_kind)
        self.sold = Switch(say(N_("Sold at the till")))
        self.sold.setObjectName("item_sold")
        self.sold.clicked.connect(self._switch)
        self.errors = Note("danger")
        self._lay_out()
        self._show_parts()
        self._empty.hide()  # nobody knows yet

    def is_new(self) -> bool:
        """Tell whether a new item is being typed."""
        return self._new

    def is_begun(self) -> bool:
        """Tell whether something of a new item is typed."""
        typed = (self.code, self.name, self.price, self.barcode)
        return self._new and any(field.text() for field in typed)

    def show_item(self, item: Item | None) -> None:
        """Show an item; what somebody is typing about it stays.

        What was typed of a new item comes back when the next one is begun.
        """
        self._draft = self.drafts() or self._draft
        if self._new or item is None or self._item is None or item.id != self._item.id:
            for field in self._fields():
                field.give_back()
        self._new, self._item = False, item
        self._show_parts()
        if item is None:
            return
        self._title.setText(item.name)
        self.code.set_text(item.code)
        self._name.show(item.name)
        self._price.show(self._desk.words.money(item.price))
        self._barcode.show(item.barcode or "")
        self._factor.show(shown_hundredths(item.points_factor))
        self.kind.choose(item.kind.value)
        self.sold.setChecked(item.active)

    def begin(self) -> None:
        """Begin a new item."""
        self._new, self._item = True, None
        self._title.setText(self._desk.say(N_("New item")))
        self.code.clear()
        for field in self._fields():
            field.give_back()
            field.show("")
        self._factor.show(_USUAL)
        self.kind.choose(ItemKind.SERVICE.value)
        self.errors.hide()
        self._show_parts()
        self.take_up(self._draft)
        self.code.edit.setFocus()

    def close_new(self) -> None:
        """Go back to the chosen item."""
        self.closed.emit()

    def focus_first(self) -> None:
        """Put the cursor where typing begins."""
        if self._new or self._item is not None:
            (self.code if self._new else self.name).edit.setFocus()

    def take_scan(self, code: str) -> bool:
        """Put a scan into the barcode, and save it for a known item."""
        if not self._new and self._item is None:
            return False
        self.barcode.edit.setText(code)
        self._barcode.leave()
        self.barcode.edit.setFocus()
        return True

    def drafts(self) -> dict[str, str]:
        """Return what is typed of a new item."""
        if not self._new:
            return {}
        return {field.edit.objectName(): field.text() for field in self._lines()}

    def take_up(self, drafts: Mapping[str, str]) -> None:
        """Go on with a new item."""
        if self._new:
            for field in self._lines():
                field.set_text(drafts.get(field.edit.objectName(), field.text()))

    def _lines(self) -> tuple[TextField, ...]:
        return self.code, self.name, self.price, self.barcode, self.factor

    def _fields(self) -> tuple[SavedField, ...]:
        return self._name, self._price, self._barcode, self._factor

    def _field(
        self, name: str, title: str, read: Read, icon: str = "", placeholder: str = ""
    ) -> tuple[TextField, SavedField]:
        field = TextField(self._desk.say(title), icon=icon, placeholder=placeholder)
        saved = SavedField(field, name, lambda text: self._save(saved, title, read, text))
        self._part.fields.append(saved)
        return field, saved

    def _lay_out(self) -> None:
        say = self._desk.say
        self._empty = EmptyState(
            "tag", say(N_("No item yet")), say(N_("Add what you sell, then a sale can name it."))
        )
        self.add = Button(say(N_("Add")), icon="check", kind="primary", key="Ctrl S")
        self.add.setObjectName("item_add")
        self.add.clicked.connect(self._add)
        self.cancel = Button(say(N_("Cancel")), kind="quiet")
        self.cancel.setObjectName("item_cancel")
        self.cancel.clicked.connect(self._give_up)
        save = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self)
        save.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        save.activated.connect(self._save_key)
        self._form: list[QWidget] = [self._title, self.code, self.name, self.kind]
        pair = QHBoxLayout()
        pair.setSpacing(8)
        pair.addWidget(self.price, 3)
        pair.addWidget(self.factor, 2)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.add, 1)
        buttons.addWidget(self.cancel)
        for widget in (self._empty, *self._form):
            self.body.addWidget(widget)
        self.body.addLayout(pair)
        for widget in (self.barcode, self.sold, self.errors):
            self.body.addWidget(widget)
        self.body.addLayout(buttons)
        self._form += [self.price, self.factor, self.barcode]

    def _show_parts(self) -> None:
        """Show the fields there are for what is shown."""
        known = self._item is not None
        self._empty.setVisible(not known and not self._new)
        for widget in self._form:
            widget.setVisible(known or self._new)
        self.sold.setVisible(known)
        self.add.setVisible(self._new)
        self.cancel.setVisible(self._new)
        self.code.edit.setReadOnly(known)
        if not self._new:
            self.errors.hide()

    def _save(self, field: SavedField, title: str, read: Read, text: str) -> None:
        try:
            changes = read(text)
        except UserError as error:
            field.refuse(*refusal(self._desk, error))
            return
        if self._item is not None:
            self._edit(title, changes, refuse(self._desk, field))

    def _edit(
        self, title: str, changes: ItemChanges, refused: Callable[[ShopbellError], None]
    ) -> None:
        desk, item = self._desk, self._item
        if item is None:
            return
        edit = desk.services.items.edit

        def back(done: Changed[Item]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(edit, item.code, changes.back_to(done.before), desk.act())

        what = Text(N_("{name}, {setting}"), {"name": item.name, "setting": Text(title)})
        work = partial(edit, item.code, changes, desk.act())
        self._part.saver.save(self._part, Save(what, work, back), refused)

    def _choose_kind(self, kind: str) -> None:
        def refused(_error: ShopbellError) -> None:
            if self._item is not None:
                self.kind.choose(self._item.kind.value)

        self._edit(N_("Kind"), ItemChanges(kind=ItemKind(kind)), refused)

    def _switch(self, on: bool) -> None:  # noqa: FBT001 - what the signal tells
        desk, item = self._desk, self._item
        if item is None:
            return
        switch = desk.services.items.set_active

        def back(done: Changed[Item]) -> Work | None:
            if done.before is None or done.before == done.after:
                return None
            return partial(switch, item.code, active=not on, act=desk.act())

        said = N_("{name}, on") if on else N_("{name}, off")
        work = partial(switch, item.code, active=on, act=desk.act())
        save = Save(Text(said, {"name": item.name}), work, back)
        self._part.saver.save(self._part, save, lambda _: self.sold.setChecked(not on))

    def _give_up(self) -> None:
        self.close_new()
        self._draft = {}

    def _save_key(self) -> None:
        if self._new:
            self._add()

    def _add(self) -> None:
        desk = self._desk
        self._check()
        if self._complain():
            return
        new = NewItem(
            self.code.text(),
            self.name.text(),
            parse_amount(self.price.text(), desk.shop.currency),
            ItemKind(self.kind.value()),
            self.barcode.text() or None,
            read_hundredths(self.factor.text()),
        )

        def back(made: Item) -> Work:
            return partial(desk.services.items.set_active, made.code, active=False, act=desk.act())

        work = partial(desk.services.items.add, new, desk.act())
        save = Save(new.name, work, back, done=self._added)
        self._part.saver.save(self._part, save, partial(self._refuse, new))

    def _check(self) -> None:
        """Mark what cannot be right before anybody is asked."""
        say = self._desk.say
        if not self.code.text():
            self.code.show_error(say(N_("The code is missing.")), say(N_("Type a short one.")))
        if not self.name.text():
            self.name.show_error(say(N_("The name is missing.")), "")
        reads: tuple[tuple[TextField, Read], ...] = (
            (self.price, self._read_price),
            (self.factor, _factor),
        )
        for field, read in reads:
            try:
                read(field.text())
            except UserError as error:
                field.show_error(*refusal(self._desk, error))

    def _complain(self) -> bool:
        """Count the fields that need a look, also aloud, and go to the first; tell if any does."""
        wrong = [field for field in self._lines() if field.has_error()]
        self.errors.setVisible(bool(wrong))
        if wrong:
            words = NN_("{count} field needs a look", "{count} fields need a look")
            self.errors.show_text(self._desk.count(words, len(wrong)))
            announce(self, self.errors.text())
            wrong[0].edit.setFocus()
        return bool(wrong)

    def _refuse(self, new: NewItem, error: ShopbellError) -> None:
        taken = isinstance(error, ItemCodeTaken) and error.params["code"] == new.barcode
        field = self.barcode if taken else self.code
        what, todo = refusal(self._desk, error)
        if what:
            field.show_error(what, todo)
            field.edit.setFocus()

    def _added(self, item: Item) -> None:
        self._new, self._draft = False, {}
        self.added.emit(item.code)
        self.show_item(item)
        self.name.edit.setFocus()

    def _read_price(self, text: str) -> ItemChanges:
        return ItemChanges(price=parse_amount(text, self._desk.shop.currency))


def _name(text: str) -> ItemChanges:
    return ItemChanges(name=text)


def _barcode(text: str) -> ItemChanges:
    return ItemChanges(barcode=text)


def _factor(text: str) -> ItemChanges:
    return ItemChanges(points_factor=read_hundredths(text))
