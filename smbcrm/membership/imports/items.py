"""Lists of items: a row is a new one, or says the price, name or barcode of one that is here.

Nothing is ever deleted by a list. What its undo takes back is what it made and nobody used since.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from smbcrm.core.amounts import AmountRefused
from smbcrm.core.errors import UserError
from smbcrm.core.i18n import Text
from smbcrm.core.ids import job_id
from smbcrm.core.money import Currency, Money
from smbcrm.core.text import clean
from smbcrm.membership.changes.types import SetUp, SetUpChanged
from smbcrm.membership.imports import column_steps as steps
from smbcrm.membership.imports import notes
from smbcrm.membership.imports.cell_reader import CellReader
from smbcrm.membership.imports.cells import amount_of, digits_lost, text_of
from smbcrm.membership.imports.fields import Field
from smbcrm.membership.imports.meaning import ACT, BatchResult, RunFacts, Undoer
from smbcrm.membership.imports.notes import NoteKind
from smbcrm.membership.imports.ports import ImportWork, ItemMark
from smbcrm.membership.imports.row import Draft, ReadRow, ShopFacts
from smbcrm.membership.imports.row_by_row import RowByRow
from smbcrm.membership.imports.source import Cell, Row
from smbcrm.membership.imports.survey import Survey
from smbcrm.membership.imports.types import (
    BATCH,
    MOST_NOTES,
    ImportRun,
    Outcome,
    Stayed,
    UndoReport,
)
from smbcrm.membership.imports.undoing import ACT as UNDO
from smbcrm.membership.imports.vocabulary import Vocabulary
from smbcrm.membership.items.rules import changed, check_item, plain_code, rule_of
from smbcrm.membership.items.steps import holder_of, refuse_taken
from smbcrm.membership.items.types import Item, ItemChanges, ItemKind, KindOfItem, NewItem
from smbcrm.membership.requests.rules import request_hash
from smbcrm.membership.requests.steps import note_rules
from smbcrm.membership.requests.types import Act, Done, Entered


@dataclass(slots=True)
class ItemRow(ReadRow):
    """A row of what the shop sells; what is not said is empty or None."""

    item: str = ""
    name: str = ""
    kind: ItemKind | None = None
    price: int | None = None
    barcode: str = ""

    def amount(self, name: Field) -> int:
        """Return what was read of a column of figures, in the smallest unit; 0 for nothing."""
        return (self.price or 0) if name is Field.PRICE else 0


class ItemReader(CellReader):
    """Reads rows of what the shop sells."""

    def _begin(self, number: int, cells: Row) -> ReadRow:
        return ItemRow(number, cells)

    def _end(self, draft: Draft) -> None:
        row, said = cast("ItemRow", draft.row), draft.known
        row.item = row.our_code or str(said.get(Field.ITEM_CODE, ""))
        row.name = str(said.get(Field.ITEM_NAME, ""))
        row.barcode = str(said.get(Field.BARCODE, ""))
        if not row.item:
            row.refuse(Field.ITEM_CODE, notes.NO_ITEM_CODE)

    def _step(self, name: Field, index: int) -> steps.Step:
        if name in {Field.ITEM_CODE, Field.ITEM_NAME, Field.BARCODE}:
            return _text_step(name)
        if name is Field.ITEM_KIND:
            return steps.word_step(name, self._words[name], _kind)
        if name is Field.PRICE:
            return self._price_step(index)
        return super()._step(name, index)

    def _price_step(self, index: int) -> steps.Step:
        currency, decimal = self._facts.currency, self._survey.separators.get(index)
        usual = self._survey.usual_sign(index, self._facts.region)

        def step(cell: Cell, draft: Draft) -> None:
            row = cast("ItemRow", draft.row)
            try:
                row.price = amount_of(cell, currency, decimal, usual)
            except AmountRefused as refusal:
                row.refuse(Field.PRICE, refusal.msgid, **refusal.params)

        return step


class Items(RowByRow):
    """What the rows of a list of items mean."""

    def reader(
        self, survey: Survey, facts: ShopFacts, words: Mapping[Field, Vocabulary], *, excel: bool
    ) -> ItemReader:
        """Return what reads the rows of a list."""
        return ItemReader(survey, facts, words, excel=excel)

    def write(
        self, work: ImportWork, facts: RunFacts, rows: Sequence[ItemRow], now: dt.datetime
    ) -> BatchResult:
        """Add the item of each row, or change what the row says otherwise."""
        run, currency = facts.run, Currency.of(facts.currency)
        marks: list[ItemMark] = []
        outcomes = []
        for row in rows:
            mark = None if row.failed else _taken(work, row, _Run(run.id, currency, marks))
            outcomes.append(_outcome(mark))
            if mark is not None:
                marks.append(mark)
        work.imports.mark_items(run.id, marks)
        pairs = [(mark.before, mark.after) for mark in marks if mark.before is not None]
        by = Undoer(run.staff, run.terminal, now)
        _note_rules(work, (ACT, job_id("import-items", run.id, rows[0].number)), by, pairs)
        work.record(SetUpChanged(SetUp.ITEMS))
        return BatchResult(outcomes, codes={mark.row: mark.after.code for mark in marks})

    def came_in(self, work: ImportWork, run: str, first: int, last: int) -> Mapping[int, str]:
        """Return the rows with a mark, from one to another, with the codes of their items."""
        marks = work.imports.items(run, first, last - first + 1)
        return {mark.row: mark.after.code for mark in marks if mark.row <= last}

    def undo(self, work: ImportWork, run: ImportRun, by: Undoer) -> UndoReport | None:
        """Take back what the next rows did to items that are still as they left them."""
        undo = run.undo or UndoReport()
        marks = work.imports.items(run.id, undo.row + 1, BATCH)
        if not marks:
            return None
        work.cards.hold_numbers()
        touched = [mark for mark in marks if mark.before != mark.after]
        reasons = {mark.row: _taken_back(work, mark) for mark in touched}
        stayed = tuple(
            Stayed(mark.row, mark.after.code, Text(why))
            for mark in touched
            if (why := reasons[mark.row]) is not None
        )
        going = [mark for mark in touched if reasons[mark.row] is None]
        pairs = [(mark.after, mark.before) for mark in going if mark.before is not None]
        _note_rules(work, (UNDO, job_id("import-items-undo", run.id, marks[0].row)), by, pairs)
        work.record(SetUpChanged(SetUp.ITEMS))
        return replace(
            undo,
            removed=undo.removed + len(going) - len(pairs),
            restored=undo.restored + len(pairs),
            kept=undo.kept + len(marks) - len(touched),
            stayed_in_all=undo.stayed_in_all + len(stayed),
            stayed=(*undo.stayed, *stayed)[:MOST_NOTES],
            row=marks[-1].row,
        )


@dataclass(frozen=True, slots=True)
class _Run:
    """What the rows of one batch share: the import, its money, and what it told of up to now."""

    id: str
    currency: Currency
    marks: Sequence[ItemMark]

    def told_of(self, work: ImportWork, item: Item) -> bool:
        """Tell whether an earlier row of the import told of an item."""
        return any(mark.after.id == item.id for mark in self.marks) or work.imports.told_of(
            self.id, item.id
        )


def _taken(work: ImportWork, row: ItemRow, run: _Run) -> ItemMark | None:
    """Add or change the item of a row, or refuse it."""
    try:
        item = work.items.find(row.item, hold=True)
        if item is None or item.code not in {row.item, plain_code(row.item)}:
            return _made(work, row)
        return _changed(work, row, item, run)
    except UserError as error:
        row.refuse(Field.ITEM_CODE, error.msgid, **error.params)
        return None


def _made(work: ImportWork, row: ItemRow) -> ItemMark | None:
    if not row.name:
        row.refuse(Field.ITEM_NAME, notes.NO_ITEM_NAME)
    if row.price is None:
        row.refuse(Field.PRICE, notes.NO_PRICE)
    if row.failed or row.price is None:
        return None
    kind = row.kind or ItemKind.SERVICE
    new = check_item(NewItem(row.item, row.name, row.price, kind, row.barcode))
    if new.kind is ItemKind.PACKAGE:
        raise KindOfItem(code=new.code)
    for code in filter(None, (new.code, new.barcode)):
        refuse_taken(work, code)
    return ItemMark(row.number, None, work.items.add(new))


def _changed(work: ImportWork, row: ItemRow, item: Item, run: _Run) -> ItemMark | None:
    said = ItemChanges(row.name or None, row.price, row.kind, row.barcode or None)
    after = changed(item, said)
    if after == item:
        return ItemMark(row.number, item, item)
    if run.told_of(work, item):
        row.refuse(Field.ITEM_CODE, notes.ITEM_TWICE, code=item.code)
        return None
    if after.barcode is not None and after.barcode != item.barcode:
        refuse_taken(work, after.barcode, item)
    work.items.put(after)
    _tell(row, item, after, run.currency)
    return ItemMark(row.number, item, after)


def _tell(row: ItemRow, before: Item, after: Item, currency: Currency) -> None:
    """Say what changed of an item."""
    code, remark = after.code, NoteKind.REMARK
    if after.name != before.name:
        names = {"before": before.name, "after": after.name}
        row.note(Field.ITEM_NAME, remark, notes.NAME_CHANGED, code=code, **names)
    if after.price != before.price:
        prices = {
            "before": Money(before.price, currency),
            "after": Money(after.price, currency),
        }
        row.note(Field.PRICE, remark, notes.PRICE_CHANGED, code=code, **prices)
    if after.barcode != before.barcode:
        given = notes.BARCODE_CHANGED if before.barcode else notes.BARCODE_GIVEN
        codes = {"before": before.barcode or "", "after": after.barcode or ""}
        row.note(Field.BARCODE, remark, given, code=code, **codes)
    if after.kind is not before.kind:
        row.note(Field.ITEM_KIND, remark, notes.KIND_CHANGED, code=code)


def _outcome(mark: ItemMark | None) -> Outcome:
    if mark is None:
        return Outcome.FAILED
    if mark.before is None:
        return Outcome.MADE
    return Outcome.UNCHANGED if mark.before == mark.after else Outcome.UPDATED


def _taken_back(work: ImportWork, mark: ItemMark) -> str | None:
    """Take back what a row did to an item, or return why it stays."""
    before, after = mark.before, mark.after
    if work.items.find(after.code, hold=True) != after:
        return notes.STAYED_ITEM
    if before is None:
        return None if work.items.remove(after.id) else notes.STAYED_ITEM_USED
    if before.barcode is not None and holder_of(work, before.barcode, after) is not None:
        return notes.STAYED_ITEM
    work.items.put(before)
    return None


def _note_rules(
    work: ImportWork, of: tuple[str, str], by: Undoer, pairs: Sequence[tuple[Item, Item]]
) -> None:
    """Tell the insider report which prices a list changed."""
    kind, request = of
    rules = [(rule_of(before), rule_of(after), after.code) for before, after in pairs]
    rules = [one for one in rules if one[0] != one[1]]
    if not rules:
        return
    asked = request_hash(kind, {"request": request})
    work.requests.keep(Entered(request, kind, asked, Done(request), by.staff, by.terminal, by.now))
    for before, after, code in rules:
        note_rules(work, Act(request), f"item {code}", before, after)


def _text_step(name: Field) -> steps.Step:
    def step(cell: Cell, draft: Draft) -> None:
        text = clean(text_of(cell))
        if text and digits_lost(cell):
            draft.row.refuse(name, notes.DIGITS_LOST)
        elif text:
            draft.known[name] = text

    return step


def _kind(draft: Draft, meaning: object) -> None:
    cast("ItemRow", draft.row).kind = cast("ItemKind", meaning)
