"""What is chosen for single rows: a cell is typed, two rows are one person or two."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from smbcrm.core.errors import UserError
from smbcrm.core.ids import uuid7
from smbcrm.membership.customers.likeness import Naming, Reason
from smbcrm.membership.customers.types import Details
from smbcrm.membership.imports import errors, notes
from smbcrm.membership.imports.choices import Choices, ChosenPerson, TypedCell
from smbcrm.membership.imports.codec import encode
from smbcrm.membership.imports.kept_changes import KeptChanges
from smbcrm.membership.imports.kinds import ListKind
from smbcrm.membership.imports.source import Cell
from smbcrm.membership.imports.types import ImportReport, ImportRequest, ImportRun, RunState
from smbcrm.membership.requests.types import Act
from tests.helpers.shops import StillShop
from tests.integration.imports import sales
from tests.integration.imports.lists import HEADS, ListSource, importer, people, picture, request

FRIENDLY: tuple[Cell, ...] = ("Name", "Phone", "Balance", "Points", "Birthday")
ANN: tuple[Cell, ...] = ("Ann Lee", "13800138000", 10, 1, "1990-05-04")
LIST = ListSource([FRIENDLY, ANN])


def of(*rows: Sequence[Cell], excel: bool = True) -> ListSource:
    return ListSource([FRIENDLY, *map(tuple, rows)], excel=excel)


def chosen(
    shop: StillShop, *what: TypedCell | ChosenPerson, path: str = "list.xlsx"
) -> ImportRequest:
    cells = tuple(one for one in what if isinstance(one, TypedCell))
    persons = tuple(one for one in what if isinstance(one, ChosenPerson))
    return replace(request(shop, path=path), choices=Choices(cells, persons))


def brought(shop: StillShop, source: ListSource, asked: ImportRequest) -> ImportRun:
    """Run an import after its check, whose report must be the same byte for byte."""
    checked = importer(shop, source).check(asked)
    run = importer(shop, source).run(asked)
    assert encode(checked) == encode(run.report)
    return run


def told(report: ImportReport) -> list[tuple[int, str]]:
    return [(note.row, note.text.msgid) for note in report.notes]


def paired(shop: StillShop, source: ListSource, asked: ImportRequest) -> KeptChanges:
    kept = KeptChanges()
    importer(shop, source).check(asked, changes=kept)
    return kept


def test_a_balance_that_cannot_be_read_is_typed(shop: StillShop) -> None:
    source = of(ANN, ("Bob Wu", "13800138001", "see book", None, None))
    without = importer(shop, source).check(request(shop))
    assert (without.made, without.failed, without.brought.principal) == (1, 1, 1000)
    run = brought(shop, source, chosen(shop, TypedCell(3, "principal", " 60.50 ")))
    assert (run.report.made, run.report.failed) == (2, 0)
    assert run.report.brought.principal == 7050
    assert picture(shop).owed == 7050


def test_what_is_typed_is_plain_whatever_signs_the_list_uses(shop: StillShop) -> None:
    source = of(
        ("Ann", "13800138000", "1.200,50", None, None),
        ("Bob", "13800138001", "x", None, None),
        excel=False,
    )
    typed = TypedCell(3, "Principal", "1200.50")
    run = brought(shop, source, chosen(shop, typed, path="list.csv"))
    assert run.report.brought.principal == 2 * 120050


def test_nothing_is_taken_for_a_balance_or_a_date(shop: StillShop) -> None:
    source = of(("Ann", "13800138000", "see book", "many", "31/02/1990"))
    emptied = [TypedCell(2, name, "") for name in ("principal", "points")]
    typed = TypedCell(2, "birthday", "28/02/1990")
    run = brought(shop, source, chosen(shop, *emptied, typed))
    assert (run.report.made, run.report.brought.customers, run.report.notes) == (1, 0, ())
    (one,) = shop.services.customers.find("Ann")
    (occasion,) = shop.services.customers.get(one.id).profile.occasions
    assert (occasion.month, occasion.day) == (2, 28)


def test_a_cell_beyond_the_end_of_a_row_is_typed(shop: StillShop) -> None:
    source = of(("Ann", "13800138000"))
    run = brought(shop, source, chosen(shop, TypedCell(2, "points", "12")))
    assert run.report.brought.points == 12


def test_what_is_typed_counts_in_every_kind_of_list(shop: StillShop) -> None:
    source = ListSource([sales.HEADS, sales.line(phone="13800138000", amount="?")])
    shop.services.customers.add(Details(full_name="Ann", phones=("13800138000",)), shop.act(1))
    asked = sales.request(shop)
    assert importer(shop, source).check(asked).failed == 1
    typed = replace(asked, choices=Choices((TypedCell(2, "amount", "35"),)))
    run = brought(shop, source, typed)
    assert (run.report.made, run.report.sold.total) == (1, 3500)


def test_two_rows_of_one_phone_and_name_are_two_people(shop: StillShop) -> None:
    young: tuple[Cell, ...] = ("Ann Lee", "13800138000", 5, None, "2015-01-02")
    source = of(ANN, young)
    (pair,) = paired(shop, source, request(shop)).pairs
    assert (pair.row, pair.other, pair.joined) == (3, 2, True)
    assert (pair.names, pair.naming) == (("Ann Lee", "Ann Lee"), Naming.SAME)
    assert pair.reasons == {Reason.PHONE}
    asked = chosen(shop, ChosenPerson(3, None))
    run = brought(shop, source, asked)
    assert (run.report.made, run.report.joined, run.report.failed) == (2, 0, 0)
    assert picture(shop).owed == 1500
    again = importer(shop, source).run(replace(asked, act=Act(uuid7(shop.clock))))
    assert (again.report.made, picture(shop).customers) == (0, 2)
    shop.services.imports.undo(run.id)
    assert picture(shop).customers == 0


def test_two_names_of_one_phone_are_one_person(shop: StillShop) -> None:
    source = of(ANN, ("Annie", "13800138000", None, None, "1990-05-04"))
    (pair,) = paired(shop, source, request(shop)).pairs
    assert (pair.row, pair.other, pair.joined) == (3, 2, False)
    assert pair.naming is Naming.DIFFERENT
    run = brought(shop, source, chosen(shop, ChosenPerson(3, 2)))
    assert (run.report.made, run.report.joined) == (1, 1)
    assert [row for row, _ in told(run.report)] == [3]
    assert picture(shop, "Ann Lee").customers == 1


def test_a_row_means_somebody_who_is_here(shop: StillShop) -> None:
    code = shop.services.customers.add(
        Details(full_name="Mrs Lee", phones=("13800138000",)), shop.act(1)
    ).code
    (pair,) = paired(shop, LIST, request(shop)).pairs
    assert (pair.row, pair.other, pair.names) == (2, code, ("Mrs Lee", "Ann Lee"))
    run = brought(shop, LIST, chosen(shop, ChosenPerson(2, code)))
    assert (run.report.made, run.report.updated) == (0, 1)
    assert picture(shop, "Ann Lee").found == (code,)


def test_a_row_joins_one_of_an_earlier_batch(shop: StillShop) -> None:
    source = ListSource(
        [HEADS, *people(600), ("别名", 13_000_000_003, None, None, None, None, None)]
    )
    run = brought(shop, source, chosen(shop, ChosenPerson(602, 5)))
    assert (run.report.made, run.report.joined) == (600, 1)
    assert picture(shop).customers == 600


@pytest.mark.parametrize("other", [2, "C999999"])
def test_a_row_that_was_to_join_nobody_fails(shop: StillShop, other: int | str) -> None:
    source = of(("Ann", "13800138000", "?", None, None), ("Bob", "13800138001"))
    run = brought(shop, source, chosen(shop, ChosenPerson(3, other)))
    assert (run.report.made, run.report.failed) == (0, 2)
    assert told(run.report)[1] == (3, notes.NOT_JOINED)


def test_a_stopped_import_goes_on_with_what_was_chosen(shop: StillShop) -> None:
    rows = [*people(600), ("坏人", 13_900_000_000, None, "见本子", None, None, None)]
    source = ListSource([HEADS, *rows])
    asked = chosen(shop, TypedCell(602, "principal", "7"), ChosenPerson(3, None))
    stops = iter([False, True])
    left = importer(shop, source).run(asked, stop=lambda: next(stops))
    assert left.state is RunState.STOPPED
    resumed = left.request(asked.path, Act(uuid7(shop.clock)))
    assert resumed.choices == asked.choices
    done = importer(shop, source).run(resumed)
    assert (done.id, done.state, done.report.failed) == (left.id, RunState.DONE, 0)
    other = importer(shop, source).run(request(shop))
    assert other.id != left.id  # without the choices it is another import


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ([TypedCell(4, "name", "Bob")], errors.NoSuchRow),
        ([TypedCell(1, "name", "Bob")], errors.NoSuchRow),
        ([ChosenPerson(3, 9)], errors.NoSuchRow),
        ([ChosenPerson(2, 3)], errors.NotAnEarlierRow),
        ([ChosenPerson(3, 3)], errors.NotAnEarlierRow),
        ([ChosenPerson(3, 2), ChosenPerson(3, None)], errors.ChosenTwice),
        ([TypedCell(2, "name", "A"), TypedCell(2, "name", "B")], errors.ChosenTwice),
        ([TypedCell(2, "hobby", "A")], errors.UnknownField),
        ([TypedCell(2, "gift", "5")], errors.NotOneColumn),
        ([TypedCell(2, "principal", "1,200")], errors.NotPlain),
        ([TypedCell(2, "points", "ten")], errors.NotPlain),
    ],
)
def test_what_cannot_be_chosen_is_refused(
    shop: StillShop, what: list[TypedCell | ChosenPerson], refusal: type[UserError]
) -> None:
    source = of(ANN, ("Bob", "13800138001"))
    with pytest.raises(refusal):
        importer(shop, source).check(chosen(shop, *what))
    with pytest.raises(refusal):
        importer(shop, source).run(chosen(shop, *what))
    assert not shop.services.imports.all()


def test_a_list_of_items_is_put_right_too(shop: StillShop) -> None:
    source = ListSource([("Item code", "Item name", "Price"), ("CUT", "Cut", "on request")])
    asked = replace(
        request(shop), kind=ListKind.ITEMS, choices=Choices((TypedCell(2, "price", "35.00"),))
    )
    run = brought(shop, source, asked)
    assert (run.report.made, run.report.failed) == (1, 0)
